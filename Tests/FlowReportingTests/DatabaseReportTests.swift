import Foundation
import Testing

@testable import FlowReporting
@testable import FlowTracking

/// The database, asked with SQL.
@Suite struct DatabaseReportTests {
  /// The first column of what `query` gives over a database of two connections and an event.
  private static func answers(_ query: String) throws -> [String]? {
    let path = FileManager.default.temporaryDirectory.appending(path: "report-\(UUID().uuidString).db").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let report = try DatabaseReport(path: Array(path.utf8CString))
    report.begin(CaptureDescription(source: "a'b.pcap", linkType: "EN10MB", snapshotLength: 96, filter: nil))
    var event = Samples.repeatedSynAck()
    report.event(&event, findings: [], isPlain: false)
    report.connection(Samples.lostAck(), findings: [Samples.handshakeAckLost])
    report.connection(Samples.clean(), findings: [])
    report.end(RunStatistics())
    #expect(report.failure == nil)
    return SQL.answers(path, query)
  }

  @Test(
    arguments: [
      ("PRAGMA integrity_check", ["ok"]), ("PRAGMA user_version", ["1"]), ("SELECT source FROM capture", ["a'b.pcap"]),
      ("SELECT filter FROM capture", ["NULL"]),
      ("SELECT server_port FROM connections ORDER BY id", ["7016", "443"]),
      ("SELECT client_round_trip_ns FROM connections ORDER BY id", ["NULL", "10043000"]),
      ("SELECT code FROM findings", ["handshake-ack-lost"]),
      ("SELECT value FROM findings, json_each(frames)", ["3", "4", "5"]),
      ("SELECT lost_where FROM findings", ["after-capture-point"]),
      ("SELECT flags || ' ' || window FROM events", ["SYN,ACK 65160"]),
      ("SELECT c.server_port FROM findings f JOIN connections c ON c.id = f.connection", ["7016"]),
      ("SELECT count(*) FROM sqlite_schema WHERE type = 'index'", ["5"]),
    ]) func theDatabaseAnswers(query: String, answer: [String]) throws
  {
    #expect(try Self.answers(query) == answer)
  }

  @Test func aFolderThatIsMissingIsToldInSQLitesWords() {
    #expect(throws: DatabaseError.self) { try DatabaseReport(path: Array("/nonexistent/folder/a.db".utf8CString)) }
  }
}
