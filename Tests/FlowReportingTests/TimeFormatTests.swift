import Testing

@testable import FlowReporting

@Suite struct TimeFormatTests {
  // 2021-03-04T05:06:07.123456789Z
  let time: Int64 = 1_614_834_367_123_456_789

  @Test(arguments: [
    (Int64(0), "1970-01-01T00:00:00.000000000Z"), (-1, "1969-12-31T23:59:59.999999999Z"),
    (1_614_834_367_123_456_789, "2021-03-04T05:06:07.123456789Z"),
    (951_782_400_000_000_000, "2000-02-29T00:00:00.000000000Z"),
    (4_107_542_400_000_000_000, "2100-03-01T00:00:00.000000000Z"), (.min, "1677-09-21T00:12:43.145224192Z"),
    (.max, "2262-04-11T23:47:16.854775807Z"),
  ])
  func instantsAreWrittenAsRFC3339(time: Int64, expected: String) {
    #expect(text { $0.append(rfc3339: time) } == expected)
  }

  @Test(arguments: [
    (TimeFormat.timeOfDay, "05:06:07.123456 05:06:08.123457"), (.none, " "),
    (.epoch, "1614834367.123456 1614834368.123457"), (.sincePrevious, "00:00:00.000000 00:00:01.000001"),
    (.dateAndTime, "2021-03-04 05:06:07.123456 2021-03-04 05:06:08.123457"),
    (.sinceFirst, "00:00:00.000000 00:00:01.000001"),
  ])
  func twoLinesCarryTcpdumpsTimes(format: TimeFormat, expected: String) {
    var writer = TimeWriter(format: format, utc: true)
    #expect(
      text {
        writer.append(time, to: &$0)
        $0.append(" ")
        writer.append(time + 1_000_001_000, to: &$0)
      } == expected)
  }

  @Test func clockThatStepsBackIsShown() {
    var writer = TimeWriter(format: .sincePrevious, utc: true)
    #expect(
      text {
        writer.append(time, to: &$0)
        writer.append(time - 5_000, to: &$0)
      } == "00:00:00.000000-00:00:00.000005")
  }

  @Test func countOfLettersNamesTheFormat() {
    #expect(
      (0...6).map(TimeFormat.init(count:)) == [
        .timeOfDay, .none, .epoch, .sincePrevious, .dateAndTime, .sinceFirst, .sinceFirst,
      ])
  }

  @Test func localTimeIsAWholeNumberOfMinutesFromUTC() {
    var local = TimeWriter(format: .timeOfDay, utc: false)
    #expect(text { local.append(time, to: &$0) }.hasSuffix(":07.123456"))
  }
}
