import Foundation
import Testing

/// What two real kernels did, seen from three places: states as the kernels', findings as the story's.
@Suite struct CaptureFixtureTests {
  static let names = Set(Fixtures.names(in: "captures", suffix: "/kernel.json")).sorted()
  /// The exceptions that everybody knows by name: their reports are goldens.
  static let told = [
    "handshake-ack-lost-once", "synack-lost-once-far", "stale-syn", "fin-lost-server", "last-ack-lost",
    "closed-then-rst",
  ]
  private static let points = ["client", "middle", "server"]

  struct Truth: Decodable {
    struct Connection: Decodable {
      var client_port, server_port: UInt16
      var client, server: [String]
    }
    var connections: [Connection]
  }

  struct Story: Decodable {
    /// Lists of which one code must be there.
    var client, middle, server: [[String]]
    var absent_severities: [String]
  }

  @Test func thereAreCaptures() {
    #expect(Self.names.count > 25)
  }

  @Test(arguments: names, points) func statesAreTheKernels(name: String, point: String) throws {
    let truth = try JSONDecoder().decode(Truth.self, from: Data(Fixtures.octets(name + "/kernel.json")))
    let path = Fixtures.root.appendingPathComponent("\(name)/\(point).pcap").path
    let run = try Tool.run(["-r", path, "--json"])
    #expect(run.status == 0)
    let report = try Report(run.output)
    let proofs = ClassicCapture(try Fixtures.octets("\(name)/\(point).pcap")).proofs
    for (index, connection) in truth.connections.enumerated() {
      let ports = (connection.client_port, connection.server_port)
      let isSeen =
        proofs[Direction(from: ports.0, to: ports.1)] != nil || proofs[Direction(from: ports.1, to: ports.0)] != nil
      guard isSeen else { continue }
      let found = report.connections.filter { $0.client.port == ports.0 && $0.server.port == ports.1 }
      let place = truth.connections[..<index].count { ($0.client_port, $0.server_port) == ports }
      guard place < found.count else {
        Issue.record("\(name) \(point): connection \(index + 1) is missing")
        continue
      }
      let isAlone = truth.connections.count { ($0.client_port, $0.server_port) == ports } == 1
      for (side, wanted, got, direction) in [
        ("client", connection.client, found[place].client, Direction(from: ports.0, to: ports.1)),
        ("server", connection.server, found[place].server, Direction(from: ports.1, to: ports.0)),
      ] {
        let exact = StatePath(wanted)
        let ways = isAlone ? exact.ways(with: proofs[direction] ?? Proofs()) : [exact]
        let inferred = StatePath((got.states ?? []).map(\.state))
        #expect(
          ways.contains(inferred),
          "\(name) \(point), \(side): the kernel went \(exact.states), inferred was \(inferred.states)")
      }
    }
  }

  @Test(arguments: names, points) func findingsAreTheStorys(name: String, point: String) throws {
    let story = try JSONDecoder().decode(Story.self, from: Data(Fixtures.octets(name + "/findings.json")))
    let path = Fixtures.root.appendingPathComponent("\(name)/\(point).pcap").path
    let findings = try Report(Tool.run(["-r", path, "--json"]).output).connections.flatMap(\.findings)
    for wanted in point == "client" ? story.client : point == "middle" ? story.middle : story.server {
      #expect(findings.contains { wanted.contains($0.code) }, "\(name) \(point): none of \(wanted)")
    }
    for finding in findings {
      #expect(
        !story.absent_severities.contains(finding.severity), "\(name) \(point): \(finding.code): \(finding.summary)")
    }
  }

  @Test(arguments: told) func reportIsTheGolden(name: String) throws {
    let path = Fixtures.root.appendingPathComponent("captures/\(name)/middle.pcap").path
    let run = try Tool.run(["-r", path, "-v", "--color", "never", "--utc"])
    #expect(run.status == 0)
    Golden(path: "captures/\(name)/middle.report.txt", source: "captures/\(name)/middle.pcap").check(run.text)
  }
}
