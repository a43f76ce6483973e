import Testing

@testable import FlowReporting

@Suite struct WrappingTests {
  private func lines(_ text: String, indent: Int, width: Int, after head: String = "") -> [String] {
    var buffer = OctetBuffer()
    buffer.append(string: head)
    buffer.append(wrapped: text, since: 0, indent: indent, width: width)
    return String(decoding: buffer.octets, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
  }

  @Test func brokenAtSpacesWhereALineIsFull() {
    #expect(
      lines("the server never got the ACK", indent: 2, width: 16, after: "  ⚠ ")
        == ["  ⚠ the server", "  never got the", "  ACK"])
  }

  @Test func oneTooLongForAnyLineStandsAlone() {
    #expect(lines("abc 1234567890 b", indent: 2, width: 8) == ["abc", "  1234567890", "  b"])
    #expect(lines("1234567890", indent: 2, width: 8) == ["1234567890"])
  }

  @Test func spacesInARowAreOne() {
    #expect(lines("  a   b ", indent: 0, width: 80) == ["a b"])
    #expect(lines("", indent: 0, width: 80) == [""])
  }

  @Test func wideCharactersTakeTwoColumns() {
    #expect(lines("연결 요청 수락", indent: 1, width: 10) == ["연결 요청", " 수락"])
  }

  // Text that a terminal could obey takes another way, which breaks in the same places.
  @Test func textFromOutsideIsMadeSafeAndBrokenAlike() {
    #expect(
      lines("a\u{1B}[31m b\nc\td \u{202E}e", indent: 2, width: 13)
        == ["a\\u{1b}[31m b", "  c\\u{09}d", "  \\u{202e}e"])
    #expect(lines("a\u{E0041}b\u{3164}c\u{FE0F}", indent: 0, width: 60) == ["a\\u{e0041}b\\u{3164}c\u{FE0F}"])
  }

  @Test(arguments: [
    ("→ µs ✖ 연결 ─▶", true), ("\u{7F}", false), ("12345678\u{1B}", false), ("\u{202E}", false), ("\u{200B}", false),
    ("\u{2066}", false), ("\u{85}", false), ("a\nb", false), ("\u{FEFF}", false), ("\u{61C}", false),
    ("• “…”", true),
    ("\u{2028}", false),
    ("\u{2080}", true), ("", true), ("\u{AD}", false), ("\u{34F}", false), ("e\u{301}", true), ("\u{3164}", false),
    ("\u{E0041}", false), ("\u{1160}", false), ("カナ한글漢字", true),
  ])
  func onlyHarmlessTextIsWrittenAsItIs(text: String, isHarmless: Bool) {
    #expect(HarmlessText.isForTerminal(text.utf8.span) == isHarmless)
  }

  @Test func allSignsThatAreNotDangerousAreHarmless() {
    for value: UInt32 in 0x1000..<0x4000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      #expect(HarmlessText.isForTerminal(String(Character(scalar)).utf8.span) == !HarmlessText.isDangerous(scalar))
    }
  }
}
