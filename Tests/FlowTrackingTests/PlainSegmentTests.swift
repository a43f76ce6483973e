import PacketDecoding
import Testing

@testable import FlowTracking

/// The short way of plain segments leaves a connection as the general way leaves it.
@Suite struct PlainSegmentTests {
  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func bothWaysLeaveTheSame(seed: UInt64) throws {
    var conversation = Conversation(random: SplitMix(seed: seed))
    var timeline = Timeline()
    var outcome = SegmentOutcome()
    let opening = conversation.opening()
    var first = opening[0]
    let (key, isLow) = FlowKey.of(first)
    var connection = Connection()
    connection.begin(key: key, hash: 1, number: 1, senderIsLow: isLow, &first, &timeline)
    var plain = 0
    for var segment in opening + (0..<300).map({ _ in conversation.next() }) {
      let senderIsLow = FlowKey.of(segment).senderIsLow
      var short = connection
      var other = SegmentOutcome()
      let isPlain =
        short.mayTakePlain(&segment)
        && short.takePlain(&segment, senderIsLow: senderIsLow, timeline: &timeline, into: &other, asks: true)
      guard connection.take(&segment, senderIsLow: senderIsLow, timeline: &timeline, into: &outcome) else { break }
      guard isPlain else { continue }
      plain += 1
      // Each of the two has a place of its own for its network.
      #expect(timeline.networks[short.network].vlan == timeline.networks[connection.network].vlan)
      #expect(timeline.networks[short.network].context == timeline.networks[connection.network].context)
      short.network = connection.network
      try #require(octets(short) == octets(connection), "frame \(segment.frame)")
      #expect(octets(other) == octets(outcome))
      #expect(!outcome.isSignificant && outcome.marks.isEmpty)
    }
    #expect(plain > 5)
  }
}
