/// Why a file is no baseline, or not a list of expectations.
package struct GateFileError: Error, Sendable {
  /// The line, 1-based.
  package var line: Int
  /// The text of the line; untrusted.
  package var text: String
  /// Characters of the line before the bad word, and how many the word has.
  package var word: Range<Int>
  /// What is wrong.
  package var message: String
  /// Words that could have been meant; the nearest can be offered.
  package var candidates: [String]

  /// The error with these values.
  init(line: Int, text: String, word: Range<Int>, message: String, candidates: [String] = []) {
    self.line = line
    self.text = text
    self.word = word
    self.message = message
    self.candidates = candidates
  }
}

extension Baseline {
  /// The baseline that `text` holds.
  package init(text: String) throws(GateFileError) {
    self.init(hasTimes: false)
    let lines = text.drop { $0 == "\u{FEFF}" }.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard lines.first == Self.heading[...] else {
      throw Self.error(
        1, lines.first ?? "", "this is no baseline of this version, which begins with \"\(Self.heading)\"")
    }
    for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty && line.first != "#" {
      try take(line, number: index + 1)
    }
  }

  private mutating func take(_ line: Substring, number: Int) throws(GateFileError) {
    if let server = Self.rest(of: line, after: "server ") {
      guard let colon = server.lastIndex(of: ":"), let port = UInt16(server[server.index(after: colon)...]) else {
        throw Self.error(number, line, "a server is an address and a port")
      }
      let address = server[..<colon].filter { $0 != "[" && $0 != "]" }
      groups.append(Group(address: String(address), port: port))
    } else if let client = Self.rest(of: line, after: "  connection from ") {
      guard !groups.isEmpty else { throw Self.error(number, line, "a connection stands under its server") }
      groups[groups.count - 1].entries.append(try Self.entry(client, line, number))
    } else if let fact = Self.rest(of: line, after: "    ") {
      guard let group = groups.indices.last, let entry = groups[group].entries.indices.last else {
        throw Self.error(number, line, "a fact stands under its connection")
      }
      if let times = Self.rest(of: fact, after: "times ") {
        hasTimes = true
        groups[group].entries[entry].times = try Self.times(times, line, number)
      } else {
        groups[group].entries[entry].meaning.append(String(fact))
      }
    } else {
      throw Self.error(number, line, "this is neither a server, nor a connection, nor a fact about one")
    }
  }

  private static func entry(_ client: Substring, _ line: Substring, _ number: Int) throws(GateFileError) -> Entry {
    let parts = client.split(separator: ",", maxSplits: 1)
    var count: UInt64 = 1
    if parts.count == 2 {
      let words = parts[1].split(separator: " ")
      guard words.count == 2, words[1] == "times", let times = UInt64(words[0]), times > 0 else {
        throw error(number, line, "after the address may stand a comma and how many times, such as \", 3 times\"")
      }
      count = times
    }
    return Entry(client: String(parts.first ?? ""), meaning: [], count: count, number: 0, times: nil)
  }

  private static func times(_ text: Substring, _ line: Substring, _ number: Int) throws(GateFileError) -> Times {
    var times = Times(handshake: nil, duration: 0)
    let words = text.split(separator: " ")
    for index in stride(from: 0, to: words.count, by: 2) {
      guard index + 1 < words.count, let value = DurationText.nanoseconds(words[index + 1] + "s") else {
        throw error(number, line, "times are names and seconds")
      }
      if words[index] == "handshake" { times.handshake = value } else { times.duration = value }
    }
    return times
  }

  private static func rest(of line: Substring, after prefix: String) -> Substring? {
    line.hasPrefix(prefix) ? line.dropFirst(prefix.count) : nil
  }

  private static func error(_ number: Int, _ line: Substring, _ message: String) -> GateFileError {
    let indent = line.prefix { $0 == " " }.count
    return GateFileError(line: number, text: String(line), word: indent..<max(line.count, indent + 1), message: message)
  }
}
