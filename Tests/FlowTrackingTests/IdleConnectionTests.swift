import PacketDecoding
import Testing

@testable import FlowTracking

/// Connections that are kept in a small form while nothing comes from them and memory is short.
@Suite struct IdleConnectionTests {
  private static let second: Int64 = 1_000_000_000

  private static func table(memory: Int = 1 << 40, foldingStart: Int? = 0) -> FlowTable {
    FlowTable(memory: memory, limit: .max, tellsEvents: true, hasher: FlowHasher(), foldingStart: foldingStart)
  }

  /// The opening of a connection of the client `number`, and its first octets, in as many milliseconds.
  private static func opening(of number: UInt32, at milliseconds: Int64) -> [Segment] {
    var conversation = Conversation(random: SplitMix(seed: UInt64(number)))
    var segments = conversation.opening()
    segments.append(conversation.make(0, [.ack, .psh], length: 200))
    segments.beOf(client: number, at: milliseconds)
    return segments
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func connectionsThatWereFoldedAreToldAsOthers(seed: UInt64) {
    var random = SplitMix(seed: seed)
    var segments: [Segment] = []
    for port in 0..<120 as Range<UInt16> {
      var conversation = Conversation(random: SplitMix(seed: seed &* 1_000 &+ UInt64(port)))
      var own = port % 2 == 0 ? conversation.opening() : conversation.oddOpening()
      for _ in 0..<Int.random(in: 0...90, using: &random) { own.append(conversation.next()) }
      for _ in 0..<Int.random(in: 0...6, using: &random) { own.append(conversation.nextOfClosing()) }
      for index in own.indices {
        if own[index].sourcePort == 40_000 { own[index].sourcePort = 40_000 + port }
        if own[index].destinationPort == 40_000 { own[index].destinationPort = 40_000 + port }
      }
      segments += own
    }
    segments.sort { $0.time < $1.time }
    for index in segments.indices { segments[index].frame = UInt64(index) + 1 }
    var plain = Self.table(foldingStart: nil)
    var folding = Self.table()
    var wasFolded = 0
    var told: [String] = []
    var expected: [String] = []
    for segment in segments {
      take(segment, &plain)
      take(segment, &folding)
      if folding.foldOne() { wasFolded += 1 }
      expected += drain(&plain).map { String(describing: $0) }
      told += drain(&folding).map { String(describing: $0) }
    }
    #expect(plain.idle.count == 0)
    #expect(wasFolded > 50)
    #expect(folding.idle.count > 10)
    plain.finishAll()
    folding.finishAll()
    expected += drain(&plain).map { String(describing: $0) }
    told += drain(&folding).map { String(describing: $0) }
    #expect(told == expected)
    #expect(folding.idle.count == 0)
  }

  @Test func anOpenConnectionTakes300OctetsWithItsTimeline() {
    var table = Self.table()
    for number in 0..<5_000 as Range<UInt32> {
      for segment in Self.opening(of: number, at: Int64(number) * 4) { take(segment, &table) }
    }
    #expect(table.count == 5_000)
    #expect(table.idle.count > 4_500)
    #expect(table.timeline.memory.used / 5_000 < 300)
    table.finishAll()
    let records = drain(&table)
    #expect(records.map(\.number) == Array(1...5_000))
    #expect(records.allSatisfy { $0.timeline.count == 3 && $0.outcome == .completed && $0[.client].octets == 200 })
  }

  @Test func anIdleConnectionEndsAfterFiveDays() {
    var table = Self.table()
    let segments = (0..<200 as Range<UInt32>).flatMap { Self.opening(of: $0, at: Int64($0) * 20) }
    for segment in segments { take(segment, &table) }
    #expect(table.idle.count > 100)
    let last = segments[segments.count - 1].time
    for day in 1...4 as ClosedRange<Int64> {
      for hour in 0..<24 as Range<Int64> { table.advance(to: last + (day * 86_400 + hour * 3_600) * Self.second) }
      #expect(drain(&table).isEmpty)
      #expect(table.count == 200)
    }
    for hour in 0..<48 as Range<Int64> { table.advance(to: last + (5 * 86_400 + hour * 3_600) * Self.second) }
    #expect(drain(&table).count == 200)
    #expect(table.count == 0)
    #expect(table.idle.count == 0)
  }

  @Test func atTheLimitTheLongestIdleGoFirst() {
    var table = Self.table(memory: 4 << 20, foldingStart: nil)
    _ = fillToTheLimit(&table) { Self.opening(of: $0, at: Int64($0) * 4) }
  }

  /// Of 24,000 open connections, the later half of which go on in no order: how many were given up, and which are left.
  private static func comeAndGo(_ table: inout FlowTable) -> (told: Int, left: [ConnectionRecord]) {
    var told = 0
    for number in 0..<24_000 as Range<UInt32> {
      for segment in opening(of: number, at: Int64(number) * 4) { take(segment, &table) }
      told += drain(&table).count
    }
    var random = SplitMix(seed: 1)
    for turn in 0..<16_000 as Range<Int64> {
      let number = UInt32.random(in: 12_000..<24_000, using: &random)
      var segment = opening(of: number, at: 96_000 + turn)[3]
      segment.frame = 96_001 + UInt64(turn)
      take(segment, &table)
      told += drain(&table).count
    }
    table.finishAll()
    return (told, drain(&table))
  }

  @Test func fewerOfThoseThatGoOnAreGivenUp() {
    var folding = Self.table(memory: 4 << 20, foldingStart: nil)
    var plain = Self.table(memory: 4 << 20, foldingStart: .max)
    let (told, left) = Self.comeAndGo(&folding)
    let (toldWithout, leftWithout) = Self.comeAndGo(&plain)
    #expect(plain.idle.wasUsed == false)
    #expect(told * 3 < toldWithout * 2)
    #expect(left.count > 2 * leftWithout.count)
  }

  @Test func theAgeOfAnIdleConnectionIsKnownWithoutItsRecord() {
    var table = Self.table()
    for number in 0..<200 as Range<UInt32> {
      for segment in Self.opening(of: number, at: Int64(number) * 20) { take(segment, &table) }
    }
    var place = table.idle.first(from: 0)
    var seen = 0
    while place != FlowTable.none {
      // They came 20 ms apart, in the order of their numbers.
      let age = table.now - (1_767_225_600 * Self.second + (Int64(table.idle.number(at: place)) * 20 - 17) * 1_000_000)
      #expect(abs(table.idle.age(at: place, table.now) - age) <= 1 << 27)
      seen += 1
      place = table.idle.first(from: place + 1)
    }
    #expect(seen > 100)
  }

  @Test func idleConnectionsOfOneTupleInSeveralNetworksStayApart() {
    var table = Self.table()
    let networks = 1...20 as ClosedRange<UInt16>
    for network in networks {
      for var segment in Self.opening(of: 7, at: Int64(network) * 10) {
        segment.vlan = network
        segment.sequence = segment.sequence.advanced(by: UInt32(network) << 24)
        take(segment, &table)
      }
    }
    // Others take their records.
    for number in 100..<400 as Range<UInt32> {
      for segment in Self.opening(of: number, at: 3_000 + Int64(number) * 20) { take(segment, &table) }
    }
    #expect(table.idle.count > 20)
    for network in networks.reversed() {
      var segment = Self.opening(of: 7, at: 20_000)[3]
      segment.vlan = network
      segment.sequence = segment.sequence.advanced(by: UInt32(network) << 24 + 200)
      take(segment, &table)
    }
    table.finishAll()
    let records = drain(&table).filter { $0.client.address == IPAddress(ipv4: 0x0A00_0007) }
    #expect(records.count == 20)
    #expect(records.allSatisfy { $0[.client].packets == 4 })
  }
}
