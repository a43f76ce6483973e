import PacketDecoding
import Testing

@testable import FlowTracking

/// Entries come back from the timeline as they were given, however large their numbers are.
@Suite struct TimelineTests {
  private static func segment(_ frame: UInt64) -> Segment {
    var segment = Segment()
    segment.frame = frame
    segment.time = -1_767_225_600_123_456_789 &+ Int64(bitPattern: frame)
    segment.sequence = SequenceNumber(4_000_000_000)
    segment.acknowledgement = SequenceNumber(17)
    segment.flags = TCPFlags(rawValue: 0xFFF)
    segment.window = 65_535
    segment.payloadLength = 1_460
    segment.identification = 54_321
    segment.hopLimit = 255
    segment.present = [.fullHeader, .allOptions, .damaged]
    segment.options.present = [.timestamps, .windowScale, .malformed, .other]
    segment.options.windowScale = 15
    segment.options.timestampValue = .max
    segment.options.timestampEcho = 3_000_000_000
    return segment
  }

  private static func outcome(peersFrame: UInt64) -> SegmentOutcome {
    var outcome = SegmentOutcome()
    outcome.from = .server
    outcome.step = .icmpError
    outcome.marks = SegmentMarks(rawValue: .max)
    outcome.peersFrame = peersFrame
    outcome.changes[0].events = [.synSent, .reset]
    outcome.changes[0].presumed = .reset
    outcome.changes[1].events = .opened
    return outcome
  }

  private static func isSame(_ entry: TimelineEntry, as segment: Segment, _ outcome: SegmentOutcome) -> Bool {
    let numbers =
      entry.time == segment.time && entry.frame == segment.frame && entry.peersFrame == outcome.peersFrame
      && entry.sequence == segment.sequence && entry.acknowledgement == segment.acknowledgement
      && entry.payloadLength == segment.payloadLength && entry.timestampValue == segment.options.timestampValue
      && entry.timestampEcho == segment.options.timestampEcho
    let header =
      entry.flags == segment.flags && entry.window == segment.window && entry.identification == segment.identification
      && entry.hopLimit == segment.hopLimit && entry.options.rawValue == segment.options.present.rawValue
      && entry.maximumSegmentSize == segment.options.maximumSegmentSize
      && entry.windowScale == segment.options.windowScale
      && entry.isDamaged == segment.present.contains(.damaged)
      && entry.icmpType == segment.icmp.type && entry.icmpCode == segment.icmp.code
    let changes =
      entry.client.events == outcome.changes[0].events && entry.client.presumed == outcome.changes[0].presumed
      && entry.server.events == outcome.changes[1].events && entry.server.presumed == outcome.changes[1].presumed
      && entry.client.refuted.isEmpty && entry.server.refuted.isEmpty
    return numbers && header && changes && entry.from == outcome.from && entry.step == outcome.step
      && entry.marks.rawValue == outcome.marks.rawValue
  }

  @Test(arguments: 0..<8) func anEntryComesBackAsItWasGiven(_ kind: Int) {
    var segment = Self.segment(kind == 1 ? 1 << 40 | 7 : 900)
    var outcome = Self.outcome(peersFrame: kind == 2 ? 901 : kind == 3 ? 0 : 899)
    if kind == 4 { segment.payloadLength = 100_000 }
    if kind == 5 {
      segment.options.present.insert(.maximumSegmentSize)
      segment.options.maximumSegmentSize = 1_440
    }
    if kind == 6 { segment.options.windowScale = 255 }
    if kind == 7 {
      segment.present.insert(.icmp)
      segment.icmp.type = 3
      segment.icmp.code = 13
    }
    // In each place of a block.
    var timeline = Timeline()
    var tail = Timeline.none
    let indices = (0..<3).map { _ in timeline.append(segment, &outcome, after: &tail) }
    for index in indices {
      #expect(index != Timeline.none && Self.isSame(timeline.entry(at: index, to: tail), as: segment, outcome))
    }
    #expect(timeline.next(indices[0], to: tail) == indices[1] && timeline.next(indices[1], to: tail) == indices[2])
    #expect(timeline.next(indices[2], to: tail) == Timeline.none)
  }

  @Test func plainSegmentsStayBehindTheirEntry() {
    var timeline = Timeline()
    var tail = Timeline.none
    var outcome = SegmentOutcome()
    var run = PlainRun()
    run.clientPackets = 4
    run.serverPackets = 5
    run.clientOctets = 1 << 40 | 6
    run.serverOctets = 1 << 41 | 7
    var entries: [UInt32] = []
    for frame in 1...5 {
      entries.append(timeline.append(Self.segment(UInt64(frame)), &outcome, after: &tail))
      #expect(timeline.append(&run, after: &tail))
    }
    #expect(timeline.append(&run, after: &tail))
    var index = entries[0]
    for place in entries.indices {
      #expect(index == entries[place])
      let times: UInt64 = place == 4 ? 2 : 1
      let found = timeline.entry(at: index, to: tail).run
      #expect(found.clientPackets == 4 * UInt32(times) && found.serverPackets == 5 * UInt32(times))
      #expect(found.clientOctets == run.clientOctets * times && found.serverOctets == run.serverOctets * times)
      index = timeline.next(index, to: tail)
    }
    #expect(index == Timeline.none)
  }

  @Test func aChangeIsKeptWithWhatWasRefutedOfIt() {
    var timeline = Timeline()
    var tail = Timeline.none
    var outcome = Self.outcome(peersFrame: 1)
    let index = timeline.append(Self.segment(2), &outcome, after: &tail)
    timeline[index][.client].refuted.formUnion(.reset)
    timeline[index].step = .rst
    timeline[index].swapSides()
    let entry = timeline.entry(at: index, to: tail)
    #expect(entry.server.events == [.synSent, .reset] && entry.server.presumed == .reset)
    #expect(entry.server.refuted == .reset && entry.server.standing == .synSent)
    #expect(entry.client.events == .opened && entry.from == .client && entry.step == .rst)
  }

  @Test func aListGivenBackIsUsedAgain() {
    var timeline = Timeline()
    var outcome = SegmentOutcome()
    let before = timeline.freeOctets
    var used: [Int] = []
    for _ in 0..<40 {
      var head = Timeline.none
      var tail = Timeline.none
      for frame in 1...200 {
        let index = timeline.append(Self.segment(UInt64(frame)), &outcome, after: &tail)
        if head == Timeline.none { head = index }
      }
      timeline.release(from: head, to: tail)
      used.append(timeline.memory.used)
    }
    #expect(timeline.freeOctets > before && used[1...].allSatisfy { $0 == used[1] })
  }

  @Test func aLargeEntryForWhichThereIsNoRoomIsLeftOut() {
    var timeline = Timeline(memory: MemoryBudget(limit: 4 << 20))
    var outcome = SegmentOutcome()
    var tail = Timeline.none
    var count = 0
    while timeline.append(Self.segment(1 << 40), &outcome, after: &tail) != Timeline.none { count += 1 }
    let last = tail
    #expect(count > 20_000)
    #expect(timeline.append(Self.segment(1 << 40), &outcome, after: &tail) == Timeline.none && tail == last)
    #expect(timeline.memory.used <= 4 << 20)
  }
}

extension Timeline {
  /// The same with a segment that is made where it is given.
  fileprivate mutating func append(
    _ segment: Segment, _ outcome: inout SegmentOutcome, after tail: inout UInt32
  ) -> UInt32 {
    var segment = segment
    return append(&segment, &outcome, after: &tail)
  }
}
