import PacketDecoding
import Testing

@testable import FlowDiagnosis
@testable import FlowReporting
@testable import FlowTracking

/// Baselines: written, read back, and compared by meaning.
@Suite struct BaselineTests {
  private static let connections = [
    (Samples.lostAck(), [Samples.handshakeAckLost]), (Samples.clean(), []), (Samples.clean(4), []),
    (Samples.refused(), [Samples.connectionRefused]),
  ]

  private static func baseline(
    _ connections: [(ConnectionRecord, [Finding])], times: Bool = false
  ) throws -> Baseline {
    var recorder = BaselineRecorder(hasTimes: times)
    for (record, findings) in connections { recorder.add(record, findings) }
    // What is compared went through a file.
    return try Baseline(text: recorder.baseline.text)
  }

  private static func difference(
    _ expected: [(ConnectionRecord, [Finding])], _ actual: [(ConnectionRecord, [Finding])], tolerance: Tolerance? = nil,
    language: Language = .english
  ) throws -> String? {
    let times = tolerance != nil
    return BaselineComparison(
      expected: try baseline(expected, times: times), actual: try baseline(actual, times: times), tolerance: tolerance,
      language: language
    ).text
  }

  @Test func whatHasNoRoomIsCounted() {
    var recorder = BaselineRecorder(hasTimes: true, limit: 2)
    for number: UInt64 in 1...5 { recorder.add(Samples.clean(number), []) }
    #expect(recorder.leftOut == 3)
    #expect(recorder.baseline.groups.first?.entries.count == 2)
    var merged = BaselineRecorder(hasTimes: false, limit: 1)
    for number: UInt64 in 1...5 { merged.add(Samples.clean(number), []) }
    #expect(merged.leftOut == 0)
  }

  @Test func likeConnectionsAreOneEntry() throws {
    let text = try Self.baseline(Self.connections).text
    #expect(text.hasPrefix("tcptrace-swift baseline 1\n# "))
    #expect(text.contains("\nserver 10.77.0.2:443\n  connection from 10.77.0.1, 2 times\n    handshake completed\n"))
    #expect(text.contains("\n    finding handshake-ack-lost (warning) of the client\n"))
    #expect(!text.contains("58138"))
    #expect(try Baseline(text: text).text == text)
  }

  @Test func aDifferenceIsToldInKoreanWithTheFactsOfTheFile() throws {
    let text = try #require(
      try Self.difference(
        [(Samples.clean(1), [])], [(Samples.lostAck(1), [Samples.handshakeAckLost])], language: .korean))
    #expect(text.hasPrefix("차이 2개\n"))
    #expect(text.contains("  없어짐: 10.77.0.1에서 온 연결") && text.contains("  새로 생김: 10.77.0.1에서 온 연결"))
    #expect(text.contains("    + finding handshake-ack-lost (warning) of the client"))
  }

  @Test func otherPortsAddressesOrderAndTimesAreNoDifference() throws {
    let changed = Self.connections.reversed().enumerated().map { index, connection in
      var record = connection.0
      record.number = UInt64(index + 1)
      record.client.port = 1000 + UInt16(index)
      record.client.address = IPAddress(ipv4: 0x0A00_0001)
      record.server.address = IPAddress(ipv4: 0x0A00_0002)
      record.end += 1_000_000
      return (record, connection.1)
    }
    #expect(try Self.difference(Self.connections, changed) == nil)
  }

  @Test func aNewFindingIsAChangeAndShownBesideWhatChangedWithIt() throws {
    var worse = Self.connections
    worse[1].0.outcome = .halfOpen
    worse[1].1 = [Samples.handshakeAckLost]
    let text = try #require(try Self.difference(Self.connections, worse))
    #expect(text.hasPrefix("1 difference\n\nserver 10.77.0.2:443\n  changed: connection from 10.77.0.1\n"))
    #expect(text.contains("\n    - handshake completed\n    + handshake half-open\n"))
    #expect(text.hasSuffix("\n    + finding handshake-ack-lost (warning) of the client"))
  }

  @Test func missingAndNewConnectionsAreCounted() throws {
    let fewer = try #require(try Self.difference(Self.connections, Array(Self.connections.prefix(2))))
    #expect(fewer.hasPrefix("2 differences\n"))
    #expect(fewer.contains("  missing: connection from 10.77.0.1\n    - handshake refused"))
    let more = try #require(try Self.difference(Array(Self.connections.prefix(3)), Self.connections))
    #expect(more.contains("server 10.77.0.2:81\n  new: connection from 10.77.0.1\n    + handshake refused"))
  }

  @Test func timesAreComparedWithinTheTolerance() throws {
    var slower = Self.connections
    slower[0].0.handshakeDuration = 1_200_000_000
    #expect(try Self.difference(Self.connections, slower) == nil)
    #expect(try Self.difference(Self.connections, slower, tolerance: Tolerance("20%")) == nil)
    #expect(try Self.difference(Self.connections, slower, tolerance: Tolerance("1s")) == nil)
    for tolerance in ["10%", "50ms"] {
      let text = try #require(try Self.difference(Self.connections, slower, tolerance: Tolerance(tolerance)))
      #expect(text.contains("- times handshake 1.058341 duration"))
      #expect(text.contains("+ times handshake 1.2 duration"))
    }
    #expect(Tolerance("20") == nil)
    #expect(Tolerance("-1%") == nil)
  }

  @Test(
    arguments: [
      ("", 1), ("{}", 1), ("tcptrace-swift baseline 2", 1), ("\n", 1), ("  connection from 1.2.3.4", 2),
      ("server 1.2.3.4", 2), ("server 1.2.3.4:99999", 2), ("server 1.2.3.4:1\n    handshake completed", 3),
      ("server 1.2.3.4:1\n  connection from 1.1.1.1, 0 times", 3), ("nonsense", 2),
      ("server 1.2.3.4:1\n  connection from 1.1.1.1\n    times handshake x duration 1", 4),
    ]) func aDamagedFileIsToldWithItsLine(text: String, line: Int) throws
  {
    let whole = line == 1 ? text : Baseline.heading + "\n" + text
    let error = try #require(throws: GateFileError.self) { try Baseline(text: whole) }
    #expect(error.line == line)
    #expect(error.word.upperBound > error.word.lowerBound)
  }
}
