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
    let start = output.count
    let glyphs = Glyphs(unicode: settings.unicode)
    output.append("  ")
    output.append(Tone(finding.severity), settings.style) { text in
      text.append(glyphs.marker(finding.severity))
      text.append(" ")
      text.append(string: finding.code.rawValue)
    }
    output.append(" ")
    output.append(wrapped: circumstances + summary, since: start, indent: 4, width: settings.width)
    output.endLine()
  }

  /// The summary in the characters there are: its only other one is the micro sign.
  private var summary: String {
    settings.unicode ? finding.summary : String(finding.summary.map { $0 == "µ" ? "u" : $0 })
  }

  /// Severity, grade, what was lost and the evidence, in parentheses.
  var circumstances: String {
    var text = "(\(finding.severity.name), \(finding.grade.name)"
    if let loss = finding.loss {
      switch loss.location {
      case .beforeCapturePoint: text += "; \(loss.what) lost before the capture point"
      case .afterCapturePoint: text += "; \(loss.what) lost after the capture point"
      case .unknown: text += "; \(loss.what) lost, where is not known"
      }
    }
    text += finding.frames.count == 1 ? "; frame " : "; frames "
    text += finding.frames.prefix(Self.shownFrames).map { String($0) }.joined(separator: ", ")
    if finding.frames.count > Self.shownFrames { text += " and \(finding.frames.count - Self.shownFrames) more" }
    return text + "): "
  }
}
