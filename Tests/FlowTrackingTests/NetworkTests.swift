import PacketDecoding
import Testing

@testable import FlowTracking

/// The same 4-tuple in several networks, and one connection whose directions are tagged differently.
@Suite struct NetworkTests {
  /// A segment in the network that `vlan`, or else the tunnel with `identifier`, tells.
  private func segment(
    _ frame: UInt64, _ from: Side, _ flags: TCPFlags, seq: UInt32, ack: UInt32 = 0, vlan: UInt16 = 0,
    identifier: UInt32 = 0
  ) -> Segment {
    var segment = Segment()
    segment.time = 1_767_225_600_000_000_000 + Int64(frame) * 10_000_000
    segment.frame = frame
    let ends = [IPAddress(ipv4: 0x0A00_0001), IPAddress(ipv4: 0x0A00_0002)]
    segment.source = ends[from.index]
    segment.destination = ends[from.peer.index]
    segment.sourcePort = from == .client ? 40_000 : 80
    segment.destinationPort = from == .client ? 80 : 40_000
    segment.sequence = SequenceNumber(seq)
    segment.acknowledgement = SequenceNumber(ack)
    segment.flags = flags
    segment.window = 64_240
    segment.identification = UInt16(truncatingIfNeeded: frame)
    segment.hopLimit = 64
    segment.headerLength = 20
    segment.present = [.fullHeader, .allOptions, .ipv4, .sequence, .flags]
    segment.vlan = vlan
    segment.tunnel = identifier == 0 ? .none : .gtp
    segment.tunnelIdentifier = identifier
    return segment
  }

  private func records(_ segments: [Segment]) -> [ConnectionRecord] {
    var table = FlowTable()
    for var segment in segments {
      table.prepare([segment].span)
      _ = table.accept(&segment, at: 0)
    }
    table.finishAll()
    var records: [ConnectionRecord] = []
    while let index = table.nextFinished() {
      records.append(table.record(of: index, withTimeline: true))
      table.release(index)
    }
    return records.sorted { $0.number < $1.number }
  }

  private func handshake(isn: UInt32, from frame: UInt64, vlan: UInt16, back: UInt16) -> [Segment] {
    [
      segment(frame, .client, .syn, seq: isn, vlan: vlan),
      segment(frame + 2, .server, [.syn, .ack], seq: isn &+ 5000, ack: isn &+ 1, vlan: back),
      segment(frame + 4, .client, .ack, seq: isn &+ 1, ack: isn &+ 5001, vlan: vlan),
    ]
  }

  @Test func sameTupleInTwoNetworksIsTwoConnections() {
    let both =
      (handshake(isn: 1_000_000, from: 1, vlan: 10, back: 10)
      + handshake(isn: 3_000_000_000, from: 2, vlan: 20, back: 20))
      .sorted { $0.frame < $1.frame }
    let records = records(both)
    #expect(records.map(\.outcome) == [.completed, .completed])
    #expect(records.map(\.vlan) == [10, 20])
    #expect(records.allSatisfy { !$0.marks.contains(.portReuse) })
  }

  @Test(arguments: [(10, 0), (0, 10), (10, 20)] as [(UInt16, UInt16)])
  func tagsThatDifferByDirectionDoNotSplit(vlan: UInt16, back: UInt16) {
    let records = records(handshake(isn: 1_000_000, from: 1, vlan: vlan, back: back))
    #expect(records.map(\.outcome) == [.completed])
    #expect(records[0].vlan != nil)
  }

  @Test func tunnelThatChangesOnTheWayDoesNotSplit() {
    let open = handshake(isn: 1_000_000, from: 1, vlan: 0, back: 0)
    let later = [
      segment(10, .client, .ack, seq: 1_000_001, ack: 1_005_001, identifier: 7),
      segment(11, .server, .ack, seq: 1_005_001, ack: 1_000_001, identifier: 8),
    ]
    #expect(records(open + later).count == 1)
  }

  /// Connections of some 4-tuples in several networks, of which numbers do not tell all apart, for minutes.
  private func jumble(_ seed: UInt64) -> [Segment] {
    var random = SplitMix(seed: seed)
    var time: Int64 = 0
    let flags: [TCPFlags] = [.syn, [.syn, .ack], .ack, .ack, [.fin, .ack], [.rst, .ack]]
    return (1...30_000 as ClosedRange<UInt64>).map { frame in
      let isn = UInt32(random.next() % 3) * 2_000_000
      let from: Side = random.next() % 2 == 0 ? .client : .server
      var segment = segment(
        frame, from, flags[Int(random.next() % 6)], seq: isn &+ UInt32(random.next() % 2),
        ack: isn &+ UInt32(random.next() % 2), vlan: [0, 10, 20, 30][Int(random.next() % 4)])
      let port = 40_000 + UInt16(random.next() % 1_500)
      if from == .client { segment.sourcePort = port } else { segment.destinationPort = port }
      time += random.next() % 2_000 == 0 ? 61_000_000_000 : 1_000_000
      segment.time += time
      return segment
    }
  }

  // Which of several with one 4-tuple the index gives first hangs on a random number.
  @Test func nothingHangsOnWhichTheIndexGivesFirst() {
    for seed in 1...2 as ClosedRange<UInt64> {
      let segments = jumble(seed)
      let runs = (0..<4).map { _ in
        var table = FlowTable()
        var told: [String] = []
        for (index, segment) in segments.enumerated() {
          take(segment, &table)
          told += drain(&table).map { "\(index) \($0.number) \($0.outcome) \($0.marks.rawValue) \($0.timeline.count)" }
        }
        table.finishAll()
        return told + drain(&table).map { "\($0.number) \($0.outcome) \($0.marks.rawValue) \($0.timeline.count)" }
      }
      #expect(Set(runs).count == 1, "seed \(seed)")
    }
  }

  @Test func manyNetworksAreBounded() {
    let records = records(
      (1...1000).map { segment($0, .client, .syn, seq: UInt32($0) &* 50_000_000, identifier: UInt32($0)) })
    #expect(records.count <= 1000 && records.count >= FlowTable.networkLimit)
    #expect(records[6].tunnel == .gtp && records[6].tunnelIdentifier == 7)
  }

  /// The numbers of the connections that take `segments`, the first `alone` of which are prepared one by one and the rest together, where a table is
  /// asked after each for what is over.
  private func takers(_ segments: [Segment], alone: Int) -> [UInt64] {
    var table = FlowTable()
    var numbers: [UInt64] = []
    for index in segments.indices {
      if index <= alone { table.prepare(segments[index..<(index < alone ? index + 1 : segments.count)].span) }
      var segment = segments[index]
      let taker = table.accept(&segment, at: index <= alone ? 0 : index - alone)
      numbers.append(taker.map { table.number(of: $0) } ?? 0)
      _ = drain(&table)
    }
    return numbers
  }

  @Test func whoTakesASegmentDoesNotHangOnWhatIsPreparedTogether() {
    let segments =
      handshake(isn: 1_000_000, from: 1, vlan: 0, back: 0) + handshake(isn: 3_000_000_000, from: 10, vlan: 0, back: 0)
      + [
        // The client of the second connection with these ends goes on in a VLAN.
        segment(20, .client, .ack, seq: 3_000_000_001, ack: 3_000_005_001, vlan: 7),
        // It fits none, and opens a third one, which takes the record of the first.
        segment(21, .client, .ack, seq: 700_000_000, ack: 900_000_000),
        segment(22, .server, .ack, seq: 3_000_005_001, ack: 3_000_000_001),
        segment(23, .server, .ack, seq: 3_000_005_001, ack: 3_000_000_001),
      ]
    let expected = takers(segments, alone: segments.count)
    #expect(expected == [1, 1, 1, 2, 2, 2, 2, 3, 2, 2])
    for alone in 0..<segments.count { #expect(takers(segments, alone: alone) == expected) }
  }

  @Test func anAttemptInThePlaceOfAnotherIsFoundInItsTurn() {
    let segments =
      [segment(1, .client, .syn, seq: 500)]
      // Its time is over.
      + handshake(isn: 3_000_000_000, from: 15_000, vlan: 7, back: 7) + [
        segment(15_010, .server, .ack, seq: 3_000_005_001, ack: 3_000_000_001),
        segment(15_011, .client, .syn, seq: 900_000),
        segment(15_012, .server, [.syn, .ack], seq: 70_000, ack: 900_001),
      ]
    let expected = takers(segments, alone: segments.count)
    for alone in 0..<segments.count { #expect(takers(segments, alone: alone) == expected) }
  }
}
