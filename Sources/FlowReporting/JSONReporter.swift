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
  private var memory = JSONMemory()
  private var groups: GroupSummary?
  private var comments = CommentBook()

  /// A reporter of a new run; with `grouping` it also counts connections by what they have in common.
  package init(allSegments: Bool, grouping: Grouping? = nil) {
    wantsAllSegments = allSegments
    groups = grouping.map { GroupSummary($0) }
  }

  /// The line `capture`.
  package mutating func begin(_ capture: CaptureDescription) {
    output.line { line in
      line.member("type", word: "capture")
      line.member("schema", word: "tcptrace-swift/1")
      line.member("source", capture.source)
      line.member("link_type", capture.linkType)
      line.member("snapshot_length", UInt64(clamping: capture.snapshotLength))
      line.member("filter", capture.filter)
      if capture.sources.count > 1 {
        line.beginArray("sources")
        for source in capture.sources { line.element(source) }
        line.endArray()
      }
    }
  }

  /// Where offsets count from.
  package mutating func firstPacket(at time: Int64) {
    memory.begin(at: time)
  }

  /// Kept for the packet's event.
  package mutating func comments(_ comments: [[UInt8]], frame: UInt64) {
    self.comments.add(comments, frame: frame)
  }

  /// The line `event`.
  package mutating func event(_ event: inout FlowEvent, findings: [Finding]) {
    memory.begin(at: event.segment.time)
    output.line(&memory) { JSONEvent.append(&event, findings: findings, comments: &comments, to: &$0, &$1) }
    if !comments.isEmpty { _ = comments.take(event.segment.frame) }
  }

  /// The line `connection`.
  package mutating func connection(_ record: ConnectionRecord, findings: [Finding]) {
    groups?.add(record, findings)
    memory.begin(at: record.start)
    output.line(&memory) { JSONConnection.append(record, findings: findings, to: &$0, &$1) }
  }

  /// The line `malformed`.
  package mutating func damaged(_ packet: DamagedPacket) {
    memory.begin(at: packet.time)
    output.line(&memory) { packet.appendJSON(to: &$0, &$1) }
  }

  /// The lines `finding`, of what several connections together show, the lines `group`, and the line `summary`.
  package mutating func end(_ statistics: RunStatistics) {
    for story in statistics.stories {
      memory.begin(at: story.start)
      output.line(&memory) { JSONStory(story: story).append(to: &$0, &$1) }
    }
    if var groups {
      groups.add(statistics.stories)
      JSONGroup.append(groups.groups, to: &output)
    }
    output.line { JSONSummary(statistics: statistics).append(to: &$0) }
  }
}

extension JSONLine {
  /// The members `time` and `offset` of the contract.
  mutating func members(time: Int64, _ memory: inout JSONMemory) {
    unsafe write(atMost: TextRoom.members) { unsafe $0.put(membersOfTime: time, &memory) }
  }

  /// The members `time`, `offset` and `frame`, and `source` where there are several files.
  mutating func members(time: Int64, _ frame: FrameReference, _ memory: inout JSONMemory) {
    unsafe write(atMost: TextRoom.members) { unsafe $0.put(membersOfTime: time, frame, &memory) }
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

extension TextCursor {
  /// Writes the members `time`, `offset` and `frame`, and `source` where there are several files; in `TextRoom.members`.
  @inline(always)
  mutating func put(membersOfTime time: Int64, _ frame: FrameReference, _ memory: inout JSONMemory) {
    unsafe put(membersOfTime: time, &memory)
    unsafe put("\"frame\":")
    unsafe put(decimal: frame.number)
    if frame.source > 0 {
      unsafe put(",\"source\":")
      unsafe put(decimal: UInt64(frame.source))
    }
    unsafe put(0x2C)
  }

  // In pieces that are copied at once, with all that stands between two values: nothing is written more often.
  @inline(always)
  fileprivate mutating func put(membersOfTime time: Int64, _ memory: inout JSONMemory) {
    unsafe put("\"time\":\"")
    unsafe memory.seconds.put(rfc3339: time, at: &self)
    unsafe put("\",\"offset\":")
    unsafe put(seconds: time &- memory.first)
    unsafe put(0x2C)
  }
}

extension TextRoom {
  /// The members `time`, `offset`, `frame` and `source`.
  static var members: Int { time + seconds + 2 * decimal + 50 }
}
