import ScenarioKit
import Testing

/// What made a sender repeat data, and how much that matters.
@Suite struct RetransmissionKindTests {
  static let kinds: [(scenario: String, kind: String, severity: String)] = [
    ("retransmission", "timeout", "warning"),
    ("retransmission-fast", "fast", "note"),
    ("retransmission-before", "fast", "note"),
    ("retransmission-tail-probe", "tail-probe", "note"),
    ("retransmission-unneeded", "unneeded", "note"),
  ]

  @Test(arguments: kinds) func kindIsTheCause(_ expected: (scenario: String, kind: String, severity: String)) throws {
    let scenario = try Scenario.parse(try Fixtures.octets("scenarios/data/\(expected.scenario).pkt"))
    let run = try Fixtures.withFile(scenario.pcap()) { try Tool.run(["-r", $0, "--json", "--all-segments"]) }
    let report = try Report(run.output)
    let findings = report.connections.flatMap(\.findings).filter { $0.code == "retransmission" }
    #expect(findings.map(\.kind) == [expected.kind])
    #expect(findings.map(\.severity) == [expected.severity])
    // The mark stands on a repeat, but for one that only its answer showed to be unneeded.
    let repeats = report.events.filter { $0.marks?.contains("repeated") ?? false }
    #expect(repeats.count == 1)
    #expect(repeats.first?.marks?.contains(expected.kind == "unneeded" ? "timeout" : expected.kind) ?? false)
  }
}
