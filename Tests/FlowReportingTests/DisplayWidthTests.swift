import Testing

@testable import FlowReporting

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("a", 1), ("12345678", 8), ("123456789012345", 15), ("10.0.0.1:80 → 10.0.0.2:443", 26),
    ("── SYN ───────────▶", 19), ("연결 요청", 9), ("\u{1B}[2m?\u{1B}[0m", 1), ("1234567\u{1B}[31mabc\u{1B}[0m", 10),
    ("e\u{301}", 1), ("20.6 µs", 7), ("\u{1B}[31", 0), ("✖ syn-unanswered", 16),
  ])
  func columnsOfATerminal(text: String, columns: Int) {
    #expect(DisplayWidth.columns(of: text.utf8.span) == columns)
  }

  @Test func whereAWordOfOctetsBeginsDoesNotMatter() {
    for piece in ["→", "연", "\u{1B}[0m", "\u{301}", "😀"] {
      let columns = DisplayWidth.columns(of: piece.utf8.span)
      for before in 0...17 {
        for after in 0...17 {
          let text = String(repeating: "a", count: before) + piece + String(repeating: "b", count: after)
          #expect(DisplayWidth.columns(of: text.utf8.span) == before + columns + after)
        }
      }
    }
  }
}
