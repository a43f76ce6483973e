import FlowDiagnosis

/// A finding told in full, under its connection's ladder.
struct FindingText {
  /// The finding.
  let finding: Finding
  /// How it is to look.
  let settings: TextSettings

  private static let shownFrames = 8

  /// Appends the finding, wrapped.
  func append(to output: inout OctetBuffer) {
    Statement(
      severity: finding.severity, code: finding.code, circumstances: circumstances, account: finding.account,
      settings: settings
    ).append(to: &output)
  }

  /// Severity, grade, what was lost and the evidence, in parentheses.
  var circumstances: String {
    let language = settings.language
    var text = "(\(finding.severity.name(in: language)), \(finding.grade.name(in: language))"
    if let loss = finding.loss { text += "; " + place(of: loss) }
    let frames = finding.frames.prefix(Self.shownFrames).map { FrameReference($0).text }.joined(separator: ", ")
    let more = finding.frames.count - Self.shownFrames
    switch language {
    case .english:
      text += (finding.frames.count == 1 ? "; frame " : "; frames ") + frames + (more > 0 ? " and \(more) more" : "")
    case .korean:
      text += "; 프레임 " + frames + (more > 0 ? " 외 \(more)개" : "")
    }
    return text + "): "
  }

  private func place(of loss: Loss) -> String {
    let what = loss.name(in: settings.language)
    switch (settings.language, loss.location) {
    case (.english, .beforeCapturePoint): return "\(what) lost before the capture point"
    case (.english, .afterCapturePoint): return "\(what) lost after the capture point"
    case (.english, .unknown): return "\(what) lost, where is not known"
    case (.korean, .beforeCapturePoint): return "캡처 지점에 오기 전에 \(what) 유실"
    case (.korean, .afterCapturePoint): return "캡처 지점을 지난 뒤에 \(what) 유실"
    case (.korean, .unknown): return "\(what) 유실, 위치는 알 수 없음"
    }
  }
}
