import Testing

@testable import FlowDiagnosis
@testable import FlowReporting
@testable import FlowTracking

/// Expectation files: what they may say, how they are judged, and where a wrong one is marked.
@Suite struct ExpectationTests {
  private static func verdicts(_ text: String, of connections: [(ConnectionRecord, [Finding])]) throws -> [Verdict] {
    var conditions = GateConditions()
    conditions.expectations = ("e.txt", try ExpectationParser.parse(text))
    let gate = Gate(conditions, collectsAnnotations: false)
    for (record, findings) in connections { gate.connection(record, findings: findings) }
    return gate.verdicts
  }

  private static let connections = [
    (Samples.lostAck(), [Samples.handshakeAckLost]), (Samples.clean(), []),
    (Samples.refused(), [Samples.connectionRefused]),
  ]

  @Test(
    arguments: [
      "connections to port 443: all completed", "connections to 10.77.0.2:443: exactly 1, no warning",
      "connections to 10.77.0.0/30: exactly 3", "connections from 10.77.0.1 to port 81: all refused, exactly 1 error",
      "all connections: at most 1 error, at least 60% completed, at most 33.4% refused, no syn-ack-lost",
      "connections: handshake p50 <= 1.1s, handshake max < 1059 ms", "connections to port 22: exactly 0",
      "connections to port 22: at most 3 connections, all completed", "connections to port 443: all closed with fin",
      "connections to 2001:db8::/32: exactly 0", "connections to [::1]:443: at most 0",
    ]) func whatIsTrueIsMet(line: String) throws
  {
    let verdicts = try Self.verdicts("# a comment\n\n\(line)  # and another\r\n", of: Self.connections)
    #expect(!verdicts.isEmpty)
    #expect(verdicts.allSatisfy { $0.failure == nil }, "\(verdicts)")
  }

  @Test(
    arguments: [
      "connections: all completed", "connections to port 22: all completed", "connections: exactly 2",
      "connections: no warning", "connections: no handshake-ack-lost", "connections: at most 10% refused",
      "connections: at least 2 refused", "connections: handshake p99 < 1s",
      "connections to port 81: handshake p50 < 1s",
      "connections to 10.77.0.3: all completed", "connections: all closed with fin",
    ]) func whatIsNotTrueIsNotMet(line: String) throws
  {
    let verdicts = try Self.verdicts(line, of: Self.connections)
    #expect(verdicts.count == 1)
    #expect(verdicts.first?.failure?.hasPrefix("e.txt:1: ") == true)
  }

  @Test func linesOfWindowsAreReadToTheLast() throws {
    let text = "\u{FEFF}connections to port 443: all completed # a comment\r\nconnections: exactly 99\r\n"
    let verdicts = try Self.verdicts(text, of: Self.connections)
    #expect(verdicts.count == 2 && verdicts.last?.failure != nil)
  }

  @Test func whatNoSingleConnectionHasIsRefused() {
    #expect(throws: GateFileError.self) { try ExpectationParser.parse("connections: no port-scan") }
  }

  @Test func theLadderOfTheSlowestConnectionIsShown() throws {
    let verdict = try #require(
      try Self.verdicts("connections: handshake p99 <= 20ms", of: Self.connections).first?.failure)
    #expect(verdict.contains("it is 1.06 s, over 2 connections"))
    #expect(verdict.contains("connection 1  10.77.0.1:58138"))
    #expect(verdict.contains("lost here"))
    #expect(!verdict.contains("connection 2"))
  }

  @Test func anEmptyRunMeetsNothingByAccident() throws {
    let verdicts = try Self.verdicts("connections to port 443: all completed, no error", of: [])
    #expect(verdicts.count == 2)
    #expect(verdicts.allSatisfy { $0.failure?.contains("no connection matches") == true })
  }

  @Test(
    arguments: [
      ("connectoins to port 1: all completed", "connectoins"), ("connections to prt 1: all completed", "prt"),
      ("connections to port 65536: all completed", "65536"), ("connections to port 1: all complted", "complted"),
      ("connections to 10.0.0.0/33: all completed", "10.0.0.0/33"), ("connections: handshake p101 < 1s", "p101"),
      ("connections: handshake p99 > 1s", ">"), ("connections: handshake p99 < 1h", "1h"),
      ("connections: at some 3", "some"), ("connections: exactly many", "many"),
      ("connections: at most 5.123%", "5.123%"),
      ("connections: all closed with fim", "fim"), ("connections: sometimes", "sometimes"),
    ]) func theWrongWordIsMarked(line: String, word: String) throws
  {
    let error = try #require(throws: GateFileError.self) { try ExpectationParser.parse("\n" + line) }
    #expect(error.line == 2)
    #expect(String(Array(error.text)[error.word]) == word)
  }

  @Test(arguments: ["connections", "connections to", "connections:", "connections: all", "connections: at most 3,"])
  func whatIsMissingIsMarkedAtItsPlace(line: String) throws {
    let error = try #require(throws: GateFileError.self) { try ExpectationParser.parse(line) }
    #expect(error.word.lowerBound == line.count)
  }

  @Test func durationsAreReadExactly() {
    #expect(DurationText.nanoseconds("50ms") == 50_000_000)
    #expect(DurationText.nanoseconds("1.5s") == 1_500_000_000)
    #expect(DurationText.nanoseconds("0.000000001s") == 1)
    #expect(DurationText.nanoseconds("2min") == 120_000_000_000)
    for text in ["", "ms", "5", "-5ms", "+5ms", "1.ms", ".5s", "1e3s", "99999999999999999999s", "9999999999999s"] {
      #expect(DurationText.nanoseconds(text) == nil, "\(text)")
    }
  }
}
