import FlowDiagnosis
import FlowTracking
import PacketDecoding

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads an expectation file.
///
///     connections [from END] [to END]: CONDITION, CONDITION, ...
///
/// END is "port 443", an address, a network or an address with a port. A condition is "all completed", "no syn-lost", "at most 5% refused",
/// "exactly 3 connections" or "handshake p99 <= 50ms". A number sign begins a comment.
package struct ExpectationParser {
  private struct Word {
    var text: Substring
    var range: Range<Int>
  }

  private let line: Int
  private let text: String
  private var words: [Word]
  private var next = 0

  /// The expectations in `text`, in order.
  package static func parse(_ text: String) throws(GateFileError) -> [Expectation] {
    var result: [Expectation] = []
    // A line may end as on Windows, and a file begin with a byte order mark.
    let lines = text.drop { $0 == "\u{FEFF}" }.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      var parser = ExpectationParser(line: index + 1, text: line)
      if let expectation = try parser.expectation() { result.append(expectation) }
    }
    return result
  }

  private init(line: Int, text: Substring) {
    self.line = line
    self.text = String(text)
    words = []
    var column = 0
    let visible = text.prefix { $0 != "#" }
    for piece in visible.split(separator: " ", omittingEmptySubsequences: false) {
      var word = piece
      var mark: Substring = ""
      // What separates is a word of its own; a colon within an address does not end it.
      if let last = word.last, last == ":" || last == "," {
        mark = word.suffix(1)
        word = word.dropLast()
      }
      if !word.isEmpty { words.append(Word(text: word, range: column..<column + word.count)) }
      let end = column + word.count
      if !mark.isEmpty { words.append(Word(text: mark, range: end..<end + 1)) }
      column += piece.count + 1
    }
  }

  private mutating func expectation() throws(GateFileError) -> Expectation? {
    guard !words.isEmpty else { return nil }
    if peek == "all" { next += 1 }
    try expect(["connections"], "a line begins with \"connections\"")
    var selection = ConnectionSelection()
    while let word = peek, word != ":" {
      try expect(["from", "to"], "before the colon stand \"from\" and \"to\"")
      let end = try end()
      if word == "from" { selection.client = end } else { selection.server = end }
    }
    let subject = typed(from: 0, to: next)
    try expect([":"], "a colon ends the choice of connections")
    var assertions: [Expectation.Assertion] = []
    repeat {
      let first = next
      let check = try check()
      assertions.append(Expectation.Assertion(text: typed(from: first, to: next), check: check))
      if peek == nil { break }
      try expect([","], "a comma stands between two conditions")
    } while true
    return Expectation(line: line, subject: subject, selection: selection, assertions: assertions)
  }

  private mutating func check() throws(GateFileError) -> Expectation.Check {
    let metrics = Expectation.Metric.allCases.map(\.rawValue)
    let word = try take("a condition is missing", ["all", "no", "none", "at", "exactly"] + metrics)
    switch word.text {
    case "all": return .all(try property())
    case "no", "none": return .none(try property())
    case "exactly":
      let amount = try amount()
      return .exactly(amount, try optionalProperty())
    case "at":
      let bound = try take("\"least\" or \"most\" is missing", ["least", "most"])
      guard bound.text == "least" || bound.text == "most" else {
        throw error(bound, "after \"at\" stands \"least\" or \"most\"", ["least", "most"])
      }
      let amount = try amount()
      let property = try optionalProperty()
      return bound.text == "least" ? .atLeast(amount, property) : .atMost(amount, property)
    default:
      guard let metric = Expectation.Metric(rawValue: String(word.text)) else {
        throw error(word, "this begins no condition", ["all", "no", "none", "at", "exactly"] + metrics)
      }
      return try quantile(of: metric)
    }
  }

  private mutating func quantile(of metric: Expectation.Metric) throws(GateFileError) -> Expectation.Check {
    let names = ["p50", "p90", "p95", "p99", "p99.9", "max"]
    let word = try take("a quantile is missing", names)
    let permille: UInt64
    if word.text == "max" {
      permille = 1_000
    } else {
      let parts = word.text.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
      guard word.text.first == "p", let whole = parts.first.flatMap({ UInt64($0) }), whole <= 100, parts.count <= 2,
        let tenths = parts.count == 2 ? UInt64(parts[1]) : 0, tenths <= 9, whole * 10 + tenths <= 1_000
      else { throw error(word, "a quantile is p50, p99, p99.9 or max", names) }
      permille = whole * 10 + tenths
    }
    let sign = try take("\"<=\" or \"<\" is missing", ["<=", "<"])
    guard sign.text == "<=" || sign.text == "<" else {
      throw error(sign, "a quantile is compared with \"<=\" or \"<\"", ["<=", "<"])
    }
    let value = try take("a duration is missing", [])
    var typed = String(value.text)
    // "50 ms" is as good as "50ms".
    if let unit = peek, DurationText.unitNames.contains(String(unit)) {
      typed += unit
      next += 1
    }
    guard let limit = DurationText.nanoseconds(typed) else {
      throw error(value, "a duration is a number and ns, us, ms, s or min, such as 50ms")
    }
    return .quantile(metric, permille: permille, limit: limit, isStrict: sign.text == "<")
  }

  private mutating func amount() throws(GateFileError) -> Expectation.Amount {
    let word = try take("a number is missing", [])
    if word.text == "0" || word.text.first != "0", let count = UInt64(word.text) { return .count(count) }
    let parts = word.text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
    guard word.text.last == "%", let whole = parts.first.flatMap({ UInt64($0) }), whole <= 100, parts.count <= 2,
      parts.count == 1 || parts[1].count <= 2,
      let decimals = parts.count == 2 ? UInt64(parts[1]) : 0
    else { throw error(word, "an amount is a whole number, or a share such as 5% or 0.1%") }
    let scale: UInt64 = parts.count == 2 && parts[1].count == 1 ? 10 : 1
    return .share(whole * 100 + decimals * scale)
  }

  private mutating func optionalProperty() throws(GateFileError) -> Expectation.Property {
    if peek == nil || peek == "," { return .any }
    if peek == "connections" || peek == "connection" {
      next += 1
      return .any
    }
    return try property()
  }

  private mutating func property() throws(GateFileError) -> Expectation.Property {
    let outcomes = HandshakeOutcome.allCases.map { "\($0.name)" }
    let word = try take("what to look for is missing", [])
    if let index = outcomes.firstIndex(of: String(word.text)) { return .outcome(HandshakeOutcome.allCases[index]) }
    if let item = FailOn.Item(String(word.text)) {
      if case .code(let code) = item, code.row.teller != nil {
        throw error(
          word,
          "this is a finding about several connections, which no single one has: --fail-on \(word.text) looks for it")
      }
      return .finding(item)
    }
    if word.text == "closed" {
      let kinds = CloseKind.allCases.map { "\($0.name)" }
      if peek == "with" || peek == "by" { next += 1 }
      let kind = try take("how it closed is missing", kinds)
      guard let index = kinds.firstIndex(of: String(kind.text)) else {
        throw error(kind, "a connection closes with fin, reset, half or none", kinds)
      }
      return .close(CloseKind.allCases[index])
    }
    throw error(
      word, "this is no outcome of an opening, no severity and no finding", outcomes + ["closed"] + FailOn.Item.names)
  }

  private mutating func end() throws(GateFileError) -> ConnectionSelection.End {
    let word = try take("\"port\" or an address is missing", ["port"])
    if word.text == "port" {
      let number = try take("a port is missing", [])
      guard let port = UInt16(number.text) else { throw error(number, "a port is a number from 0 to 65535") }
      return ConnectionSelection.End(network: nil, port: port)
    }
    let parts = word.text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    if let address = Self.address(parts[0]) {
      let width = address.isIPv4 ? 32 : 128
      guard parts.count == 2 else { return ConnectionSelection.End(network: (address, width), port: nil) }
      guard let bits = Int(parts[1]), (0...width).contains(bits) else {
        throw error(word, "a network ends in a slash and up to \(width) bits")
      }
      return ConnectionSelection.End(network: (address, bits), port: nil)
    }
    if let colon = word.text.lastIndex(of: ":"), let port = UInt16(word.text[word.text.index(after: colon)...]),
      let address = Self.address(word.text[..<colon].filter { $0 != "[" && $0 != "]" })
    {
      return ConnectionSelection.End(network: (address, address.isIPv4 ? 32 : 128), port: port)
    }
    throw error(word, "this is neither \"port\" nor an address, a network or an address with a port", ["port"])
  }

  private static func address(_ text: some StringProtocol) -> IPAddress? {
    var v4 = in_addr()
    if unsafe inet_pton(AF_INET, String(text), &v4) == 1 { return IPAddress(ipv4: UInt32(bigEndian: v4.s_addr)) }
    var v6 = [UInt8](repeating: 0, count: 16)
    guard unsafe inet_pton(AF_INET6, String(text), &v6) == 1 else { return nil }
    let high = v6[..<8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return IPAddress(high: high, low: v6[8...].reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }

  private var peek: Substring? {
    next < words.count ? words[next].text : nil
  }

  private mutating func take(_ missing: String, _ candidates: [String]) throws(GateFileError) -> Word {
    guard next < words.count, words[next].text != "," else {
      let end = next < words.count ? words[next].range.lowerBound : words.last.map { $0.range.upperBound } ?? 0
      throw GateFileError(line: line, text: text, word: end..<end + 1, message: missing, candidates: [])
    }
    next += 1
    return words[next - 1]
  }

  private mutating func expect(_ choices: [String], _ message: String) throws(GateFileError) {
    let word = next < words.count ? words[next] : nil
    guard let word, choices.contains(String(word.text)) else {
      let end = words.last.map { $0.range.upperBound } ?? 0
      throw error(word ?? Word(text: "", range: end..<end + 1), message, choices)
    }
    next += 1
  }

  private func error(_ word: Word, _ message: String, _ candidates: [String] = []) -> GateFileError {
    GateFileError(line: line, text: text, word: word.range, message: message, candidates: candidates)
  }

  private func typed(from first: Int, to end: Int) -> String {
    words[first..<end].map { String($0.text) }.joined(separator: " ")
  }
}
