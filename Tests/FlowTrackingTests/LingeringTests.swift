import PacketDecoding
import Testing

@testable import FlowTracking

/// How long connections that are over stay where they are many.
@Suite struct LingeringTests {
  private static let start: Int64 = 1_767_225_600_000_000_000

  /// What the client `number` sends that was reset before, so many microseconds behind the start.
  private static func late(_ number: UInt32, _ microseconds: Int64) -> Segment {
    var conversation = Conversation(random: SplitMix(seed: 1))
    conversation.sent = [1_002, 9_001]
    var segment = conversation.make(0, .ack)
    segment.source = IPAddress(ipv4: 0x0A00_0000 + number)
    segment.time = start + microseconds * 1_000
    segment.frame = UInt64(microseconds) * 100 + 1
    return segment
  }

  /// The connection of the client `number`, which it resets at once, from so many microseconds behind the start on.
  private static func connection(_ number: UInt32, _ microseconds: Int64) -> [Segment] {
    var conversation = Conversation(random: SplitMix(seed: 1))
    var segments = conversation.opening()
    segments.append(conversation.make(0, [.rst, .ack]))
    segments.beOf(client: number, at: 0)
    for index in segments.indices { segments[index].time = start + (microseconds + Int64(index)) * 1_000 }
    return segments
  }

  /// So many connections, one after the other.
  private static func connections(_ numbers: Range<UInt32>, aSecond rate: Int64) -> [Segment] {
    numbers.flatMap { connection($0, Int64($0) * 1_000_000 / rate) }
  }

  @Test func noMoreStayThanTheLimitOrThoseOfTheLastSecond() {
    for rate in [4_000, 16_000] as [Int64] {
      var table = FlowTable()
      var told: [UInt64] = []
      let most = max(FlowTable.lingerLimit, Int(rate)) + 16
      for segment in Self.connections(0..<20_000, aSecond: rate) {
        take(segment, &table)
        for record in drain(&table) {
          told.append(record.number)
          let last = (Int64(record.number - 1) * 1_000_000 / rate + 3) * 1_000
          #expect(table.now - Self.start - last >= 1_000_000_000)
        }
        #expect(table.count <= most)
      }
      #expect(told.count + table.count == 20_000)
      #expect(told == told.sorted())
      table.finishAll()
      #expect(told.count + drain(&table).count == 20_000)
      #expect(table.lingering.count == 0)
    }
  }

  @Test func oneOfWhichCopiesComeStaysAndHoldsUpNobody() {
    var segments = Self.connections(0..<16_000, aSecond: 4_000)
    // Those that would go first.
    for number in 0..<4 as Range<UInt32> {
      segments += (1...9 as ClosedRange<Int64>).map { Self.late(number, $0 * 450_000 + Int64(number)) }
    }
    segments.sort { $0.time < $1.time }
    var table = FlowTable()
    var told = 0
    for segment in segments {
      take(segment, &table)
      told += drain(&table).count
      #expect(table.count <= FlowTable.lingerLimit + 16)
    }
    #expect(told + table.count == 16_000)
  }

  @Test func whereManyStayOneIsFoundForASecond() {
    var segments = Self.connections(0..<12_000, aSecond: 15_000)
    segments += (12_000..<13_000 as Range<UInt32>).flatMap { Self.connection($0, 1_100_000 + Int64($0)) }
    segments += [Self.late(0, 990_000), Self.late(1, 1_500_000)]
    segments.sort { $0.time < $1.time }
    var table = FlowTable()
    for segment in segments { take(segment, &table) }
    // The second one's record is gone by then, and what came late was taken for the middle of another.
    #expect(table.nextNumber - 1 == 13_001)
  }

  @Test(arguments: [(1, 86_400), (1, 2), (1, 3_000), (2, 86_400), (2, 20)] as [(Int, Int64)])
  func wrongTimesHoldUpNobody(count: Int, secondsAhead: Int64) {
    var segments = Self.connections(0..<24_000, aSecond: 4_000)
    // The RSTs of one connection and the next.
    for place in 0..<count { segments[4_000 + 4 * place + 3].time += secondsAhead * 1_000_000_000 }
    // One that is two seconds ahead seems to be silent for less than a second for another one.
    expectFew(segments, more: secondsAhead == 2 ? 4_000 : 0)
  }

  @Test func clockThatIsSetBackHoldsUpNobody() {
    var segments = Self.connections(0..<24_000, aSecond: 4_000)
    for index in segments.indices where index >= 20_000 { segments[index].time -= 3_600_000_000_000 }
    // Those from before go behind the others once.
    expectFew(segments, more: 4_000)
  }

  @Test(arguments: [7_200, 5, -30] as [Int64])
  func twoClocksInTurnHoldUpNobody(secondsApart: Int64) {
    var segments = Self.connections(0..<24_000, aSecond: 4_000)
    for index in segments.indices where index / 4 % 2 == 1 { segments[index].time += secondsApart * 1_000_000_000 }
    expectFew(segments, more: 4_000)
  }

  @Test func wrongTimesOfThePastLeaveTheOthersForASecond() {
    var segments = Self.connections(0..<12_000, aSecond: 15_000)
    segments += (12_000..<13_000 as Range<UInt32>).flatMap { Self.connection($0, 900_000 + Int64($0)) }
    segments.sort { $0.time < $1.time }
    // Every tenth segment is one of a connection of its own, from an hour ago.
    let past = Self.connections(20_000..<25_200, aSecond: 15_000)
    var mixed: [Segment] = []
    for (index, segment) in segments.enumerated() {
      mixed.append(segment)
      if index % 10 == 0 {
        var other = past[index / 10]
        other.time = segment.time - 3_600_000_000_000
        mixed.append(other)
      }
    }
    mixed.append(Self.late(0, 990_000))
    var table = FlowTable()
    for segment in mixed { take(segment, &table) }
    // What came late found its connection.
    #expect(table.nextNumber - 1 == 14_300)
  }

  @Test(arguments: [(false, 5), (false, 3_000), (true, -3_600), (true, 60)] as [(Bool, Int64)])
  func oneIsFoundForASecondWhateverTheClockDid(staysSo: Bool, secondsAhead: Int64) {
    var segments = Self.connections(0..<36_000, aSecond: 12_000)
    segments += (15_000..<30_000 as Range<UInt32>).map { Self.late($0, Int64($0) * 1_000_000 / 12_000 + 900_000) }
    segments.sort { $0.time < $1.time }
    // From the end of the first second on.
    let first = 48_000
    for index in segments.indices where index == first || staysSo && index > first {
      segments[index].time += secondsAhead * 1_000_000_000
    }
    var table = FlowTable()
    for segment in segments {
      take(segment, &table)
      _ = drain(&table)
    }
    #expect(table.nextNumber - 1 == 36_000)
  }

  /// Has a table take `segments`, which make more connections than may stay, and checks that those that are over go, but for as many `more`.
  private func expectFew(_ segments: [Segment], more: Int) {
    var table = FlowTable()
    var most = 0
    for segment in segments {
      take(segment, &table)
      _ = drain(&table)
      most = max(most, table.count)
    }
    #expect(most <= FlowTable.lingerLimit + more + 16)
  }

  @Test func clockOfWholeSecondsLeavesOneForASecond() {
    var segments = Self.connections(0..<12_000, aSecond: 12_000)
    segments += (12_000..<13_000 as Range<UInt32>).flatMap { Self.connection($0, 1_000_000 + Int64($0)) }
    segments += [Self.late(4_000, 1_100_000)]
    segments.sort { $0.time < $1.time }
    var table = FlowTable()
    for var segment in segments {
      segment.time -= segment.time % 1_000_000_000
      take(segment, &table)
    }
    #expect(table.nextNumber - 1 == 13_000)
  }

  @Test func oneThatWasOpenForLongGoesWithItsTimerWhereNoOthersClose() {
    var opening = Self.connection(0, 0)
    let reset = opening.removeLast()
    // Its timer came up once by then, and was set for as late as there is.
    var segments = opening + (1...700 as ClosedRange<Int64>).map { Self.late(20_000, $0 * 1_000_000) }
    segments += (1..<9_000 as Range<UInt32>).flatMap { Self.connection($0, 100_000_000 + Int64($0) * 50) }
    segments.append(reset)
    segments[segments.count - 1].time = Self.start + 101_000_000_000
    segments.sort { $0.time < $1.time }
    var table = FlowTable()
    var told: [UInt64] = []
    for segment in segments where segment.time < Self.start + 600_000_000_000 {
      take(segment, &table)
      told += drain(&table).map(\.number)
    }
    #expect(told.count == 9_000)
  }

  @Test func whenOneIsToldOfDoesNotChangeWhenOthersGo() {
    var segments = Self.connections(0..<12_000, aSecond: 5_000)
    segments += (0..<2_000 as Range<UInt32>).map { Self.late($0 * 5, 2_000_000 + Int64($0) * 150) }
    segments.sort { ($0.time, $0.frame) < ($1.time, $1.frame) }
    let told = [1, 7, 32].map { numbersTold(segments, askedAfterEach: $0) }
    #expect(told[0] == told[1])
    #expect(told[0] == told[2])
    #expect(told[0].count > 12_000)
  }
}
