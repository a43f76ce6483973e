package import FlowDiagnosis
package import FlowTracking

/// What an annotated capture says at a packet.
package enum PacketComment {
  /// What each of ours begins with: an annotated capture may be read and annotated again, and the comments of others are kept.
  private static let mark: StaticString = "tcptrace-swift: "

  /// Those of a packet's comments that others wrote.
  package static func ofOthers(_ comments: [[UInt8]]) -> [[UInt8]] {
    comments.filter { comment in !comment.starts(with: "\(mark)".utf8) }
  }

  /// What a segment did: both states after it, what changed, and the note of the ladder. As known when it passed.
  package static func text(_ event: inout FlowEvent) -> [UInt8] {
    var text = OctetBuffer()
    text.append(mark)
    text.append("connection ")
    text.append(decimal: event.connection)
    for side in Side.allCases {
      text.append(", ")
      text.append(side.name)
      text.append(" ")
      append(side, &event, to: &text)
    }
    let start = text.count
    text.append(": ")
    Annotation(unicode: true, language: .english).append(SegmentSketch(&event), findings: [], to: &text)
    if text.count == start + 2 { text.octets.removeSubrange(start...) }
    return text.octets
  }

  /// A finding in full, at the packet that shows it.
  package static func text(_ finding: Finding) -> [UInt8] {
    var text = OctetBuffer()
    append(headOf: finding, to: &text)
    text.append(finding.frames.count == 1 ? "; frame " : "; frames ")
    for (index, frame) in finding.frames.prefix(16).enumerated() {
      if index > 0 { text.append(", ") }
      text.append(string: FrameReference(frame).text)
    }
    if finding.frames.count > 16 { text.append(" ...") }
    text.append(" of the capture that was read): ")
    text.append(safe: finding.summary)
    return text.octets
  }

  /// A finding in short, at a packet that belongs to its evidence.
  ///
  /// - Parameter isLost: whether this is the very segment that was lost after the capture point.
  package static func reference(_ finding: Finding, isLost: Bool) -> [UInt8] {
    var text = OctetBuffer()
    append(headOf: finding, to: &text)
    text.append(isLost ? "): lost after the capture point" : "): evidence")
    return text.octets
  }

  private static func append(headOf finding: Finding, to text: inout OctetBuffer) {
    text.append(mark)
    text.append(string: finding.code.rawValue)
    text.append(" (")
    text.append(string: finding.severity.name)
    text.append(", ")
    text.append(string: finding.grade.name)
  }

  private static func append(_ side: Side, _ event: inout FlowEvent, to text: inout OctetBuffer) {
    var changes: [StateChange] = []
    event.transitions.forEach { if $0.endpoint == side { changes.append($0) } }
    let (state, isPresumed) =
      side == .client
      ? (event.clientState, event.clientIsPresumed) : (event.serverState, event.serverIsPresumed)
    let refuted = changes.first { $0.standing == .refuted }
    if refuted == nil, let first = changes.first {
      text.append(first.from?.name ?? "?")
      for change in changes {
        text.append(" → ")
        text.append(change.to?.name ?? "?")
      }
    } else {
      text.append(state?.name ?? "?")
    }
    if state != nil && isPresumed { text.append("?") }
    if let refuted, let from = refuted.from {
      text.append(", not ")
      text.append(from.name)
    }
  }
}
