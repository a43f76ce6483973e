/// Why a text is not a scenario: where, and what would have been right.
package struct ScenarioError: Error, Equatable, CustomStringConvertible {
  /// The 1-based line.
  package let line: Int
  /// The 1-based column, counted in octets.
  package let column: Int
  /// What was expected there, to be read after the word "expected".
  package let expected: String
  /// The line as it stands in the text.
  package let source: [UInt8]

  /// Three lines: what was expected, the text, and a caret under the place.
  package var description: String {
    // A raw frame may make a line thousands of octets long: show what surrounds the place.
    let start = max(0, column - 1 - 60)
    let shown = source.dropFirst(start).prefix(120)
    // The text is not trusted with the reader's terminal, and one octet must stay one column for the caret to stand right.
    let printable = shown.map { (0x20...0x7E).contains($0) ? $0 : UInt8(ascii: $0 == 0x09 ? " " : "?") }
    let caret = String(repeating: " ", count: max(0, column - 1 - start)) + "^"
    return "\(line):\(column): expected \(expected)\n\(String(decoding: printable, as: UTF8.self))\n\(caret)"
  }
}
