/// Which word of a filter is to blame, found by our own reading: libpcap says "syntax error" and no more.
///
/// A guess, made only once libpcap has refused the filter. It looks for the word that libpcap names, then for the first
/// one out of place, then for what is missing.
package struct FilterAdvice: Hashable, Sendable {
  /// Characters before the bad word in the expression; at its end where something is missing there.
  package let column: Int
  /// Characters of the bad word, at least 1.
  package let length: Int
  /// What was probably meant, as a remark beside the mark: `did you mean "port"?`; nil where nothing comes to mind.
  package let suggestion: String?

  /// Advice on `expression`, which libpcap refused with `text`; nil if no word stands out.
  init?(expression: String, text: String) {
    let tokens = FilterToken.split(expression)
    if let index = Self.indexNamed(in: text, tokens) {
      self.init(tokens[index], Self.meant(by: tokens[index], after: index > 0 ? tokens[index - 1].text : ""))
      return
    }
    for index in tokens.indices where Self.isOutOfPlace(index, in: tokens) {
      self.init(tokens[index], Self.correction(of: index, in: tokens))
      return
    }
    guard let missing = Self.missing(in: tokens) else { return nil }
    self = missing
  }

  private init(_ token: FilterToken, _ suggestion: String?) {
    column = token.column
    length = token.text.count
    self.suggestion = suggestion
  }

  private init(column: Int, _ suggestion: String) {
    self.column = column
    length = 1
    self.suggestion = suggestion
  }

  /// The token that libpcap's message repeats, as in "unknown port 'htpp'" or "illegal port number 99999 > 65535".
  private static func indexNamed(in text: String, _ tokens: [FilterToken]) -> Int? {
    guard !text.contains("syntax error") else { return nil }
    let said = Set(text.split { $0 == " " || $0 == "'" || $0 == "\"" }.map(String.init))
    return tokens.firstIndex { ($0.kind == .name || $0.kind == .number) && said.contains($0.text) }
  }

  private static func meant(by token: FilterToken, after previous: String) -> String? {
    if previous == "port", token.kind == .number, token.text.contains("-") {
      return question("portrange \(token.text)")
    }
    guard token.kind == .name else { return nil }
    let candidates = previous == "port" ? FilterVocabulary.services : FilterVocabulary.all
    return question(EditDistance.nearest(to: token.text, among: candidates))
  }

  private static func question(_ word: String?) -> String? {
    word.map { "did you mean \"\($0)\"?" }
  }

  private static func isOutOfPlace(_ index: Int, in tokens: [FilterToken]) -> Bool {
    let token = tokens[index]
    let previous = index > 0 ? tokens[index - 1] : nil
    let next = index + 1 < tokens.count ? tokens[index + 1] : nil
    switch token.kind {
    case .keyword, .sign:
      return false
    case .stray:
      return true
    case .number, .name:
      if let previous {
        // "src prot 443": after src and dst a name is a host, unless a value follows it and so it was to be a keyword.
        let isSlip = token.kind == .name && (next?.kind == .number || next?.kind == .name)
        if FilterVocabulary.takesValue(previous.text) { return isSlip }
        // "port 80 or 443", "port (80 or 443)": the qualifier reaches on.
        let opens = previous.text == "(" || FilterVocabulary.joining.contains(previous.text) || previous.text == "!"
        let isQualified = tokens[..<index].contains { FilterVocabulary.takesValue($0.text) }
        if opens && isQualified { return isSlip }
        // A name that libpcap could not look up in an expression of numbers.
        if previous.kind == .sign && !opens { return token.kind == .name }
      }
      // "0 != tcp[13]"
      return token.kind == .name || next.map { $0.kind != .sign || "()".contains($0.text) } ?? true
    }
  }

  private static func correction(of index: Int, in tokens: [FilterToken]) -> String? {
    let token = tokens[index]
    switch token.kind {
    case .stray:
      return token.text == "," ? "put \"or\" between alternatives" : nil
    case .number:
      if token.text.allSatisfy(\.isNumber) { return question("port \(token.text)") }
      if token.text.contains(".") || token.text.contains(":") {
        return question("\(token.text.contains("/") ? "net" : "host") \(token.text)")
      }
      return question("portrange \(token.text)")
    case .keyword, .name, .sign:
      if FilterVocabulary.services.contains(token.text) { return question("port \(token.text)") }
      return question(EditDistance.nearest(to: token.text, among: FilterVocabulary.all))
    }
  }

  /// A parenthesis without its other half, or an end that comes too early.
  private static func missing(in tokens: [FilterToken]) -> FilterAdvice? {
    var open: [FilterToken] = []
    for token in tokens where token.kind == .sign {
      if token.text == "(" || token.text == "[" { open.append(token) }
      guard token.text == ")" || token.text == "]" else { continue }
      let expected = token.text == ")" ? "(" : "["
      guard open.popLast()?.text == expected else {
        return FilterAdvice(token, "there is no \"\(expected)\" before it")
      }
    }
    if let last = open.last {
      return FilterAdvice(last, "there is no \"\(last.text == "(" ? ")" : "]")\" after it")
    }
    guard let last = tokens.last else { return nil }
    if FilterVocabulary.takesValue(last.text) {
      return FilterAdvice(column: last.end + 1, "a value is missing after \"\(last.text)\"")
    }
    if FilterVocabulary.joining.contains(last.text) || last.kind == .sign && last.text != ")" && last.text != "]" {
      return FilterAdvice(column: last.end + 1, "something is missing after \"\(last.text)\"")
    }
    return nil
  }
}
