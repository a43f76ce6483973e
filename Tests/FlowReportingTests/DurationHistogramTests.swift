import Testing

@testable import FlowReporting

@Suite struct DurationHistogramTests {
  @Test func emptyHistogramHasNoQuantile() {
    #expect(DurationHistogram().quantile(permille: 500) == nil)
  }

  @Test func oneValueIsEveryQuantileExactly() {
    var histogram = DurationHistogram()
    histogram.add(20_645_123)
    #expect(histogram.quantile(permille: 500) == 20_645_123)
    #expect(histogram.quantile(permille: 990) == 20_645_123)
  }

  @Test func quantilesOfARampAreWithinATenthOfAPercent() throws {
    var histogram = DurationHistogram()
    for value in 1...10_000 { histogram.add(Int64(value) * 100_000) }
    for (permille, expected) in [(UInt64(500), 500_000_000.0), (990, 990_000_000), (1, 1_000_000)] {
      let quantile = Double(try #require(histogram.quantile(permille: permille)))
      #expect(abs(quantile - expected) / expected < 0.001)
    }
  }

  @Test func extremesAreCountedWithoutTrapping() {
    var histogram = DurationHistogram()
    histogram.add(-5)
    histogram.add(.max)
    #expect(histogram.quantile(permille: 0) == 0)
    #expect(histogram.quantile(permille: 1_000) == .max)
  }
}
