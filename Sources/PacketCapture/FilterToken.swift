/// A piece of a filter expression, with its place.
struct FilterToken: Equatable, Sendable {
  /// What a piece may be.
  enum Kind: Sendable {
    /// A word of the language.
    case keyword
    /// A number, a range of them, or an address.
    case number
    /// Any other word: a name, or a slip.
    case name
    /// A parenthesis, bracket or operator.
    case sign
    /// A character that no filter contains.
    case stray
  }

  /// What it is.
  let kind: Kind
  /// Its text.
  let text: String
  /// Characters before it in the expression.
  let column: Int

  /// Characters just past it.
  var end: Int { column + text.count }

  /// The pieces of `expression`, in order; spaces are left out.
  static func split(_ expression: String) -> [FilterToken] {
    let characters = Array(expression)
    var tokens: [FilterToken] = []
    var depth = 0
    var index = 0
    while index < characters.count {
      let start = index
      let first = characters[start]
      index += 1
      if first == " " { continue }
      if first == "[" { depth += 1 }
      if first == "]" { depth -= 1 }
      guard begins(first, characters[start...]) else {
        let isSign = "()[]!&|=<>+-*/%^:".contains(first)
        tokens.append(FilterToken(kind: isSign ? .sign : .stray, text: String(first), column: start))
        continue
      }
      while index < characters.count, continues(characters[index], inBrackets: depth > 0) { index += 1 }
      let text = String(characters[start..<index])
      tokens.append(FilterToken(kind: kind(of: text), text: text, column: start))
    }
    return tokens
  }

  private static func begins(_ first: Character, _ rest: ArraySlice<Character>) -> Bool {
    first.isLetter || first.isNumber || first == "_" || first == "\\" || rest.starts(with: "::")
  }

  private static func continues(_ next: Character, inBrackets: Bool) -> Bool {
    if next.isLetter || next.isNumber || next == "_" || next == "." { return true }
    return !inBrackets && (next == "-" || next == ":" || next == "/")
  }

  private static func kind(of text: String) -> Kind {
    if FilterVocabulary.contains(text) { return .keyword }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    if parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isNumber) }) { return .number }
    if text.hasPrefix("0x"), UInt64(text.dropFirst(2), radix: 16) != nil { return .number }
    let isAddress = text.allSatisfy { $0.isHexDigit || ".:/".contains($0) }
    return isAddress && text.contains { ".:".contains($0) } ? .number : .name
  }
}
