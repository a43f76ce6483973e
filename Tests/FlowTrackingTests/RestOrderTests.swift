import Testing

@testable import FlowTracking

@Suite struct RestOrderTests {
  @Test(arguments: [0, 1, 2, 8_191, 8_192, 50_000])
  func largestFirstWhateverTheSpread(count: Int) {
    var random = SystemRandomNumberGenerator()
    for span in [1 << 10, 1 << 20, 1 << 32] as [UInt64] {
      var keys = Set<UInt64>()
      while keys.count < min(count, Int(span)) { keys.insert(random.next(upperBound: span)) }
      let values = keys.map { $0 << 32 | random.next(upperBound: 1 << 32) }
      var sorted = values
      RestOrder.sort(&sorted)
      #expect(sorted == values.sorted(by: >))
    }
  }

  @Test func keepsWhatIsInOrder() {
    let values = (0..<20_000 as Range<UInt64>).reversed().map { $0 << 32 | 7 }
    var sorted = values
    RestOrder.sort(&sorted)
    #expect(sorted == values)
  }
}
