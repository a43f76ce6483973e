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
}
