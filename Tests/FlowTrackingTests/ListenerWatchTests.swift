import PacketDecoding
import Testing

@testable import FlowTracking

/// What is remembered of listeners is bounded, and only what happened to others at the same time counts.
@Suite struct ListenerWatchTests {
  private static func place(_ number: UInt64) -> ListenerWatch.Place {
    ListenerWatch.Place(address: IPAddress(high: 1, low: number), port: 80, context: 0)
  }

  private static func sighting(_ connection: UInt64, _ seconds: Int64) -> ListenerWatch.Sighting {
    ListenerWatch.Sighting(connection: connection, time: seconds * 1_000_000_000, frame: connection)
  }

  @Test func twoIgnoredClientsAndAnAnsweredOneTellOfAFullQueue() {
    var watch = ListenerWatch()
    watch.noteRepeatedSyn(Self.sighting(1, 1), to: Self.place(1))
    watch.noteRepeatedSyn(Self.sighting(2, 1), to: Self.place(1))
    watch.noteAnswer(Self.sighting(4, 2), by: Self.place(1))
    let answer = watch.answerToAnother(than: 3, from: 0, to: 3_000_000_000, by: Self.place(1))
    #expect(answer == 4)
    // One's own repeats do not count, nor another listener's.
    #expect(watch.answerToAnother(than: 2, from: 0, to: 3_000_000_000, by: Self.place(1)) == nil)
    #expect(watch.answerToAnother(than: 3, from: 0, to: 3_000_000_000, by: Self.place(2)) == nil)
  }

  @Test func ignoredAcksOfOneOtherClientTellNothing() {
    var watch = ListenerWatch()
    watch.noteIgnoredAck(Self.sighting(1, 1), by: Self.place(1))
    #expect(watch.ignoredAckOfOthers(than: 3, before: 2_000_000_000, by: Self.place(1)) == nil)
    watch.noteIgnoredAck(Self.sighting(2, 1), by: Self.place(1))
    #expect(watch.ignoredAckOfOthers(than: 3, before: 2_000_000_000, by: Self.place(1)) == 2)
  }

  @Test func aBadPathSpeaksAgainstTheListener() {
    var watch = ListenerWatch()
    watch.noteIgnoredAck(Self.sighting(1, 1), by: Self.place(1))
    watch.noteIgnoredAck(Self.sighting(2, 1), by: Self.place(1))
    watch.noteBadPath(at: 1_500_000_000, to: Self.place(1))
    #expect(watch.ignoredAckOfOthers(than: 3, before: 2_000_000_000, by: Self.place(1)) == nil)
  }

  @Test func theListenerThatWasQuietLongestGivesWay() {
    var watch = ListenerWatch()
    for number in 0...UInt64(ListenerWatch.limit) {
      watch.noteRepeatedSyn(Self.sighting(2 * number, Int64(number) / 16), to: Self.place(number))
      watch.noteRepeatedSyn(Self.sighting(2 * number + 1, Int64(number) / 16), to: Self.place(number))
      watch.noteAnswer(Self.sighting(1000, Int64(number) / 16), by: Self.place(number))
    }
    let end: Int64 = 10_000_000_000
    #expect(watch.answerToAnother(than: 999, from: 0, to: end, by: Self.place(0)) == nil)
    #expect(watch.answerToAnother(than: 999, from: 0, to: end, by: Self.place(UInt64(ListenerWatch.limit))) == 1000)
  }

  @Test func itIsQuietWhenNothingHappenedForLong() {
    var watch = ListenerWatch()
    #expect(watch.isQuiet(at: 0))
    watch.noteRepeatedSyn(Self.sighting(1, 1), to: Self.place(1))
    #expect(!watch.isQuiet(at: 2_000_000_000))
    #expect(watch.isQuiet(at: 12_000_000_000))
  }
}
