import Foundation
import ScenarioKit
import Testing

/// Every scenario through the built tool: its findings are exactly its marks, and its report is the golden.
@Suite struct ScenarioFixtureTests {
  static let names = Fixtures.names(in: "scenarios", suffix: ".pkt")

  @Test func thereAreScenarios() {
    #expect(Self.names.count > 50)
  }

  @Test(arguments: names) func findingsAreExactlyTheMarks(name: String) throws {
    let scenario = try Scenario.parse(try Fixtures.octets(name + ".pkt"))
    let run = try Fixtures.withFile(scenario.pcap()) { try Tool.run(["-r", $0, "--json", "--all-segments"]) }
    #expect(run.status == 0)
    #expect(run.complaint == "")
    let report = try Report(run.output)
    var connectionOfFrame: [Int: Int] = [:]
    for event in report.events { connectionOfFrame[event.frame] = event.connection }
    var told = report.findings
    var due = report.connections.flatMap { connection in connection.findings.map { (connection.connection, $0) } }
    // Marks at frames first: what is left may belong to the end of the capture.
    for mark in scenario.expectations.sorted(by: { ($0.frame ?? .max) < ($1.frame ?? .max) }) {
      if mark.frame == nil, let place = told.firstIndex(where: { $0.code == mark.code }) {
        let story = told.remove(at: place)
        #expect(!story.frames.isEmpty && !story.connections.isEmpty, "\(name).pkt:\(mark.line): evidence")
        if let grade = mark.grade { #expect(story.grade == grade.rawValue, "\(name).pkt:\(mark.line): grade") }
        continue
      }
      let place = due.firstIndex { connection, finding in
        finding.code == mark.code && (mark.frame == nil || connectionOfFrame[mark.frame ?? 0] == connection)
      }
      guard let place else {
        Issue.record("\(name).pkt:\(mark.line): no \(mark.code)")
        continue
      }
      let finding = due.remove(at: place).1
      if let frame = mark.frame { check(finding, at: frame, scenario, "\(name).pkt:\(mark.line)") }
      if let grade = mark.grade { #expect(finding.grade == grade.rawValue, "\(name).pkt:\(mark.line): grade") }
      if let lost = mark.lost {
        let wanted = lost == .unknown ? "unknown" : lost.rawValue + "-capture-point"
        #expect(finding.lost?.where == wanted, "\(name).pkt:\(mark.line): where it was lost")
      }
    }
    for story in told { Issue.record("\(name).pkt: \(story.code), which is not marked: \(story.summary)") }
    for (connection, finding) in due {
      Issue.record("\(name).pkt: connection \(connection) has \(finding.code), which is not marked: \(finding.summary)")
    }
  }

  /// The mark's frame is among the evidence, and no earlier than the time that the finding gives: with it the finding is due.
  private func check(_ finding: ConnectionLine.FindingObject, at frame: Int, _ scenario: Scenario, _ place: String) {
    #expect(
      finding.frames.contains(frame), "\(place): \(finding.code) names the frames \(finding.frames), not \(frame)")
    let start = scenario.frames.first?.timeNanoseconds ?? 0
    let offset = Double(scenario.frames[frame - 1].timeNanoseconds - start) / 1e9
    #expect(finding.offset < offset + 5e-9, "\(place): \(finding.code) happened at \(finding.offset), after its mark")
  }

  @Test(arguments: names) func koreanReportIsKorean(name: String) throws {
    let scenario = try Scenario.parse(try Fixtures.octets(name + ".pkt"))
    let run = try Fixtures.withFile(scenario.pcap()) {
      try Tool.run(["-r", $0, "-v", "--utc", "--lang", "ko"], environment: ["COLUMNS": "1000"])
    }
    #expect(run.status == 0)
    for line in run.text.split(separator: "\n") {
      #expect(line.firstMatch(of: /\b(the|and|was|has|from|not)\b/) == nil, "\(name): \(line)")
      // A finding is told under its ladder: marker, code, circumstances, and what it says.
      guard let finding = line.wholeMatch(of: /\ {2}[⚠✖•] ([a-z-]+) \(.*?프레임 [^)]*\): (.*)/) else { continue }
      let isKorean = finding.2.unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) }
      #expect(isKorean, "\(name): \(finding.1) has no Korean")
    }
  }

  @Test(arguments: names) func reportIsTheGolden(name: String) throws {
    let scenario = try Scenario.parse(try Fixtures.octets(name + ".pkt"))
    // Every ladder where that can be read; where many connections tell one story, those that the tool chooses.
    let verbosity = scenario.frames.count > 40 ? [] : ["-v"]
    let run = try Fixtures.withFile(scenario.pcap()) {
      try Tool.run(["-r", $0, "--color", "never", "--utc"] + verbosity)
    }
    #expect(run.status == 0)
    Golden(path: name + ".report.txt", source: name + ".pkt").check(run.text)
  }
}
