import FlowDiagnosis

/// A finding about several connections, told in full below the summary.
struct StoryText {
  /// The finding.
  let story: Story
  /// How it is to look.
  let settings: TextSettings

  private static let shown = 8

  /// Appends the finding, wrapped.
  func append(to output: inout OctetBuffer) {
    Statement(
      severity: story.severity, code: story.code, circumstances: circumstances, account: story.account,
      settings: settings
    ).append(to: &output)
  }

  private var circumstances: String {
    let all = UInt64(story.connections.count) == story.count
    let frames = story.frames.prefix(Self.shown).map { FrameReference($0).text }.joined(separator: ", ")
    let more = !all || story.frames.count > Self.shown ? " …" : ""
    let sign = settings.unicode ? more : more.isEmpty ? "" : " ..."
    let (severity, grade) = (story.severity.name(in: settings.language), story.grade.name(in: settings.language))
    let noun = (story.frames.count == 1 ? Words("frame", ko: "프레임") : Words("frames", ko: "프레임")).text(
      in: settings.language)
    return "(\(severity), \(grade); \(noun) \(frames)\(sign)): "
  }
}
