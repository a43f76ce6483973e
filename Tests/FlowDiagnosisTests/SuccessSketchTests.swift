import Testing

@testable import FlowDiagnosis

/// The count of successes.
@Suite struct SuccessSketchTests {
  @Test func itCountsAllOfThemAtOnce() {
    var sketch = SuccessSketch()
    #expect(sketch.count(of: 1) == 0)
    var expected: [UInt64: UInt32] = [:]
    for step in 0..<300 as Range<UInt64> {
      // Spread over both halves, so that no two share a place.
      let hashes = [step % 7, 100 + step % 11, 200 + step % 13].map { $0 << 32 | $0 }
      sketch.add(hashes[0], hashes[1], hashes[2])
      for hash in hashes { expected[hash, default: 0] += 1 }
      for (hash, count) in expected { #expect(sketch.count(of: hash) == count) }
    }
    #expect(sketch.count(of: 300 << 32 | 300) == 0)
  }

  @Test func oneHashThreeTimesCountsThreeTimes() {
    var sketch = SuccessSketch()
    sketch.add(5, 5, 5)
    #expect(sketch.count(of: 5) == 3)
    sketch.add(5, 6, 5)
    #expect(sketch.count(of: 5) == 5)
  }

  @Test func itNeverCountsTooFew() {
    var sketch = SuccessSketch()
    var expected: [UInt64: UInt32] = [:]
    for step in 0..<60_000 as Range<UInt64> {
      let hashes = [step % 20_011, step % 17, step].map { ($0 &+ 1) &* 0x9E37_79B9_7F4A_7C15 }
      sketch.add(hashes[0], hashes[1], hashes[2])
      for hash in hashes { expected[hash, default: 0] += 1 }
    }
    var few = 0
    for (hash, count) in expected where sketch.count(of: hash) < count { few += 1 }
    #expect(few == 0)
  }
}
