package import FlowDiagnosis
package import FlowTracking
import PacketDecoding

/// One JSON object a line, by the contract "tcptrace-swift/1": `capture`, `event`, `connection`, `finding` and `summary`.
package struct JSONReporter: Reporter {
  /// Lines that wait to be written.
  package var output = OctetBuffer()
  /// Whether plain data and plain ACKs get an event too.
  package let wantsAllSegments: Bool
  /// Always: events are half of the contract.
  package var wantsEvents: Bool { true }
  /// Always.
  package var wantsConnections: Bool { true }
  /// Always: `states` come from the timeline.
  package var wantsTimelines: Bool { true }
  private var first: Int64?
  private var groups: GroupSummary?
  private var comments = CommentBook()

  /// A reporter of a new run; with `grouping` it also counts connections by what they have in common.
  package init(allSegments: Bool, grouping: Grouping? = nil) {
    wantsAllSegments = allSegments
    groups = grouping.map { GroupSummary($0) }
  }

  /// The line `capture`.
  package mutating func begin(_ capture: CaptureDescription) {
    output.beginObject()
    output.member("type", word: "capture")
    output.member("schema", word: "tcptrace-swift/1")
    output.member("source", capture.source)
    output.member("link_type", capture.linkType)
    output.member("snapshot_length", UInt64(clamping: capture.snapshotLength))
    output.member("filter", capture.filter)
    if capture.sources.count > 1 {
      output.beginArray("sources")
      for source in capture.sources { output.element(source) }
      output.endArray()
    }
    output.endObject()
    output.endLine()
  }

  /// Where offsets count from.
  package mutating func firstPacket(at time: Int64) {
    first = time
  }

  /// Kept for the packet's event.
  package mutating func comments(_ comments: [[UInt8]], frame: UInt64) {
    self.comments.add(comments, frame: frame)
  }

  /// The line `event`.
  package mutating func event(_ event: FlowEvent, findings: [Finding]) {
    JSONEvent(
      event: event, findings: findings, first: origin(event.segment.time), comments: comments.take(event.segment.frame)
    ).append(to: &output)
  }

  /// The line `connection`.
  package mutating func connection(_ record: ConnectionRecord, findings: [Finding]) {
    groups?.add(record, findings)
    JSONConnection(record: record, findings: findings, first: origin(record.start)).append(to: &output)
  }

  /// The line `malformed`.
  package mutating func damaged(_ packet: DamagedPacket) {
    packet.appendJSON(to: &output, first: origin(packet.time))
  }

  /// The lines `finding`, of what several connections together show, the lines `group`, and the line `summary`.
  package mutating func end(_ statistics: RunStatistics) {
    for story in statistics.stories { JSONStory(story: story, first: origin(story.start)).append(to: &output) }
    if var groups {
      groups.add(statistics.stories)
      JSONGroup.append(groups.groups, to: &output)
    }
    JSONSummary(statistics: statistics).append(to: &output)
  }

  // A caller that never said when the capture began still gets offsets that start at 0.
  private mutating func origin(_ time: Int64) -> Int64 {
    let origin = first ?? time
    first = origin
    return origin
  }
}

extension OctetBuffer {
  /// The members `time` and `offset` of the contract.
  mutating func members(time: Int64, first: Int64) {
    member("time") { $0.append(rfc3339: time) }
    member("offset", seconds: time - first)
  }

  /// The member `frame`, and `source` where there are several files.
  mutating func members(of frame: FrameReference) {
    member("frame", frame.number)
    if frame.source > 0 { member("source", UInt64(frame.source)) }
  }

  /// The member `frames`, and `sources` beside it where there are several files.
  mutating func members(of frames: [UInt64]) {
    beginArray("frames")
    for frame in frames { element(FrameReference(frame).number) }
    endArray()
    guard frames.contains(where: { FrameReference($0).source > 0 }) else { return }
    beginArray("sources")
    for frame in frames { element(UInt64(FrameReference(frame).source)) }
    endArray()
  }

  /// The members that a finding has everywhere.
  mutating func members(of finding: Finding) {
    member("code", finding.code.rawValue)
    if let kind = finding.kind { member("kind", kind.name) }
    member("severity", finding.severity.name)
    member("grade", finding.grade.name)
  }
}
