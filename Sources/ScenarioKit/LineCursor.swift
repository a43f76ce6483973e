/// A place in one line, which moves on as the line is understood.
struct LineCursor {
  private let octets: ArraySlice<UInt8>
  private let number: Int
  /// The index of the octet that is read next.
  private(set) var position: Int

  /// The beginning of a line, given without its line feed.
  init(line: ArraySlice<UInt8>, number: Int) {
    octets = line
    self.number = number
    position = line.startIndex
  }

  /// The 1-based number of the line.
  var lineNumber: Int { number }

  /// The octet here; nil past the end.
  var next: UInt8? { position < octets.endIndex ? octets[position] : nil }

  /// Whether only a comment or nothing is left.
  var isAtEnd: Bool { next == nil || startsComment }

  /// Whether a comment starts here.
  var startsComment: Bool { octets[position...].starts(with: "//".utf8) }

  /// What is left, comment included.
  var rest: ArraySlice<UInt8> { octets[position...] }

  /// The error that something else was expected, here or at an earlier position.
  func expected(_ what: String, at place: Int? = nil) -> ScenarioError {
    ScenarioError(
      line: number, column: (place ?? position) - octets.startIndex + 1, expected: what, source: Array(octets))
  }

  /// Passes over blanks and tabs.
  mutating func skipBlanks() {
    while next == UInt8(ascii: " ") || next == UInt8(ascii: "\t") { position += 1 }
  }

  /// Passes over one octet, whatever it is.
  mutating func advance() {
    if position < octets.endIndex { position += 1 }
  }

  /// Passes over one octet if it is this one.
  mutating func take(_ octet: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: octet) else { return false }
    position += 1
    return true
  }

  /// Passes over one octet, which must be this one.
  mutating func require(_ octet: Unicode.Scalar, _ what: String) throws(ScenarioError) {
    guard take(octet) else { throw expected(what) }
  }

  /// Passes over the octets that satisfy a condition and returns them.
  mutating func take(while condition: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    let taken = octets[position...].prefix(while: condition)
    position = taken.endIndex
    return taken
  }

  /// Passes over a word of letters, digits and hyphens and over the blanks behind it; empty where none is here.
  mutating func word() -> String {
    let taken = take { $0.isASCIIWord }
    skipBlanks()
    return String(decoding: taken, as: UTF8.self)
  }

  /// The word here, without passing over it.
  func peekWord() -> String {
    String(decoding: octets[position...].prefix { $0.isASCIIWord }, as: UTF8.self)
  }

  /// Passes over this word, if it is here, and the blanks behind it.
  mutating func take(word: String) -> Bool {
    guard peekWord() == word else { return false }
    _ = self.word()
    return true
  }
}

extension UInt8 {
  /// Whether this is a letter, a digit or a hyphen in ASCII.
  fileprivate var isASCIIWord: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"): true
    default: isASCIIDigit
    }
  }

  /// Whether this is a decimal digit in ASCII.
  var isASCIIDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  /// The value of a hexadecimal digit in ASCII; nil for anything else.
  var hexadecimalValue: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
