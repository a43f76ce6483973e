import Testing

@testable import FlowTracking

/// What the index finds.
@Suite struct FlowIndexTests {
  @Test func theFirstOfATagIsFoundWhereverItsSearchGoes() {
    var index = FlowIndex()
    var slots: [UInt64] = []
    var random = SplitMix(seed: 5)
    for reference in 1...900 as ClosedRange<UInt64> {
      // All in the first segment, crowded around its end and its start, with few tags.
      let position = (2_040 + random.next() % 60) & UInt64(FlowIndex.positionMask)
      let slot = (random.next() % 3 << 11 | position) << 32 | reference
      index.add(slot)
      slots.append(slot)
      if reference % 3 == 0 {
        let removed = slots.remove(at: Int(random.next() % UInt64(slots.count)))
        let wasThere = index.remove(removed)
        #expect(wasThere)
      }
    }
    for position in 0...UInt64(FlowIndex.positionMask) {
      for part in 0..<4 as Range<UInt64> {
        let hash = (part << 11 | position) << 32 | random.next() >> 32
        let first = slots.first { $0 >> 32 == hash >> 32 }
        let found = index.first(tagged: hash, in: index.segment(of: hash))
        #expect(found == first.map { UInt32(truncatingIfNeeded: $0) &- 1 } ?? .max)
      }
    }
  }
}
