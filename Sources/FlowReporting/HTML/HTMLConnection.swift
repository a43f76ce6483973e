import FlowDiagnosis
import FlowTracking

/// A connection's ladder and what was found about it.
struct HTMLConnection {
  /// The connection, with its timeline.
  let record: ConnectionRecord
  /// What was found about it.
  let findings: [Finding]
  /// Its language.
  let settings: TextSettings

  private var language: Language { settings.language }

  /// Appends it, closed until somebody opens it.
  func append(to output: inout OctetBuffer) {
    output.append("<details id=\"c")
    output.append(decimal: record.number)
    output.append("\"><summary><b>#")
    output.append(decimal: record.number)
    output.append("</b> <span class=\"mono\">")
    output.append(record.client.address, port: record.client.port)
    output.append(" → ")
    output.append(record.server.address, port: record.server.port)
    output.append("</span> ")
    let codes = Set(findings.map(\.code))
    for code in FindingCode.allCases where codes.contains(code) {
      output.append(tag: code, findings.filter { $0.code == code }.map(\.severity).max() ?? .note)
    }
    output.append("</summary><div class=\"scroll\">")
    SVGLadder(record: record, findings: findings, language: language).append(to: &output)
    output.append("</div>")
    for severity in Severity.allCases.reversed() {
      for finding in findings where finding.severity == severity { append(finding, to: &output) }
    }
    output.append("</details>\n")
  }

  private func append(_ finding: Finding, to output: inout OctetBuffer) {
    output.append("<div class=\"finding ")
    output.append(string: finding.severity.name)
    output.append("\"><p>")
    output.append(tag: finding.code, finding.severity)
    output.append("<span class=\"dim\">")
    // Its colon leads on to the account, which is a paragraph of its own here.
    output.append(markup: String(FindingText(finding: finding, settings: settings).circumstances.dropLast(2)))
    output.append("</span></p><p>")
    output.append(markup: finding.account.text(in: language))
    output.append("</p></div>")
  }
}
