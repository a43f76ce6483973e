import PacketDecoding
import Testing

@testable import FlowTracking

/// The table of connections: incarnations, copies, holes, growth, and keys that are chosen to collide.
@Suite struct FlowTableTests {
  private static let start: Int64 = 1_767_225_600_000_000_000

  /// A segment of the conversation between 192.0.2.1 and 192.0.2.2.
  private static func segment(
    _ frame: UInt64, _ milliseconds: Int64, _ from: Side, _ flags: TCPFlags, seq: UInt32, ack: UInt32 = 0,
    length: UInt32 = 0, id: UInt16? = nil, port: UInt16 = 40_000
  ) -> Segment {
    var segment = Segment()
    segment.time = start + milliseconds * 1_000_000
    segment.frame = frame
    let client = IPAddress(ipv4: 0xC000_0201)
    let server = IPAddress(ipv4: 0xC000_0202)
    segment.source = from == .client ? client : server
    segment.destination = from == .client ? server : client
    segment.sourcePort = from == .client ? port : 80
    segment.destinationPort = from == .client ? 80 : port
    segment.sequence = SequenceNumber(seq)
    segment.acknowledgement = SequenceNumber(ack)
    segment.flags = flags
    segment.window = 64_240
    segment.payloadLength = length
    segment.checksum = UInt16(truncatingIfNeeded: frame &* 257)
    segment.identification = id ?? UInt16(truncatingIfNeeded: frame &+ 1)
    segment.hopLimit = 64
    segment.headerLength = 20
    segment.present = [.fullHeader, .allOptions, .ipv4, .sequence, .flags]
    return segment
  }

  /// A table that has taken `segments`, with all connections finished.
  private static func records(_ segments: [Segment]) -> [ConnectionRecord] {
    var table = FlowTable()
    for segment in segments { _ = table.take(segment) }
    table.finishAll()
    var records: [ConnectionRecord] = []
    while let index = table.nextFinished() {
      records.append(table.record(of: index, withTimeline: true))
      table.release(index)
    }
    return records
  }

  private static let handshake = [
    segment(1, 0, .client, .syn, seq: 1_000),
    segment(2, 10, .server, [.syn, .ack], seq: 9_000, ack: 1_001),
    segment(3, 20, .client, .ack, seq: 1_001, ack: 9_001),
  ]

  /// What there is no memory for may be missing, but not silently.
  @Test func aLedgerThatThereIsNoMemoryForIsMarked() {
    for isShort in [false, true] {
      var table = FlowTable(memory: 1 << 22, limit: .max, tellsEvents: true, hasher: FlowHasher())
      var conversation = Conversation(random: SplitMix(seed: 1))
      for segment in conversation.opening() { take(segment, &table) }
      if isShort { table.timeline.memory.charge(1 << 22) }
      var data = conversation.make(0, [.ack, .psh], length: 200)
      take(data, &table)
      data.time += 1_000_000_000
      data.frame += 1
      data.identification &+= 1
      take(data, &table)
      table.finishAll()
      let records = drain(&table)
      #expect(records.count == 1)
      #expect(records.first?.marks.contains(.findingsNotKept) == isShort)
      #expect(records.first?.tallies.isEmpty == isShort)
    }
  }

  @Test func copyOfASynBelongsToTheConnection() {
    let records = Self.records([
      Self.segment(1, 0, .client, .syn, seq: 1_000), Self.segment(2, 1_000, .client, .syn, seq: 1_000),
    ])
    #expect(records.count == 1)
    #expect(records.first?.client.synCount == 2)
    #expect(records.first?.marks.contains(.synRepeated) == true)
  }

  @Test func synWithAnotherNumberOpensAnotherConnection() {
    let records = Self.records(Self.handshake + [Self.segment(4, 500, .client, .syn, seq: 70_000)])
    #expect(records.map(\.number) == [1, 2])
    #expect(records.last?.previous?.number == 1)
    #expect(records.last?.previous?.hadOpened == true)
  }

  @Test func attemptAfterARefusalReusesNothing() {
    let records = Self.records([
      Self.segment(1, 0, .client, .syn, seq: 1_000), Self.segment(2, 1, .server, [.rst, .ack], seq: 0, ack: 1_001),
      Self.segment(3, 1_000, .client, .syn, seq: 5_000),
    ])
    #expect(records.count == 2)
    #expect(records.last?.previous?.hadOpened == false)
  }

  @Test func synOfTheServerIsASimultaneousOpen() {
    let records = Self.records([
      Self.segment(1, 0, .client, .syn, seq: 1_000), Self.segment(2, 1, .server, .syn, seq: 9_000),
    ])
    #expect(records.count == 1)
    #expect(records.first?.marks.contains(.simultaneousOpen) == true)
  }

  @Test func synAckFirstNamesTheServer() {
    let records = Self.records([Self.handshake[1]])
    #expect(records.first?.server.port == 80)
    #expect(records.first?.rolesAreGuessed == false)
  }

  @Test func packetCapturedTwiceIsADuplicate() {
    var copy = Self.handshake[2]
    copy.frame = 4
    copy.time += 20_000
    let records = Self.records(Self.handshake + [copy])
    #expect(records.first?.marks.contains(.duplicate) == true)
    #expect(records.first?.client.retransmittedPackets == 0)
  }

  @Test func octetsSentAgainAreARetransmissionNotADuplicate() {
    let records = Self.records(
      Self.handshake + [
        Self.segment(4, 30, .client, [.ack, .psh], seq: 1_001, ack: 9_001, length: 8),
        Self.segment(5, 250, .client, [.ack, .psh], seq: 1_001, ack: 9_001, length: 8),
      ])
    #expect(records.first?.client.retransmittedPackets == 1)
    #expect(records.first?.client.retransmittedOctets == 8)
    #expect(records.first?.marks.contains(.duplicate) == false)
  }

  @Test func segmentThatFillsAHoleIsNoRetransmission() {
    let records = Self.records(
      Self.handshake + [
        Self.segment(5, 30, .client, .ack, seq: 1_101, ack: 9_001, length: 100, id: 11),
        Self.segment(4, 31, .client, .ack, seq: 1_001, ack: 9_001, length: 100, id: 10),
      ])
    #expect(records.first?.client.retransmittedPackets == 0)
    #expect(records.first?.marks.contains(.outOfOrder) == true)
  }

  @Test func moreHolesThanFitAreSurvived() {
    var segments = Self.handshake
    for hole in 0..<40 as Range<UInt32> {
      segments.append(
        Self.segment(
          UInt64(4 + hole), 30 + Int64(hole), .client, .ack, seq: 1_101 + hole * 200, ack: 9_001, length: 100))
    }
    let records = Self.records(segments)
    #expect(records.count == 1)
    #expect(records.first?.client.packets == 42)
  }

  @Test func closedConnectionIsForgottenAfterTheLinger() {
    var table = FlowTable()
    for segment in Self.handshake { _ = table.take(segment) }
    _ = table.take(Self.segment(4, 30, .client, [.rst, .ack], seq: 1_001, ack: 9_001))
    table.advance(to: Self.start + 119_000_000_000)
    #expect(table.nextFinished() == nil)
    table.advance(to: Self.start + 130_000_000_000)
    let index = table.nextFinished()
    #expect(index != nil)
    if let index { table.release(index) }
    let count = table.count
    #expect(count == 0)
  }

  @Test func connectionThatTurnsOutToOpenIsWaitedForNoLongerThanAnother() {
    var table = FlowTable()
    _ = table.take(Self.segment(1, 0, .client, .ack, seq: 1_000, ack: 9_000))
    // Its timer is set anew, for as long as an open connection is waited for.
    table.advance(to: Self.start + 100_000_000_000)
    _ = table.take(Self.segment(2, 100_000, .server, [.syn, .ack], seq: 9_000, ack: 1_001))
    table.advance(to: Self.start + 230_000_000_000)
    #expect(drain(&table).isEmpty)
    table.advance(to: Self.start + 237_000_000_000)
    #expect(drain(&table).count == 1)
  }

  @Test func whatWasOverBeforeTheClockSteppedBackEndsAtOnce() {
    var table = FlowTable()
    _ = table.take(Self.segment(1, 0, .client, .ack, seq: 1_000, ack: 9_000))
    _ = table.take(Self.segment(2, -432_001_000, .client, .ack, seq: 1_000, ack: 9_000, port: 40_001))
    table.advance(to: Self.start + 2_000_000_000)
    let ended = drain(&table)
    #expect(ended.map(\.client.port) == [40_001])
  }

  @Test func hundredThousandConnectionsComeAndGo() {
    var table = FlowTable()
    var frame: UInt64 = 0
    for flow in 0..<100_000 as Range<UInt32> {
      frame += 1
      var syn = Self.segment(frame, 0, .client, .syn, seq: flow)
      syn.source = IPAddress(ipv4: 0x0A00_0000 + flow >> 4)
      syn.sourcePort = 1_024 + UInt16(flow & 15)
      _ = table.take(syn)
    }
    let full = table.count
    #expect(full == 100_000)
    // Every one is still found after the growth: no copy makes a new connection.
    for flow in 0..<100_000 as Range<UInt32> {
      frame += 1
      var syn = Self.segment(frame, 1_000, .client, .syn, seq: flow)
      syn.source = IPAddress(ipv4: 0x0A00_0000 + flow >> 4)
      syn.sourcePort = 1_024 + UInt16(flow & 15)
      _ = table.take(syn)
    }
    let number = table.count
    #expect(number == 100_000)
    var finished = 0
    for step in 0..<100 as Range<Int64> {
      table.advance(to: Self.start + 200_000_000_000 + step)
      while let index = table.nextFinished() {
        finished += 1
        table.release(index)
      }
    }
    #expect(finished == 100_000)
    let empty = table.count
    #expect(empty == 0)
  }

  @Test func keysChosenToCollideStaySpread() {
    // Keys that weak hashes map alike: swapped halves, equal XOR, equal sums, steps of powers of two.
    let hasher = FlowHasher()
    var buckets = [Int](repeating: 0, count: 1 << 14)
    var differing = 0
    let count = 1 << 14
    for index in 0..<UInt32(count) {
      var segment = Self.segment(1, 0, .client, .syn, seq: 0)
      segment.source = IPAddress(ipv4: index << 16)
      segment.destination = IPAddress(ipv4: index << 16 ^ 0xFFFF_FFFF)
      segment.sourcePort = UInt16(truncatingIfNeeded: index)
      segment.destinationPort = UInt16(truncatingIfNeeded: 0 &- index)
      let hash = hasher.hash(FlowKey.of(segment).key)
      if hasher.hash(segment) != hash { differing += 1 }
      swap(&segment.source, &segment.destination)
      segment.ports = segment.ports << 16 | segment.ports >> 16
      if hasher.hash(segment) != hash { differing += 1 }
      buckets[Int(hash >> 32) & (buckets.count - 1)] += 1
    }
    // Of a segment it is that of its key, whichever way it goes.
    #expect(differing == 0)
    // One key a bucket on average: a fair hash has hardly ever ten in one.
    #expect((buckets.max() ?? 0) < 16)
  }

  @Test func segmentAboveTheMaximumOfItsReceiverIsOffloaded() {
    var table = FlowTable()
    for segment in Self.handshake {
      var segment = segment
      segment.options.present = .maximumSegmentSize
      segment.options.maximumSegmentSize = 1_460
      _ = table.take(segment)
    }
    _ = table.take(Self.segment(4, 30, .client, .ack, seq: 1_001, ack: 9_001, length: 1_460))
    #expect(table.offloadedSegments == 0)
    _ = table.take(Self.segment(5, 40, .client, .ack, seq: 2_461, ack: 9_001, length: 1_461))
    #expect(table.offloadedSegments == 1)
  }

  @Test func atTheLimitAnUnansweredAttemptGoesAndAnOpenConnectionStays() {
    var table = FlowTable(limit: 4)
    for segment in Self.handshake { _ = table.take(segment) }
    for port in UInt16(1)...100 {
      _ = table.take(
        Self.segment(UInt64(port) + 3, 30 + Int64(port), .client, .syn, seq: 5, port: 50_000 + port))
    }
    #expect(table.count == 4)
    table.finishAll()
    var evicted = 0
    var open = 0
    while let index = table.nextFinished() {
      let record = table.record(of: index, withTimeline: false)
      if record.marks.contains(.evicted) { evicted += 1 }
      if record.outcome == .completed {
        open += 1
        #expect(!record.marks.contains(.evicted))
      }
      table.release(index)
    }
    #expect(evicted == 97)
    #expect(open == 1)
  }

  @Test func aLeapThatNothingConfirmsEndsNoConnection() {
    let year: Int64 = 31_536_000_000
    let records = Self.records([
      Self.handshake[0], Self.segment(2, year, .server, [.syn, .ack], seq: 9_000, ack: 1_001), Self.handshake[2],
    ])
    #expect(records.count == 1)
    #expect(records.first?.outcome == .completed)
  }

  @Test func aLeapThatTheNextSegmentConfirmsEndsAnAttempt() {
    let day: Int64 = 86_400_000
    let records = Self.records([
      Self.handshake[0], Self.segment(2, day, .client, .syn, seq: 7, port: 50_000),
      Self.segment(3, day + 1_000, .client, .syn, seq: 7, port: 50_000),
      Self.segment(4, day + 2_000, .client, .syn, seq: 1_000),
    ])
    #expect(records.count == 3)
  }

  @Test func icmpErrorOfNoConnectionIsLeftOut() {
    var table = FlowTable()
    var segment = Self.segment(1, 0, .client, [], seq: 1)
    segment.present = [.icmp, .sequence]
    let isKnown = table.take(segment) != nil
    #expect(!isKnown)
  }
}

extension FlowTable {
  /// Prepares and accepts one segment.
  fileprivate mutating func take(_ segment: Segment) -> UInt32? {
    var segment = segment
    prepare([segment].span)
    return accept(&segment, at: 0)
  }
}
