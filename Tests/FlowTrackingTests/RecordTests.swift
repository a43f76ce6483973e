import PacketDecoding
import Testing

@testable import FlowTracking

/// What a connection's record holds and how small it is.
@Suite struct RecordTests {
  @Test func aRecordFillsLinesOfTheCache() {
    #expect(MemoryLayout<Endpoint>.stride == 192)
    #expect(MemoryLayout<Connection>.stride == 576)
    #expect(MemoryLayout<Connection>.offset(of: \.ends) == 64)
    #expect(MemoryLayout<Connection>.offset(of: \.history) == 448)
    #expect(MemoryLayout<Connection>.offset(of: \.annex) == 512)
    #expect(MemoryLayout<StoredEntry>.stride == 52)
  }

  @Test(arguments: [-5, -1, 0, 1, 4_294_967_293, 4_294_967_294, 4_294_967_295, 1 << 50] as [Int64])
  func aTimeOfTheHandshakeIsKeptHoweverLongItIs(time: Int64) {
    var timeline = Timeline()
    var connection = Connection()
    for part in [HandshakeTime.server, .client, .whole] {
      #expect(connection.handshakeTime(part, &timeline) == -1)
      connection.setHandshakeTime(part, time, &timeline)
      #expect(connection.handshakeTime(part, &timeline) == max(-1, time))
    }
    #expect((connection.annex == Annex.blank) == (time < 4_294_967_294))
    connection.setHandshakeTime(.client, 7, &timeline)
    #expect(connection.handshakeTime(.client, &timeline) == 7)
    #expect(connection.handshakeTime(.server, &timeline) == max(-1, time))
  }

  @Test func signsAreApart() {
    var connection = Connection()
    #expect(connection.clientIsLow && connection.isInUse && connection.isListed)
    #expect(!connection.isOver && !connection.isTimed && connection.closeInitiator == nil)
    connection.closeInitiator = .server
    connection.isOver = true
    connection.clientIsLow = false
    #expect(connection.closeInitiator == .server && connection.isOver && !connection.clientIsLow && connection.isInUse)
    connection.closeInitiator = .client
    #expect(connection.closeInitiator == .client)
    connection.closeInitiator = nil
    #expect(connection.closeInitiator == nil && connection.isOver)
  }

  /// Data of a connection that was open before the capture began, from the client's port `port`.
  private static func data(port: UInt16) -> Segment {
    var segment = Segment()
    segment.frame = UInt64(port)
    segment.time = 1_767_225_600_000_000_000 + Int64(port)
    segment.source = IPAddress(ipv4: 0x0A00_0001)
    segment.destination = IPAddress(ipv4: 0xC000_0201)
    segment.sourcePort = port
    segment.destinationPort = 80
    segment.sequence = SequenceNumber(1_000)
    segment.acknowledgement = SequenceNumber(9_000)
    segment.flags = .ack
    segment.window = 64_240
    segment.payloadLength = 100
    segment.headerLength = 20
    segment.present = [.fullHeader, .allOptions, .ipv4, .sequence, .flags]
    return segment
  }

  @Test func whatComesBeforeOneIsToldOfDoesNotCount() {
    var conversation = Conversation(random: SplitMix(seed: 1))
    var segments = conversation.opening()
    segments.append(conversation.make(0, [.rst, .ack]))
    conversation.sent[0] = 5_000_000
    segments.append(conversation.make(0, .syn))
    let end = conversation.time
    conversation.time += 31_000_000_000
    segments.append(conversation.make(0, .syn))
    var table = FlowTable()
    table.prepare(segments.span)
    for index in segments.indices { _ = table.accept(&segments[index], at: index) }
    let told = drain(&table)
    #expect(told.count == 1)
    #expect(told.first?.horizon == end)
    #expect(table.now > end)
    table.finishAll()
    let rest = drain(&table)
    #expect(rest.allSatisfy { $0.horizon == table.now })
  }

  @Test(
    arguments: [[1, 2, 3, 4], [5, 1 << 32 | 5, 1 << 33, 1 << 33 | 1], [1 << 40, 1 << 41, 1 << 42, 1 << 43]]
      as [[UInt64]])
  func connectionsAreFinishedInOrderOfTheirNumbersHoweverFarThoseAreApart(numbers: [UInt64]) {
    var table = FlowTable()
    for (place, number) in numbers.enumerated() {
      table.nextNumber = number
      var segment = Self.data(port: UInt16(1_000 + place))
      table.prepare([segment].span)
      _ = table.accept(&segment, at: 0)
    }
    table.finishAll()
    var found: [UInt64] = []
    while let index = table.nextFinished() {
      found.append(table.number(of: index))
      table.release(index)
    }
    #expect(found == numbers)
  }
}
