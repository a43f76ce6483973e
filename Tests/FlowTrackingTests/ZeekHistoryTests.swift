import PacketDecoding
import Testing

@testable import FlowTracking

/// The letters of Zeek's history, one by one.
@Suite struct ZeekHistoryTests {
  private func text(_ history: ZeekHistory) -> String {
    String(decoding: history.octets, as: UTF8.self)
  }

  @Test func kindIsNotedOnceASide() {
    var history = ZeekHistory()
    for _ in 0..<3 {
      history.add(0x44, from: .client)
      history.add(0x44, from: .server)
    }
    #expect(text(history) == "Dd")
  }

  @Test func resetIsNotedAgainWithAnotherNumber() {
    var history = ZeekHistory()
    for number: UInt32 in [7, 7, 8, 8, 7] { history.add([.rst], at: SequenceNumber(number), from: .client) }
    #expect(text(history) == "RRR")
  }

  @Test func contradictoryFlagsHaveLettersOfTheirOwn() {
    var history = ZeekHistory()
    history.add([.syn, .fin], at: SequenceNumber(1), from: .client)
    history.add([.fin, .rst, .ack], at: SequenceNumber(1), from: .server)
    #expect(text(history) == "Qi")
  }

  @Test func countedIsNotedAtPowersOfTen() {
    var history = ZeekHistory()
    for _ in 0..<100 { history.count(.repeated, from: .server) }
    #expect(text(history) == "ttt")
  }

  @Test func serverThatComesFirstIsMarked() {
    var history = ZeekHistory()
    history.flip()
    history.add([.syn, .ack], at: SequenceNumber(1), from: .server)
    #expect(text(history) == "^h")
  }
}
