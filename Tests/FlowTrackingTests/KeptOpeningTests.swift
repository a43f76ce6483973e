import PacketDecoding
import Testing

@testable import FlowTracking

/// Connections that are kept as their first segments while memory is short and nobody asks for events.
@Suite struct KeptOpeningTests {
  private static let second: Int64 = 1_000_000_000

  /// A table in which memory is short from the beginning, or never.
  private static func table(isShort: Bool = true, memory: Int = 1 << 40, foldingStart: Int? = nil) -> FlowTable {
    FlowTable(
      memory: memory, limit: .max, tellsEvents: false, hasher: FlowHasher(),
      foldingStart: foldingStart ?? (isShort ? 0 : nil))
  }

  /// How many connections are kept as their first segments.
  private static func keptCount(_ table: inout FlowTable) -> Int {
    var count = 0
    var place = table.idle.first(from: 0)
    while place != FlowTable.none {
      if table.idle.isOpening(place) { count += 1 }
      place = table.idle.first(from: place + 1)
    }
    return count
  }

  /// The SYN, the SYN-ACK and the ACK of the client `number`, and what both say next; in as many milliseconds.
  private static func opening(of number: UInt32, at milliseconds: Int64 = 0, isIPv4: Bool = true) -> [Segment] {
    var conversation = Conversation(random: SplitMix(seed: UInt64(number)))
    var segments = conversation.opening()
    segments.append(conversation.make(0, [.ack, .psh], length: 200))
    conversation.sent[0] += 200
    conversation.edge[0] = conversation.sent[0]
    segments.append(conversation.make(1, .ack))
    segments[0].options.timestampEcho = 0
    segments.beOf(client: number, at: milliseconds)
    return isIPv4 ? segments : segments.map { byIPv6($0) }
  }

  private static func byIPv6(_ segment: Segment) -> Segment {
    var segment = segment
    segment.source = IPAddress(high: 0x2001_0DB8_0000_0000, low: segment.source.low)
    segment.destination = IPAddress(high: 0x2001_0DB8_0000_0000, low: segment.destination.low)
    segment.identification = 0
    segment.present.remove(.ipv4)
    return segment
  }

  /// A table that has taken the first `count` segments of an opening, changed by `change`.
  private static func table(
    taking count: Int, isIPv4: Bool = true, _ change: (inout [Segment]) -> Void = { _ in }
  ) -> FlowTable {
    var table = table()
    var segments = opening(of: 7, isIPv4: isIPv4)
    change(&segments)
    for segment in segments.prefix(count) { take(segment, &table) }
    return table
  }

  @Test func threeFragmentsHoldAnOpening() {
    #expect(MemoryLayout<KeptSynAck>.size + MemoryLayout<KeptSegment>.size == 60)
    #expect(2 * MemoryLayout<KeptSegment>.size <= 60)
    #expect(MemoryLayout<KeptSegment>.size + 2 * MemoryLayout<IPAddress>.size == 60)
    #expect(2 * IdleForm.headHalves + 12 + MemoryLayout<PlainSyn>.size == 60)
  }

  @Test(arguments: [true, false])
  func whatIsKeptHoldsAllThatIsLookedAt(isIPv4: Bool) throws {
    let segments = Self.opening(of: 7, isIPv4: isIPv4)
    let (key, senderIsLow) = FlowKey.of(segments[0])
    let syn = PlainSyn(segments[0], senderIsLow: senderIsLow)
    for var segment in segments[1...] {
      var kept = Segment()
      if segment.flags.isSynAck {
        #expect(KeptSynAck.holds(&segment))
        try #require(KeptSynAck(segment, to: syn)).write(to: &kept, key, answering: syn)
        // Only what a payload is compared by is left out.
        segment.headerLength = 0
      } else {
        #expect(KeptSegment.holds(&segment))
        let isFromServer = segment.sourcePort == 80
        try #require(KeptSegment(segment, isFromServer: isFromServer, behind: syn)).write(
          to: &kept, key, behind: syn, sequence: segment.sequence, acknowledgement: segment.acknowledgement)
      }
      #expect(String(describing: kept) == String(describing: segment))
    }
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func connectionsThatWereKeptAreToldAsOthers(seed: UInt64) {
    var random = SplitMix(seed: seed)
    var segments: [Segment] = []
    for port in 0..<200 as Range<UInt16> {
      var conversation = Conversation(random: SplitMix(seed: seed &* 1_000 &+ UInt64(port)))
      var own = port % 7 == 0 ? conversation.oddOpening() : conversation.opening()
      for _ in 0..<Int.random(in: 0...6, using: &random) { own.append(conversation.next()) }
      for _ in 0..<max(0, Int.random(in: -9...3, using: &random)) { own.append(conversation.nextOfClosing()) }
      for index in own.indices {
        if own[index].flags == .syn { own[index].options.timestampEcho = 0 }
        if own[index].sourcePort == 40_000 { own[index].sourcePort = 40_000 + port }
        if own[index].destinationPort == 40_000 { own[index].destinationPort = 40_000 + port }
        own[index].time += Int64(port) * 500_000_000
        if port % 5 == 0 { own[index] = Self.byIPv6(own[index]) }
      }
      segments += own
    }
    segments.sort { $0.time < $1.time }
    for index in segments.indices { segments[index].frame = UInt64(index) + 1_000_000 }
    var plain = Self.table(isShort: false)
    var keeping = Self.table()
    var kept = 0
    for var segment in segments {
      take(segment, &plain)
      keeping.prepare([segment].span)
      // What the stand-in is returned for is kept.
      if keeping.accept(&segment, at: 0) == FlowTable.stand, segment.flags != .syn { kept += 1 }
    }
    #expect(plain.idle.wasUsed == false)
    #expect(kept > 100)
    plain.finishAll()
    keeping.finishAll()
    let expected = Self.texts(of: drain(&plain))
    let told = Self.texts(of: drain(&keeping))
    #expect(told == expected)
    #expect(keeping.idle.count == 0)
  }

  /// What `records` say, but for where in its pool a tally was.
  private static func texts(of records: [ConnectionRecord]) -> [String] {
    records.map { record in
      var record = record
      for index in record.tallies.indices { record.tallies[index].next = 0 }
      return String(describing: record)
    }
    .sorted()
  }

  @Test(arguments: [true, false])
  func asManyAsThereIsRoomForAreKept(isIPv4: Bool) {
    for count in 2...5 {
      var table = Self.table(taking: count, isIPv4: isIPv4)
      let most = isIPv4 ? 5 : 4
      let kept = Self.keptCount(&table)
      #expect(kept == (count <= most ? 1 : 0))
      table.finishAll()
      let record = drain(&table).last
      #expect(record?.number == 1)
      #expect(record?.outcome == (count == 2 ? .halfOpen : .completed))
      #expect(record?[.client].packets == UInt64(count == 2 ? 1 : count == 3 ? 2 : 3))
      #expect(record?[.server].packets == UInt64(count == 5 ? 2 : 1))
    }
  }

  @Test func theLastSegmentOfAKeptOneTellsItsNumber() {
    var table = Self.table()
    for var segment in Self.opening(of: 7) {
      table.prepare([segment].span)
      let index = table.accept(&segment, at: 0)
      #expect(index == FlowTable.stand)
      #expect(table.number(of: index ?? 0) == 1)
    }
    #expect(table.idle.count == 1)
  }

  private static func isKept(_ count: Int, _ change: (inout [Segment]) -> Void) -> Bool {
    var table = table(taking: count, change)
    return keptCount(&table) == 1
  }

  @Test func aSynAckThatSaysMoreGetsARecord() {
    #expect(Self.isKept(2) { _ in })
    #expect(!Self.isKept(2) { $0[1].flags.insert(.ece) })
    #expect(!Self.isKept(2) { $0[1].payloadLength = 10 })
    #expect(!Self.isKept(2) { $0[1].acknowledgement = $0[1].acknowledgement.advanced(by: 1) })
    #expect(!Self.isKept(2) { $0[1].options.present.insert(.fastOpen) })
    #expect(!Self.isKept(2) { $0[1].options.present.insert(.multipath) })
    #expect(!Self.isKept(2) { $0[1].present.insert(.damaged) })
    #expect(!Self.isKept(2) { $0[1].present.remove(.allOptions) })
    #expect(!Self.isKept(2) { $0[1].vlan = 7 })
    #expect(!Self.isKept(2) { $0[1].time += 5 * Self.second })
    #expect(!Self.isKept(2) { $0[1].time -= 5 * Self.second })
    #expect(!Self.isKept(2) { $0[1].frame = 1 })
    // What the SYN does not ask for, or what was cut off it.
    #expect(!Self.isKept(2) { $0[0].options.present.remove(.windowScale) })
    #expect(!Self.isKept(2) { $0[0].options.present.remove(.timestamps) })
    #expect(!Self.isKept(2) { $0[0].present.remove(.allOptions) })
    #expect(!Self.isKept(2) { $0[1].options.windowScale = 15 })
    #expect(Self.isKept(2) { $0[1].options.present.subtract([.timestamps, .windowScale]) })
  }

  @Test func anAckThatSaysMoreGetsARecord() {
    #expect(Self.isKept(3) { _ in })
    #expect(!Self.isKept(3) { $0[2].flags.insert(.fin) })
    #expect(!Self.isKept(3) { $0[2].flags.insert(.rst) })
    #expect(!Self.isKept(3) { $0[2].payloadLength = 10 })
    #expect(!Self.isKept(3) { $0[2].window = 0 })
    #expect(!Self.isKept(3) { $0[2].sequence = $0[2].sequence.advanced(by: 1) })
    #expect(!Self.isKept(3) { $0[2].acknowledgement = $0[2].acknowledgement.advanced(by: 1) })
    #expect(!Self.isKept(3) { $0[2].options.present.insert(.sack) })
    #expect(!Self.isKept(3) { $0[2].options.sackCount = 1 })
    #expect(!Self.isKept(3) { $0[2].vlan = 7 })
    #expect(!Self.isKept(3) { $0[2].present.insert(.icmp) })
    #expect(!Self.isKept(3) { $0[2].headerLength = 18 })
    #expect(!Self.isKept(3) { $0[2].time += 2_000 * Self.second })
    #expect(!Self.isKept(3) { $0[2].time -= 2_000_000 })
    #expect(!Self.isKept(3) { $0[2].options.timestampValue = $0[0].options.timestampValue &- 1 })
    #expect(!Self.isKept(3) { $0[2].time += 60 * Self.second })
    // The server's, or the SYN-ACK again.
    #expect(!Self.isKept(3) { $0[2] = $0[4] })
    #expect(!Self.isKept(3) { $0[2] = $0[1] })
  }

  @Test func dataThatSayMoreGetARecord() {
    #expect(Self.isKept(4) { _ in })
    #expect(!Self.isKept(4) { $0[3].payloadLength = 1_461 })
    #expect(!Self.isKept(4) { $0[3].payloadLength = 0 })
    #expect(!Self.isKept(4) { $0[3].sequence = $0[3].sequence.advanced(by: 1) })
    #expect(!Self.isKept(4) { $0[3].acknowledgement = $0[3].acknowledgement.advanced(by: .max) })
    #expect(!Self.isKept(4) { $0[3].present.insert(.offloadedLength) })
    #expect(Self.isKept(5) { _ in })
    #expect(!Self.isKept(5) { $0[4].acknowledgement = $0[4].acknowledgement.advanced(by: .max) })
    #expect(!Self.isKept(4) { $0[3].window = 0 })
    #expect(!Self.isKept(4) { $0[3].window -= 1 })
    #expect(Self.isKept(4) { $0[3].window += 1 })
    #expect(!Self.isKept(4) { $0[1].window = 200 })
    #expect(Self.isKept(4) { $0[1].window = 201 })
    #expect(!Self.isKept(4) { $0[3].options.timestampValue = $0[2].options.timestampValue &- 1 })
    #expect(!Self.isKept(4) { $0[3].time = $0[2].time + 60 * Self.second })
    #expect(!Self.isKept(5) { $0[4].options.timestampValue = $0[1].options.timestampValue &- 1 })
    #expect(
      !Self.isKept(5) {
        $0[1].window = 65_535; $0[0].options.present.remove(.windowScale); $0[1].options.present.remove(.windowScale)
      })
    // The client's ACK once more, or the server's of what was acknowledged before.
    #expect(!Self.isKept(4) { $0[3] = $0[2] })
    #expect(
      !Self.isKept(4) {
        $0[3] = $0[4]
        $0[3].acknowledgement = $0[1].acknowledgement
      })
  }

  @Test func whereEventsAreAskedForNothingIsKept() {
    var table = FlowTable(memory: 1 << 40, limit: .max, tellsEvents: true, hasher: FlowHasher(), foldingStart: 0)
    for number in 0..<200 as Range<UInt32> {
      for segment in Self.opening(of: number).prefix(2) { take(segment, &table) }
    }
    #expect(table.idle.count == 0)
  }

  @Test func whereAListenerIsInTroubleNothingIsKept() {
    var table = Self.table()
    var syn = Self.opening(of: 9)[0]
    take(syn, &table)
    syn.time += 1_000_000
    syn.identification &+= 1
    take(syn, &table)
    for segment in Self.opening(of: 7, at: 5).prefix(3) { take(segment, &table) }
    let before = Self.keptCount(&table)
    #expect(before == 0)
    for segment in Self.opening(of: 8, at: 30_000).prefix(3) { take(segment, &table) }
    let after = Self.keptCount(&table)
    #expect(after == 1)
  }

  @Test func oneThatIsHalfOpenEndsAfter135SecondsAndOneThatIsOpenAfterFiveDays() {
    var table = Self.table()
    for number in 0..<400 as Range<UInt32> {
      let segments = Self.opening(of: number, at: Int64(number) * 4)
      for segment in segments.prefix(number % 2 == 0 ? 2 : 4) { take(segment, &table) }
    }
    let last = table.now
    #expect(table.idle.count == 400)
    for step in 1...134 as ClosedRange<Int64> { table.advance(to: last - Self.second + step * Self.second) }
    #expect(drain(&table).isEmpty)
    for step in 134...140 as ClosedRange<Int64> { table.advance(to: last + step * Self.second) }
    let halfOpen = drain(&table)
    #expect(halfOpen.count == 200)
    #expect(halfOpen.allSatisfy { $0.outcome == .halfOpen && !$0.isCutByEndOfCapture })
    for hour in 1...119 as ClosedRange<Int64> { table.advance(to: last + hour * 3_600 * Self.second) }
    #expect(drain(&table).isEmpty)
    for hour in 119...122 as ClosedRange<Int64> { table.advance(to: last + hour * 3_600 * Self.second) }
    let open = drain(&table).filter { $0.outcome == .completed }
    #expect(open.count == 200)
    #expect(open.allSatisfy { $0[.client].octets == 200 })
    #expect(table.idle.count == 0)
  }

  @Test func anOpenConnectionTakes240OctetsBeforeItGetsARecord() {
    var table = Self.table()
    for number in 0..<5_000 as Range<UInt32> {
      for segment in Self.opening(of: number, at: Int64(number) * 4).prefix(4) { take(segment, &table) }
    }
    #expect(table.idle.count == 5_000)
    #expect(table.timeline.memory.used / 5_000 < 240)
    table.finishAll()
    let records = drain(&table)
    #expect(records.map(\.number) == Array(1...5_000))
    #expect(records.allSatisfy { $0.timeline.count == 3 && $0.outcome == .completed && $0[.client].octets == 200 })
  }

  @Test func aHandshakeTakesTwoFragments() {
    var table = Self.table()
    for number in 0..<5_000 as Range<UInt32> {
      for segment in Self.opening(of: number, at: Int64(number) * 4).prefix(3) { take(segment, &table) }
    }
    #expect(table.idle.count == 5_000)
    #expect(table.timeline.memory.used / 5_000 < 180)
    // What follows takes a third; and what one leaves fits others.
    for number in 0..<5_000 as Range<UInt32> {
      var segment = Self.opening(of: number)[3]
      segment.time = table.now + 1
      segment.frame += 1_000_000
      take(segment, &table)
    }
    #expect(table.idle.count == 5_000)
    #expect(table.timeline.memory.used / 5_000 < 240)
    table.finishAll()
    let records = drain(&table)
    #expect(records.allSatisfy { $0.timeline.count == 3 && $0.outcome == .completed && $0[.client].octets == 200 })
  }

  @Test func whereAttemptsHaveTheMemoryThereAreRecordsFirst() {
    var table = Self.table(foldingStart: 1 << 20)
    let openings = (0..<16_000 as Range<UInt32>).map { Self.opening(of: $0) }
    func take(_ position: Int, of count: Int) {
      for number in 0..<count {
        var segment = openings[number][position]
        segment.time = max(table.now, segment.time) + 10_000
        segment.frame += UInt64(position) * 1_000_000
        FlowTrackingTests.take(segment, &table)
      }
    }
    take(0, of: 16_000)
    #expect(table.timeline.memory.used > 1 << 20)
    take(1, of: 400)
    #expect(table.idle.count == 0)
    take(1, of: 4_000)
    let kept = Self.keptCount(&table)
    #expect(kept > 2_000)
    #expect(table.used > 450)
  }

  @Test func atTheLimitTheLongestIdleGoFirst() {
    var table = Self.table(memory: 4 << 20, foldingStart: 1 << 20)
    let told = fillToTheLimit(&table) { Array(Self.opening(of: $0, at: Int64($0) * 4).prefix(4)) }
    // Those that go on are found again.
    let before = table.count + told
    var again = Self.opening(of: 23_990, at: 24_000 * 4)[4]
    again.frame = 1_000_000
    take(again, &table)
    #expect(table.count + drain(&table).count + told == before)
  }
}
