import PacketDecoding
import Testing

@testable import FlowTracking

/// The short way of the segments that open and close a connection leaves it, and its timeline, as the general way leaves them.
@Suite struct OrderlySegmentTests {
  /// A connection with a timeline of its own, and what its last segment did.
  private struct Track: ~Copyable {
    var connection = Connection()
    var timeline = Timeline()
    var outcome = SegmentOutcome()

    /// All that the timeline holds of it.
    mutating func stored() -> [String] {
      // Described, since there are optionals among it, whose octets are arbitrary where they are nil.
      var all = [
        "\(timeline.closings[connection.closing])", "\(timeline.annexes[connection.annex])",
        "\(timeline.networks[connection.network])",
      ]
      for me in 0..<2 where connection.ends[me].path != Pool<DataPath>.none {
        all.append("\(timeline.paths[connection.ends[me].path])")
      }
      var index = connection.head
      while index != Timeline.none {
        all.append("\(octets(timeline[index]))")
        index = timeline.next(index, to: connection.tail)
      }
      return all
    }

    mutating func take(_ segment: inout Segment, senderIsLow: Bool, isShort: Bool) -> Bool {
      let side: Side = connection.clientIsLow == senderIsLow ? .client : .server
      outcome = SegmentOutcome()
      let isOrderly =
        isShort && connection.acceptOrderly(&segment, from: side, timeline: &timeline, &outcome)
      if !isOrderly { connection.accept(&segment, from: side, timeline: &timeline, &outcome) }
      return isOrderly
    }
  }

  /// Has both ways take `segments`, and compares them after each; how many were orderly.
  private func compare(_ segments: [Segment]) throws -> Int {
    var short = Track()
    var long = Track()
    var first = segments[0]
    let (key, isLow) = FlowKey.of(first)
    short.connection.begin(key: key, hash: 1, number: 1, senderIsLow: isLow, &first, &short.timeline)
    long.connection.begin(key: key, hash: 1, number: 1, senderIsLow: isLow, &first, &long.timeline)
    var orderly = 0
    for var segment in segments {
      let senderIsLow = FlowKey.of(segment).senderIsLow
      if short.take(&segment, senderIsLow: senderIsLow, isShort: true) { orderly += 1 }
      _ = long.take(&segment, senderIsLow: senderIsLow, isShort: false)
      let (one, other) = (octets(short.connection), octets(long.connection))
      try #require(one == other, "frame \(segment.frame)")
      let (did, general) = (octets(short.outcome), octets(long.outcome))
      try #require(did == general, "frame \(segment.frame)")
    }
    let (stored, other) = (short.stored(), long.stored())
    #expect(stored == other)
    return orderly
  }

  @Test func aCleanConnectionIsOrderlyThroughout() throws {
    var conversation = Conversation(random: SplitMix(seed: 1))
    var segments = conversation.opening()
    segments.append(conversation.make(0, .ack, length: 300))
    conversation.sent[0] &+= 300
    conversation.edge = conversation.sent
    segments.append(conversation.make(1, .ack, length: 900))
    conversation.sent[1] &+= 900
    conversation.edge = conversation.sent
    segments.append(conversation.make(0, [.fin, .ack]))
    conversation.sent[0] &+= 1
    conversation.edge = conversation.sent
    segments.append(conversation.make(1, .ack))
    segments.append(conversation.make(1, [.fin, .ack]))
    conversation.sent[1] &+= 1
    conversation.edge = conversation.sent
    segments.append(conversation.make(0, .ack))
    #expect(try compare(segments) == segments.count)
  }

  @Test func bothWaysLeaveTheSame() throws {
    var orderly = 0
    var all = 0
    for seed in 1...1_500 as ClosedRange<UInt64> {
      var conversation = Conversation(random: SplitMix(seed: seed))
      var segments = seed.isMultiple(of: 3) ? conversation.opening() : conversation.oddOpening()
      let isLong = seed.isMultiple(of: 5)
      for _ in 0..<(isLong ? 40 : 3) { segments.append(conversation.next()) }
      for _ in 0..<12 { segments.append(conversation.nextOfClosing()) }
      orderly += try compare(segments)
      all += segments.count
    }
    #expect(orderly > all / 10)
  }
}
