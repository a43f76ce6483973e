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
      history.add(.data, from: .client)
      history.add(.data, from: .server)
    }
    #expect(text(history) == "Dd")
  }

  @Test func resetIsNotedAgainWithAnotherNumber() {
    var history = ZeekHistory()
    var numbers = InlineArray<4, UInt32>(repeating: 0)
    for number: UInt32 in [7, 7, 8, 8, 7] {
      history.addEnd([.rst], at: SequenceNumber(number), from: .client, &numbers)
    }
    #expect(text(history) == "RRR")
  }

  @Test func contradictoryFlagsHaveLettersOfTheirOwn() {
    var history = ZeekHistory()
    var numbers = InlineArray<4, UInt32>(repeating: 0)
    history.addSyn([.syn, .fin], at: SequenceNumber(1), from: .client)
    history.addEnd([.fin, .rst, .ack], at: SequenceNumber(1), from: .server, &numbers)
    #expect(text(history) == "Qi")
  }

  @Test func countedIsNotedAtPowersOfTen() {
    var history = ZeekHistory()
    var occurrences = InlineArray<6, UInt32>(repeating: 0)
    for _ in 0..<100 { history.count(.repeated, from: .server, &occurrences) }
    #expect(text(history) == "ttt")
  }

  @Test func serverThatComesFirstIsMarked() {
    var history = ZeekHistory()
    history.flip()
    history.addSyn([.syn, .ack], at: SequenceNumber(1), from: .server)
    #expect(text(history) == "^h")
  }

  @Test func keyTellsHistoriesApart() {
    var keys: Set<UInt64> = []
    var histories = [ZeekHistory()]
    for length in 0...4 {
      for history in histories { #expect(history.key.map { keys.insert($0).inserted && $0 < 1 << 55 } ?? false) }
      if length == 4 { break }
      histories = histories.flatMap { history in
        [(ZeekHistory.Letter.syn, Side.client), (.syn, .server), (.synAck, .server), (.serverFirst, .client)].map {
          var longer = history
          longer.append($0, from: $1)
          return longer
        }
      }
    }
    #expect(keys.count == 1 + 4 + 16 + 64 + 256)
  }

  @Test func longHistoryHasNoKey() {
    var history = ZeekHistory()
    for _ in 0..<10 { history.append(.serverFirst, from: .server) }
    #expect(history.key.map { $0 < 1 << 55 } ?? false)
    history.append(.syn, from: .client)
    #expect(history.key == nil && !history.isEmpty)
  }
}
