import PacketDecoding
import Testing

@testable import FlowTracking

/// Attempts that are one SYN so far: small, woken by what concerns them, and the first to go.
@Suite struct AttemptTests {
  private static let start: Int64 = 1_767_225_600_000_000_000
  private static let server = IPAddress(ipv4: 0xC000_0201)

  private static func syn(_ number: UInt32, at milliseconds: Int64 = 0) -> Segment {
    var segment = Segment()
    segment.time = start + milliseconds * 1_000_000
    segment.frame = UInt64(number) + 1
    segment.source = IPAddress(ipv4: 0x0A00_0000 + number)
    segment.destination = server
    segment.sourcePort = 40_000
    segment.destinationPort = 80
    segment.sequence = SequenceNumber(number &* 7919)
    segment.flags = .syn
    segment.window = 64_240
    segment.identification = UInt16(truncatingIfNeeded: number) | 1
    segment.hopLimit = 64
    segment.headerLength = 40
    segment.present = [.fullHeader, .allOptions, .ipv4, .sequence, .flags]
    segment.options.present = [.maximumSegmentSize, .sackPermitted, .timestamps, .windowScale]
    segment.options.maximumSegmentSize = 1_460
    segment.options.windowScale = 7
    segment.options.timestampValue = 77
    return segment
  }

  private static func answer(to syn: Segment, after milliseconds: Int64) -> Segment {
    var segment = syn
    segment.time += milliseconds * 1_000_000
    segment.frame += 1_000_000
    segment.source = syn.destination
    segment.destination = syn.source
    segment.sourcePort = syn.destinationPort
    segment.destinationPort = syn.sourcePort
    segment.sequence = SequenceNumber(5_000)
    segment.acknowledgement = syn.sequence.advanced(by: 1)
    segment.flags = [.syn, .ack]
    segment.options.timestampEcho = 77
    return segment
  }

  private static func changed(_ change: (inout Segment) -> Void) -> Segment {
    var segment = syn(1)
    change(&segment)
    return segment
  }

  /// Has `table` take `count` attempts that are answered, and forget those that there is no room for.
  private static func answer(_ count: UInt32, _ table: inout FlowTable) {
    for number in 0..<count {
      let syn = syn(number)
      take(syn, &table)
      take(answer(to: syn, after: 20), &table)
      _ = drain(&table)
    }
  }

  @Test func aLoneSynTakes64OctetsByIPv4And96Otherwise() {
    #expect(MemoryLayout<LoneSyn<NarrowEnds>>.stride == 64)
    #expect(MemoryLayout<LoneSyn<WideEnds>>.stride == 96)
  }

  @Test(arguments: [0, 0x0070_0301_0000_0063] as [UInt64])
  func aLoneSynHoldsAllThatIsLookedAt(context: UInt64) throws {
    var segment = Self.syn(3)
    segment.vlan = UInt16(context >> 52)
    segment.innerVLAN = UInt16(context >> 40 & 0xFFF)
    segment.tunnel = try #require(TunnelKind(rawValue: UInt8(context >> 32 & 0xFF)))
    segment.tunnelIdentifier = UInt32(context & 0xFFFF_FFFF)
    segment.checksum = 0xBEEF
    let (key, senderIsLow) = FlowKey.of(segment)
    let held = try #require(LoneSyn<WideEnds>(segment, key, senderIsLow: senderIsLow, number: 9)).segment
    #expect(PlainSyn.holds(segment))
    // Only what a payload is compared by is left out.
    segment.headerLength = 0
    #expect(String(describing: held) == String(describing: segment))
  }

  @Test func whatALoneSynCannotHoldGetsARecord() {
    let segments = [
      Self.changed { $0.flags.insert(.ece) }, Self.changed { $0.payloadLength = 3 },
      Self.changed { $0.acknowledgement = SequenceNumber(1) }, Self.changed { $0.options.windowScale = 15 },
      Self.changed { $0.options.present.insert(.fastOpen) }, Self.changed { $0.options.present.insert(.malformed) },
      Self.changed { $0.present.insert(.damaged) }, Self.changed { $0.present.remove(.flags) },
      Self.changed {
        $0.destination = $0.source
        $0.sourcePort = 80
      },
    ]
    for segment in segments { #expect(!PlainSyn.holds(segment)) }
  }

  @Test func anAttemptThatIsAnsweredKeepsItsNumberAndItsSyn() {
    var table = FlowTable()
    for number in 0..<1_500 as Range<UInt32> { take(Self.syn(number), &table) }
    // In an order that moves the others about.
    for number in stride(from: 0, to: 1_500, by: 3) as StrideTo<UInt32> {
      take(Self.answer(to: Self.syn(number), after: 30), &table)
    }
    table.finishAll()
    let records = drain(&table)
    #expect(records.map(\.number) == Array(1...1_500))
    for (number, record) in records.enumerated() {
      #expect(record.client.address == IPAddress(ipv4: 0x0A00_0000 + UInt32(number)))
      #expect(record.timeline.first?.frame == UInt64(number) + 1)
      #expect(record.outcome == (number % 3 == 0 ? .halfOpen : .unanswered))
      #expect(record.serverRoundTrip == (number % 3 == 0 ? 30_000_000 : nil))
    }
  }

  @Test func anAnswerAfterItsTimeDoesNotFindTheAttempt() {
    var table = FlowTable()
    for number in 0..<40 as Range<UInt32> { take(Self.syn(number), &table) }
    // More are due than one segment sees to; the answered one is among the rest.
    take(Self.answer(to: Self.syn(39), after: 137_000), &table)
    table.finishAll()
    let records = drain(&table)
    #expect(records.count == 41)
    #expect(records.count { $0.outcome == .unanswered } == 40)
  }

  @Test func noSegmentEndsMoreThanAFewAttempts() {
    var table = FlowTable()
    for number in 0..<20_000 as Range<UInt32> { take(Self.syn(number), &table) }
    var most = 0
    var ended = 0
    for number in 20_000..<40_000 as Range<UInt32> {
      take(Self.syn(number, at: 140_000), &table)
      let finished = drain(&table).count
      most = max(most, finished)
      ended += finished
    }
    #expect(most == FlowTable.dueAtOnce)
    #expect(ended == 20_000)
  }

  @Test func atTheLimitOfMemoryTheOldestAttemptsGoAndWhatWasAnsweredStays() {
    var table = FlowTable(memory: 4 << 20, limit: .max, tellsEvents: false)
    Self.answer(1_000, &table)
    var ended: [ConnectionRecord] = []
    for number in 1_000..<200_000 as Range<UInt32> {
      take(Self.syn(number, at: 1_000), &table)
      ended += drain(&table)
    }
    let used = table.timeline.memory.used
    #expect(used <= 4 << 20)
    #expect(ended.count > 100_000)
    #expect(ended.allSatisfy { $0.outcome == .unanswered && $0.marks.contains(.evicted) })
    // The oldest first.
    #expect(ended.map(\.number) == Array(1_001...UInt64(1_000 + ended.count)))
    table.finishAll()
    let rest = drain(&table)
    #expect(rest.count + ended.count == 200_000)
    #expect(rest.count { $0.outcome == .halfOpen && !$0.marks.contains(.evicted) && $0.timeline.count == 2 } == 1_000)
  }

  @Test func aRepeatedSynThatNobodyAnswersGoesBeforeWhatWasAnswered() {
    var table = FlowTable(memory: 4 << 20, limit: .max, tellsEvents: false)
    Self.answer(1_000, &table)
    var ended: [ConnectionRecord] = []
    for number in 1_000..<30_000 as Range<UInt32> {
      take(Self.syn(number, at: 1_000), &table)
      take(Self.syn(number, at: 2_000), &table)
      ended += drain(&table)
    }
    #expect(ended.count > 20_000)
    #expect(ended.allSatisfy { $0.outcome == .unanswered })
  }

  @Test func whoAsksAgainInAFloodIsWaitedFor() {
    var table = FlowTable(memory: 4 << 20, limit: .max, tellsEvents: false)
    // Connections that take all memory, and a flood of which no attempt can wait for long.
    Self.answer(10_000, &table)
    var number: UInt32 = 100_000
    var asked: [HandshakeOutcome] = []
    for round in 0..<30 as Range<UInt32> {
      let milliseconds = 10_000 + Int64(round) * 3_000
      let asker = 20_000 + round
      take(Self.syn(asker, at: milliseconds), &table)
      var again = Self.syn(asker, at: milliseconds + 1_000)
      again.options.timestampValue += 1_000
      again.identification &+= 2
      take(again, &table)
      for step in 0..<600 as Range<Int64> {
        take(Self.syn(number, at: milliseconds + 1_000 + step / 2), &table)
        number += 1
        while let index = table.nextFinished() {
          let record = table.record(of: index, withTimeline: false)
          if record.client.synCount == 2 { asked.append(record.outcome) }
          table.release(index)
        }
      }
      take(Self.answer(to: Self.syn(asker, at: milliseconds + 1_500), after: 20), &table)
    }
    table.finishAll()
    asked += drain(&table).filter { $0.client.synCount == 2 }.map(\.outcome)
    #expect(asked == Array(repeating: .halfOpen, count: 30))
  }

  @Test func whenAllWereAnsweredTheLongestIdleGo() {
    var table = FlowTable(memory: 4 << 20, limit: .max, tellsEvents: false)
    var ended: [ConnectionRecord] = []
    for number in 0..<20_000 as Range<UInt32> {
      let syn = Self.syn(number, at: Int64(number))
      take(syn, &table)
      take(Self.answer(to: syn, after: 0), &table)
      ended += drain(&table)
    }
    let used = table.timeline.memory.used
    #expect(used <= 5 << 20)
    #expect(!ended.isEmpty)
    #expect(ended.allSatisfy { $0.marks.contains(.evicted) })
    #expect(ended.allSatisfy { $0.timeline.count == 2 && $0.foldedEntries == 0 && $0.outcome == .halfOpen })
    table.finishAll()
    #expect(drain(&table).count + ended.count == 20_000)
  }

  @Test func keysThatAllCollidePushEachOtherOut() {
    // With seeds of 0 the addresses of IPv4 do not count.
    let hasher = FlowHasher(seeds: (0, 0, 0))
    #expect(hasher.hash(FlowKey.of(Self.syn(1)).key) == hasher.hash(FlowKey.of(Self.syn(2)).key))
    var table = FlowTable(memory: 64 << 20, limit: .max, tellsEvents: false, hasher: hasher)
    var ended: [ConnectionRecord] = []
    for number in 0..<3_000 as Range<UInt32> {
      take(Self.syn(number), &table)
      ended += drain(&table)
    }
    let count = table.count
    #expect(count <= FlowIndex.segmentSize)
    #expect(ended.allSatisfy { $0.marks.contains(.evicted) })
    table.finishAll()
    #expect(drain(&table).count + ended.count == 3_000)
  }

  @Test func openConnectionsDoNotCrowdAttemptsOut() {
    var table = FlowTable(memory: 4 << 20, limit: .max, tellsEvents: false)
    var records: [ConnectionRecord] = []
    for number in 0..<60_000 as Range<UInt32> {
      take(Self.syn(number, at: Int64(number)), &table)
      // One in six is answered after 20 ms, opens, and says nothing more: far more than there is room for.
      if number % 6 == 0, number >= 24 {
        let syn = Self.syn(number - 24, at: Int64(number) - 24)
        let answer = Self.answer(to: syn, after: 20)
        take(answer, &table)
        var last = syn
        last.time = answer.time + 1_000_000
        last.frame += 2_000_000
        last.flags = .ack
        last.sequence = answer.acknowledgement
        last.acknowledgement = answer.sequence.advanced(by: 1)
        last.options.present = .timestamps
        last.options.timestampEcho = 77
        take(last, &table)
      }
      records += drain(&table)
    }
    table.finishAll()
    records += drain(&table)
    #expect(records.count == 60_000)
    #expect(records.count { $0.outcome == .completed } == 9_996)
    #expect(records.count { $0.outcome == .unanswered } == 50_004)
  }
}
