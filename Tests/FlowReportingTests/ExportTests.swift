import Foundation
import Testing

@testable import FlowReporting
@testable import FlowTracking

/// The formats of other programs, as their readers take them apart.
@Suite struct ExportTests {
  private static func text(_ reporter: some Reporter) -> String {
    var reporter = reporter
    reporter.begin(CaptureDescription(source: "a.pcap", linkType: "EN10MB", snapshotLength: 96, filter: nil))
    reporter.firstPacket(at: Samples.start)
    reporter.connection(Samples.lostAck(), findings: [Samples.handshakeAckLost])
    reporter.connection(Samples.refused(), findings: [])
    var statistics = RunStatistics()
    statistics.firstPacketTime = Samples.start
    statistics.lastPacketTime = Samples.start + 1_000_000_000
    reporter.end(statistics)
    return String(decoding: reporter.output.octets, as: UTF8.self)
  }

  @Test(arguments: [(TableReporter.Separator.comma, ","), (.tab, "\t")])
  func everyLineHasAValueForEveryColumn(separator: TableReporter.Separator, text: String) {
    let lines = Self.text(TableReporter(separator)).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[0] == TableReporter.columns.joined(separator: text)[...])
    for line in lines {
      #expect(line.split(separator: text, omittingEmptySubsequences: false).count == TableReporter.columns.count)
    }
    let row = Dictionary(
      uniqueKeysWithValues: zip(TableReporter.columns, lines[1].components(separatedBy: text)))
    #expect(row["start"] == "2021-03-04T08:35:37.907000000Z")
    #expect(row["client_port"] == "58138")
    #expect(row["handshake_seconds"] == "1.058341")
    #expect(row["client_round_trip"] == "")
    #expect(row["findings"] == "handshake-ack-lost")
    #expect(row["warnings"] == "1")
    #expect(row["errors"] == "0")
  }

  @Test func zeeksLogHasItsHeaderLinesAndAsManyTypesAsFields() throws {
    let lines = Self.text(ZeekReporter(.log)).split(separator: "\n").map(String.init)
    #expect(lines[0] == "#separator \\x09")
    #expect(lines.contains("#set_separator\t,"))
    #expect(lines.contains("#open\t2021-03-04-08-35-37"))
    #expect(lines.last == "#close\t2021-03-04-08-35-38")
    let fields = try #require(lines.first { $0.hasPrefix("#fields") }).components(separatedBy: "\t").dropFirst()
    let types = try #require(lines.first { $0.hasPrefix("#types") }).components(separatedBy: "\t").dropFirst()
    #expect(fields.count == types.count)
    #expect(Array(fields.prefix(6)) == ["ts", "uid", "id.orig_h", "id.orig_p", "id.resp_h", "id.resp_p"])
    let rows = lines.filter { !$0.hasPrefix("#") }.map { $0.components(separatedBy: "\t") }
    #expect(rows.count == 2)
    #expect(rows.allSatisfy { $0.count == fields.count })
    let first = Dictionary(uniqueKeysWithValues: zip(fields, rows[0]))
    #expect(first["ts"] == "1614846937.907000")
    #expect(first["conn_state"] == "SF")
    #expect(first["orig_ip_bytes"] == "-")
    #expect(first["tcptrace_findings"] == "handshake-ack-lost")
    let second = Dictionary(uniqueKeysWithValues: zip(fields, rows[1]))
    #expect(second["tcptrace_findings"] == "(empty)")
    #expect(second["tcptrace_handshake_duration"] == "-")
    #expect(first["uid"] != second["uid"])
    #expect(first["uid"]?.count == 18)
  }

  @Test func zeeksLogOfNothingIsStillALog() {
    var reporter = ZeekReporter(.log)
    reporter.end(RunStatistics())
    #expect(String(decoding: reporter.output.octets, as: UTF8.self).contains("\n#fields\tts\tuid"))
  }

  @Test func zeeksJSONLeavesOutWhatIsNotKnown() throws {
    let lines = Self.text(ZeekReporter(.json)).split(separator: "\n")
    #expect(lines.count == 2)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any])
    #expect(object["id.orig_p"] as? Int == 58138)
    #expect(object["tcptrace_findings"] as? [String] == ["handshake-ack-lost"])
    #expect(object["service"] == nil)
    let other = try #require(try JSONSerialization.jsonObject(with: Data(lines[1].utf8)) as? [String: Any])
    #expect(other["tcptrace_findings"] as? [String] == [])
    #expect(other["tcptrace_severity"] == nil)
  }

  @Test func eveHasAFlowRecordAConnection() throws {
    let lines = Self.text(EVEReporter()).split(separator: "\n")
    #expect(lines.count == 2)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any])
    #expect(object["event_type"] as? String == "flow")
    #expect(object["timestamp"] as? String == "2021-03-04T08:35:41.972751+0000")
    #expect((object["flow"] as? [String: Any])?["state"] as? String == "closed")
    let ours = try #require(object["tcptrace"] as? [String: Any])
    #expect((ours["findings"] as? [[String: Any]])?.first?["code"] as? String == "handshake-ack-lost")
  }
}
