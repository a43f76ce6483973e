import Testing

@testable import FlowReporting

@Suite struct ReorderWindowTests {
  private func order(_ numbers: [UInt64], limit: UInt64) -> [UInt64] {
    var window = ReorderWindow<UInt64>(limit: limit)
    var result: [UInt64] = []
    for number in numbers { window.add(number, number: number) { result.append($0) } }
    window.finish { result.append($0) }
    return result
  }

  @Test func numbersComeOutInOrder() {
    #expect(order([3, 1, 2, 5, 4], limit: 10) == [1, 2, 3, 4, 5])
  }

  @Test func missingNumberHoldsUpNothingForever() {
    #expect(order([2, 3, 4, 5, 6, 1], limit: 3) == [2, 3, 4, 5, 6, 1])
    #expect(order([4, 2], limit: 100) == [2, 4])
  }

  @Test func farJumpHandsOnWhatCameBeforeItFirst() {
    #expect(order([2, 100_000, 7], limit: 3) == [2, 7, 100_000])
  }
}
