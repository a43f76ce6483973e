import PacketDecoding
import Testing

@testable import FlowTracking

/// How those are seen to that come due in one second.
@Suite struct ExpiryPaceTests {
  private static let second: Int64 = 1_000_000_000
  private static let start: Int64 = 1_767_225_600 * second

  /// A table in which so many handshakes were not completed, all in one second, 136 s ago: now they come due.
  private static func table(_ count: UInt32) -> FlowTable {
    var table = FlowTable()
    for number in 0..<count {
      var conversation = Conversation(random: SplitMix(seed: 1))
      var segments = Array(conversation.opening().prefix(2))
      segments.beOf(client: number, at: 0)
      for index in segments.indices {
        segments[index].time = start + Int64(number) * 50_000
        take(segments[index], &table)
      }
    }
    return table
  }

  /// Has `table` take a SYN, `milliseconds` after the second in which they come due begins, and returns how many end with it.
  private static func ended(_ table: inout FlowTable, at milliseconds: Int64) -> Int {
    var syn = Conversation(random: SplitMix(seed: 1)).firstSyn
    syn.time = start + 136 * second + milliseconds * 1_000_000
    syn.sourcePort = UInt16(2_000 + milliseconds)
    syn.frame = UInt64(1_000_000 + milliseconds)
    take(syn, &table)
    return drain(&table).count
  }

  @Test func manyAreSpreadOverHalfOfTheSecond() {
    var table = Self.table(8_000)
    var counts: [Int] = []
    for millisecond in 0..<600 as Range<Int64> { counts.append(Self.ended(&table, at: millisecond)) }
    #expect(counts.reduce(0, +) == 8_000)
    #expect((counts.max() ?? 0) <= 24)
    let half = counts.prefix(268).reduce(0, +)
    #expect(half > 3_900 && half < 4_100)
    #expect(counts.suffix(60).allSatisfy { $0 == 0 })
  }

  @Test func noneSeesToMoreThan64ThoughFewSegmentsCome() {
    var table = Self.table(8_000)
    var left = 8_000
    for millisecond in stride(from: 0, to: 20_000, by: 100) as StrideTo<Int64> {
      let count = Self.ended(&table, at: millisecond)
      #expect(count <= 64)
      left -= count
    }
    #expect(left == 0)
  }

  @Test func whatIsLeftOfASecondIsSeenToInTheNext() {
    var table = Self.table(8_000)
    let first = (0..<268 as Range<Int64>).reduce(0) { $0 + Self.ended(&table, at: $1) }
    #expect(first > 3_900 && first < 4_100)
    let second = (1_000..<1_070 as Range<Int64>).map { Self.ended(&table, at: $0) }
    #expect(first + second.reduce(0, +) == 8_000)
    #expect((second.max() ?? 0) <= 64)
  }

  @Test(arguments: [0, 300])
  func wherePacketsCarryWholeSecondsNothingIsHeldBackForLong(microseconds: Int64) {
    var table = Self.table(8_000)
    var counts: [Int] = []
    for second in 0..<4 as Range<Int64> {
      var ended = 0
      for port in 0..<200 as Range<Int64> {
        var syn = Conversation(random: SplitMix(seed: 1)).firstSyn
        syn.time = Self.start + (136 + second) * Self.second + microseconds * 1_000
        syn.sourcePort = UInt16(2_000 + 200 * second + port)
        syn.frame = UInt64(1_000_000 + 200 * second + port)
        take(syn, &table)
        ended += drain(&table).count
      }
      counts.append(ended)
    }
    #expect(counts[0] + counts[1] == 8_000)
  }

  @Test func fewAreSeenToAtOnce() {
    var table = Self.table(200)
    let first = (0..<100 as Range<Int64>).map { Self.ended(&table, at: $0) }
    #expect(first.reduce(0, +) == 200)
    #expect(first.allSatisfy { $0 <= 2 })
  }

  @Test func oneThatIsStillToBeSeenToIsOverForItsOwnSegments() {
    var table = Self.table(8_000)
    _ = Self.ended(&table, at: 0)
    // Its client begins anew.
    var conversation = Conversation(random: SplitMix(seed: 2))
    var again = conversation.opening()
    again.beOf(client: 7_999, at: 0)
    again[0].time = Self.start + 136 * Self.second + 1_000_000
    again[0].frame = 2_000_000
    take(again[0], &table)
    let told = drain(&table)
    #expect(told.contains { $0.number == 8_000 && !$0.marks.contains(.superseded) })
    #expect(table.number(of: FlowTable.stand) > 8_000)
  }
}

extension Conversation {
  /// The SYN of some client.
  fileprivate var firstSyn: Segment {
    var copy = self
    return copy.opening()[0]
  }
}
