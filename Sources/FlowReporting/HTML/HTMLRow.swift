import FlowDiagnosis
import FlowTracking

/// A connection's row in the page's table.
struct HTMLRow {
  /// The connection.
  let record: ConnectionRecord
  /// What was found about it.
  let findings: [Finding]
  /// Whether its ladder is on the page.
  let hasLadder: Bool
  /// Its language.
  let settings: TextSettings

  /// Appends the row. `data-s` is 0 for a clean connection, then 1 through 3 by the gravest finding; `data-v` is what a cell is sorted by.
  func append(to output: inout OctetBuffer) {
    output.append("<tr data-s=\"")
    output.append(decimal: findings.map { UInt64($0.severity.rawValue) + 1 }.max() ?? 0)
    output.append("\">")
    output.element("td", class: "num") { cell in
      guard hasLadder else { return cell.append(decimal: record.number) }
      cell.append("<a href=\"#c")
      cell.append(decimal: record.number)
      cell.append("\">")
      cell.append(decimal: record.number)
      cell.append("</a>")
    }
    valued(record.start, to: &output) { $0.append(timeOfDay: record.start) }
    output.element("td", class: "mono") { $0.append(record.client.address, port: record.client.port) }
    output.element("td", class: "mono") { $0.append(record.server.address, port: record.server.port) }
    valued(record.handshakeDuration ?? -1, to: &output) { cell in
      HandshakeText(record: record, unicode: true, language: settings.language).appendShort(to: &cell)
    }
    output.element("td") { ConnectionRow.appendClose(of: record, in: settings.language, to: &$0) }
    valued(record.end - record.start, to: &output) {
      $0.append(duration: record.end - record.start, unicode: true, in: settings.language)
    }
    valued(Int64(clamping: record.client.octets), to: &output) { $0.append(grouped: record.client.octets) }
    valued(Int64(clamping: record.server.octets), to: &output) { $0.append(grouped: record.server.octets) }
    output.element("td", class: "wrap") { cell in
      var seen: Set<FindingCode> = []
      for severity in Severity.allCases.reversed() {
        for finding in findings where finding.severity == severity && seen.insert(finding.code).inserted {
          cell.append(tag: finding.code, severity)
        }
      }
    }
    output.append("</tr>\n")
  }

  private func valued(_ value: Int64, to output: inout OctetBuffer, _ body: (inout OctetBuffer) -> Void) {
    output.append("<td class=\"num\" data-v=\"")
    output.append(decimal: value)
    output.append("\">")
    body(&output)
    output.append("</td>")
  }
}

extension OctetBuffer {
  /// Appends a code as a coloured word that leads to its explanation.
  mutating func append(tag code: FindingCode, _ severity: Severity) {
    append("<a class=\"tag ")
    append(string: severity.name)
    append("\" href=\"#")
    append(string: code.rawValue)
    append("\">")
    append(Glyphs(unicode: true).marker(severity))
    append(" ")
    append(string: code.rawValue)
    append("</a>")
  }
}
