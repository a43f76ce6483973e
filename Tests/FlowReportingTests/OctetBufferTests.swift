import Testing

@testable import FlowDiagnosis
@testable import FlowReporting

/// What `body` appends to an empty buffer.
func text(_ body: (inout OctetBuffer) -> Void) -> String {
  var buffer = OctetBuffer()
  body(&buffer)
  return String(decoding: buffer.octets, as: UTF8.self)
}

@Suite struct OctetBufferTests {
  @Test(arguments: [
    (Int64(0), "0"), (7, "7"), (-12, "-12"), (.max, "9223372036854775807"), (.min, "-9223372036854775808"),
  ])
  func integersAreWrittenInDecimal(value: Int64, expected: String) {
    #expect(text { $0.append(decimal: value) } == expected)
  }

  @Test func integersOfEveryLengthAreWrittenWhole() {
    var power: UInt64 = 1
    for digits in 1...20 {
      for value in [power - 1, power, power + 1, power / 2 * 3, power &* 9 &+ power / 7] {
        #expect(text { $0.append(decimal: value) } == String(value))
        let zeros = String(repeating: "0", count: max(digits - String(value).count, 0))
        #expect(text { $0.append(decimal: value, paddedTo: digits) } == zeros + String(value))
      }
      power &*= 10
    }
  }

  @Test func integersAreExactWhereTheWayChanges() {
    for limit in [10, 100, 10_000, 1_000_000, 100_000_000, 1_000_000_000, UInt64(1) << 32] {
      for value in limit - 10..<limit + 10 { #expect(text { $0.append(decimal: value) } == String(value)) }
    }
    // What the factors are rounded up by weighs most for what is large and ends in nines.
    for value in stride(from: UInt64(UInt32.max), to: 1 << 31, by: -99_991) {
      #expect(text { $0.append(decimal: value / 1_000 * 1_000 + 999) } == String(value / 1_000 * 1_000 + 999))
    }
  }

  @Test func everyNumberOfFourDigitsIsWritten() {
    for value in UInt64(0)..<10_000 {
      #expect(text { $0.append(decimal: value) } == String(value))
      #expect(text { $0.append(decimal: value * 10_001, paddedTo: 8) } == String("00000000\(value * 10_001)".suffix(8)))
    }
  }

  @Test func largestIntegerIsWrittenWhole() {
    #expect(text { $0.append(decimal: UInt64.max) } == "18446744073709551615")
    #expect(text { $0.append(decimal: UInt64.max, paddedTo: 30) } == "18446744073709551615")
  }

  @Test(arguments: [(UInt64(0), "0"), (999, "999"), (1_204, "1,204"), (1_000_000, "1,000,000")])
  func countsForPeopleAreGrouped(value: UInt64, expected: String) {
    #expect(text { $0.append(grouped: value) } == expected)
  }

  @Test(arguments: [
    (Int64(0), "0"), (1, "0.000000001"), (1_058_341_000, "1.058341"), (-1_000, "-0.000001"), (2_000_000_000, "2"),
    (100_000_000, "0.1"), (999_999_999, "0.999999999"), (.min, "-9223372036.854775808"),
  ])
  func secondsInJSONAreExact(value: Int64, expected: String) {
    #expect(text { $0.append(jsonSeconds: value) } == expected)
  }

  @Test(arguments: [
    (Int64(0), "0 s"), (950, "950 ns"), (1_000, "1.00 µs"), (213_400, "213 µs"), (400_000, "400 µs"),
    (999_499, "999 µs"), (999_500, "1.00 ms"), (9_994_999, "9.99 ms"), (9_996_000, "10.0 ms"), (20_645_000, "20.6 ms"),
    (99_960_000, "100 ms"), (1_058_341_000, "1.06 s"), (59_990_000_000, "60.0 s"), (127_000_000_000, "2 min 07 s"),
    (3_725_000_000_000, "1 h 02 min"), (90_000_000_000_000, "1 d 01 h"), (-20_645_000, "-20.6 ms"),
  ])
  func durationsHaveThreeDigitsAndAUnit(value: Int64, expected: String) {
    #expect(text { $0.append(duration: value, unicode: true) } == expected)
  }

  @Test(arguments: [
    (Int64(0), "0초"), (213_000, "213 µs"), (1_058_341_000, "1.06초"), (127_000_000_000, "2분 07초"),
    (3_660_000_000_000, "1시간 01분"), (90_000_000_000_000, "1일 01시간"),
  ])
  func durationInKorean(value: Int64, expected: String) {
    #expect(text { $0.append(duration: value, unicode: true, in: .korean) } == expected)
  }

  @Test func microsecondsWithoutUnicodeAreASCII() {
    #expect(text { $0.append(duration: 213_000, unicode: false) } == "213 us")
  }

  @Test func escapeSequenceInAFileNameIsShownNotObeyed() {
    #expect(
      text { $0.append(safe: "a\u{1B}]0;x\u{07}\u{9B}b\nc\u{202E}") } == "a\\u{1b}]0;x\\u{07}\\u{9b}b\\u{0a}c\\u{202e}")
    #expect(text { $0.append(safe: "연결 1.pcap") } == "연결 1.pcap")
  }

  @Test func columnsCountWideAndCombiningCharactersAndNoColours() {
    var buffer = OctetBuffer()
    buffer.append("\u{1B}[31m연결 e\u{301}→\u{1B}[0m")
    #expect(buffer.columns(since: 0) == 7)
    buffer.pad(since: 0, to: 10)
    #expect(buffer.columns(since: 0) == 10)
  }
}
