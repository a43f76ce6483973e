import FlowDiagnosis
import FlowTracking

/// One connection as the table shows it: its cells as text, before the widths of the columns are known.
struct ConnectionRow {
  /// The cells, each ended by a tab, which no cell contains; one allocation a row, since many rows may wait.
  private var cells = OctetBuffer()
  /// The gravest finding; nil without findings.
  let severity: Severity?
  /// When the connection began, in nanoseconds since the epoch; written when the row is, as times may be relative to the row before.
  let start: Int64

  /// The columns, as `cells` holds them; the time is not among them.
  enum Cell: Int, CaseIterable {
    /// The connection's number.
    case number
    /// The client's address and port.
    case client
    /// The server's.
    case server
    /// How the opening went, with what explains it.
    case handshake
    /// How the opening went, where there is less room.
    case shortHandshake
    /// How it closed, and who began.
    case close
    /// The codes of its findings.
    case findings
    /// When it began.
    case time
  }

  /// The row of `record`.
  init(_ record: ConnectionRecord, findings: [Finding], unicode: Bool, language: Language) {
    severity = findings.map(\.severity).max()
    start = record.start
    cells.append(decimal: record.number)
    cells.append("\t")
    cells.append(record.client.address, port: record.client.port)
    cells.append("\t")
    cells.append(record.server.address, port: record.server.port)
    cells.append("\t")
    let handshake = HandshakeText(record: record, unicode: unicode, language: language)
    handshake.appendLong(to: &cells)
    cells.append("\t")
    handshake.appendShort(to: &cells)
    cells.append("\t")
    Self.appendClose(of: record, in: language, to: &cells)
    cells.append("\t")
    Self.append(findings, unicode: unicode, to: &cells)
    cells.append("\t")
  }

  /// The text of every cell, in the order of `Cell`, without the time.
  var texts: [ArraySlice<UInt8>] {
    cells.octets.split(separator: 0x09, omittingEmptySubsequences: false).dropLast()
  }

  /// Appends how `record` closed and who began.
  static func appendClose(of record: ConnectionRecord, in language: Language, to cells: inout OctetBuffer) {
    switch record.close {
    case .fin: cells.append("FIN")
    case .reset: cells.append("RST")
    case .half: cells.append(Words("half", ko: "한쪽만"), in: language)
    case .none:
      let opened = record.outcome == .completed || record.outcome == .unseen
      if record.marks.contains(.evicted) {
        cells.append(Words("evicted", ko: "제거됨"), in: language)
      } else if opened {
        cells.append(Words("open", ko: "열림"), in: language)
      }
      return
    }
    guard var initiator = record.closeInitiator else { return }
    // Where one side closed and the other reset, the RST is the other's.
    if record.close == .reset, record[initiator].rstCount == 0, record[initiator.peer].rstCount > 0 {
      initiator = initiator.peer
    }
    // Korean letters are twice as wide, and 80 columns must do.
    cells.append(Words(", ", ko: " "), in: language)
    cells.append(initiator, in: language)
  }

  // The gravest first, each code once, told apart by a marker that needs no colour.
  private static func append(_ findings: [Finding], unicode: Bool, to cells: inout OctetBuffer) {
    guard !findings.isEmpty else { return }
    let glyphs = Glyphs(unicode: unicode)
    for severity in Severity.allCases.reversed() {
      var seen: [FindingCode] = []
      for finding in findings where finding.severity == severity && !seen.contains(finding.code) {
        if cells.octets.last != 0x09 { cells.append(", ") }
        if seen.isEmpty {
          cells.append(glyphs.marker(severity))
          cells.append(" ")
        }
        cells.append(string: finding.code.rawValue)
        seen.append(finding.code)
      }
    }
  }
}
