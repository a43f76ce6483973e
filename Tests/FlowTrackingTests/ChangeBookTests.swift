import Testing

@testable import FlowTracking

@Suite struct ChangeBookTests {
  @Test func changesAreTheSameAsWorkedOutAnew() {
    var generator = SplitMix(seed: 7)
    var book = ChangeBook()
    var connection = Connection()
    for _ in 0..<20_000 {
      var outcome = SegmentOutcome()
      for side in 0..<2 {
        outcome.before[side] = TCPState(rawValue: UInt8(generator.next() % 13))
        outcome.changes[side].events = EndpointEvents(
          rawValue: UInt8(generator.next() % 3 == 0 ? generator.next() % 256 : 0))
        outcome.changes[side].presumed = outcome.changes[side].events.intersection(
          EndpointEvents(rawValue: UInt8(generator.next() % 256)))
        if generator.next() % 4 == 0 {
          outcome.changes[side].refuted = outcome.changes[side].presumed
        }
      }
      outcome.needsFold = generator.next() % 8 == 0
      var other = outcome
      let found = book.changes(&outcome) { connection.transitions(&$0) }
      let expected = connection.transitions(&other)
      #expect(found.count == expected.count)
      for index in 0..<expected.count {
        #expect(found[index].endpoint == expected[index].endpoint && found[index].standing == expected[index].standing)
        #expect(found[index].from == expected[index].from && found[index].to == expected[index].to)
      }
    }
  }
}
