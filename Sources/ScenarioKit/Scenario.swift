/// A conversation written down as text, and the capture that a watcher of it would have recorded.
///
/// The text reads like packetdrill's (`Fixtures/README.md` holds the grammar). Parsing is inert: no clock, no name service, no
/// random number, so that the same text gives the same octets everywhere.
package struct Scenario: Sendable, Equatable {
  /// The comment lines that the text begins with, joined by spaces; empty without any.
  package let title: String
  /// What was captured, in the order of the lines; a line marked `lost` has no frame.
  package let frames: [ScenarioFrame]
  /// The findings that the text says are due, in the order of the lines.
  package let expectations: [ScenarioExpectation]

  /// When `@0` is: 2026-01-01T00:00:00Z, in nanoseconds since the Unix epoch.
  package static let epochNanoseconds: Int64 = 1_767_225_600_000_000_000

  /// Octets that a text has at most.
  package static let maximumTextOctets = ScenarioLimits.textOctets

  /// Reads a scenario from text.
  package static func parse(_ text: String) throws(ScenarioError) -> Scenario {
    try parse([UInt8](text.utf8))
  }

  /// Reads a scenario from the octets of a file, which need not be valid UTF-8.
  package static func parse(_ text: [UInt8]) throws(ScenarioError) -> Scenario {
    guard text.count <= ScenarioLimits.textOctets else {
      throw ScenarioError(
        line: 1, column: 1, expected: "a scenario of at most \(ScenarioLimits.textOctets) octets", source: [])
    }
    var parser = ScenarioParser()
    var number = 0
    for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      var cursor = LineCursor(line: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, number: number)
      try parser.readLine(&cursor)
    }
    try parser.closeBundle()
    return Scenario(
      title: parser.title.joined(separator: " "), frames: parser.frames, expectations: parser.expectations)
  }
}
