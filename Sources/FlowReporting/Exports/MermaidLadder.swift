import FlowDiagnosis
import FlowTracking
import PacketDecoding

/// A connection's ladder as a Mermaid sequence diagram, for wikis and pull requests that draw such text.
struct MermaidLadder {
  /// The connection, with its timeline.
  let record: ConnectionRecord
  /// What was found about it.
  let findings: [Finding]
  /// The language of the notes.
  let language: Language

  /// Appends the diagram.
  func append(to output: inout OctetBuffer) {
    output.append("sequenceDiagram\n")
    for side in Side.allCases {
      output.append("  participant ")
      output.append(Self.letter(side))
      output.append(" as ")
      output.append(string: side.name(in: language))
      output.append(" ")
      output.append(record[side].address, port: record[side].port)
      output.endLine()
    }
    var before: LadderRow?
    for row in LadderRow.rows(of: record, findings: findings) {
      append(row, after: before, to: &output)
      if !row.entry.run.isEmpty {
        note(to: &output) { $0.append(row.entry.run, in: language, glyphs: Glyphs(unicode: true)) }
      }
      before = row
    }
    for finding in findings where finding.severity > .note {
      note(to: &output) { text in
        text.append(string: finding.code.rawValue)
        text.append(" (")
        text.append(string: finding.severity.name(in: language))
        text.append("): ")
        text.append(string: finding.account.text(in: language))
      }
    }
  }

  private func append(_ row: LadderRow, after before: LadderRow?, to output: inout OctetBuffer) {
    output.append("  ")
    output.append(Self.letter(row.entry.from))
    output.append(row.loss == nil ? "->>" : "-x")
    output.append(Self.letter(row.entry.from.peer))
    output.append(": ")
    let label = SegmentLabel(
      row.entry, origin: SequenceOrigin(record[row.entry.from]),
      peerOrigin: SequenceOrigin(record[row.entry.from.peer]),
      answersFin: row.answersFin, again: nil, isIPv6: !record.client.address.isIPv4, room: 60, unicode: true,
      language: language)
    append(escaped: label.text, to: &output)
    output.endLine()
    note(to: &output) { text in
      text.append(seconds: row.entry.time - record.start, digits: 6)
      text.append(" s, ")
      text.append(row.client.state, isPresumed: row.client.isPresumed, style: .off)
      text.append(" / ")
      text.append(row.server.state, isPresumed: row.server.isPresumed, style: .off)
      let start = text.count
      text.append("<br/>")
      let annotation = Annotation(unicode: true, language: language)
      if let loss = row.loss, let what = loss.loss {
        annotation.append(what, of: loss, to: &text)
      } else {
        annotation.append(row.sketch, findings: row.other.map { [$0] } ?? [], to: &text)
      }
      if text.count == start + 5 { text.octets.removeSubrange(start...) }
    }
  }

  private func note(to output: inout OctetBuffer, _ body: (inout OctetBuffer) -> Void) {
    output.append("  Note over C,S: ")
    var text = OctetBuffer()
    body(&text)
    append(escaped: text, to: &output)
    output.endLine()
  }

  // A semicolon ends a statement, and a number sign begins an entity.
  private func append(escaped text: OctetBuffer, to output: inout OctetBuffer) {
    for octet in text.octets {
      switch octet {
      case UInt8(ascii: ";"): output.append("#59;")
      case UInt8(ascii: "#"): output.append("#35;")
      default: output.append(octet: octet)
      }
    }
  }

  private static func letter(_ side: Side) -> StaticString { side == .client ? "C" : "S" }
}
