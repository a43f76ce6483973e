import Testing

@testable import FlowTracking

/// Places that were given back.
@Suite struct FreePlacesTests {
  @Test func theLastGivenBackIsTakenFirst() {
    var places = FreePlaces()
    var expected: [UInt32] = []
    var most = 0
    var random = SplitMix(seed: 3)
    for step in 0..<20_000 as Range<UInt32> {
      // More are given back than taken, then more taken.
      if random.next() % 16 < (step < 10_000 ? 10 : 5) {
        places.append(step)
        expected.append(step)
      } else {
        let taken = places.popLast()
        #expect(taken == expected.popLast())
      }
      let (count, isEmpty, last) = (places.count, places.isEmpty, places.last)
      #expect(count == expected.count)
      #expect(isEmpty == expected.isEmpty)
      #expect(last == expected.last)
      most = max(most, count)
    }
    // It grew several times, and was empty again.
    #expect(most > 1_000)
    #expect(expected.count < 16)
  }
}
