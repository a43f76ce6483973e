import FlowDiagnosis
import FlowTracking
import PacketDecoding

/// A connection drawn as a ladder: the client's states at the left, the server's at the right, one arrow a significant segment between.
struct Ladder {
  /// The connection, with its timeline.
  let record: ConnectionRecord
  /// What was found about it.
  let findings: [Finding]
  /// How it is to look.
  let settings: TextSettings
  /// The capture's comments on its packets.
  let comments: CommentBook
  private let layout: LadderLayout
  private let glyphs: Glyphs

  /// The ladder of `record`.
  init(record: ConnectionRecord, findings: [Finding], settings: TextSettings, comments: CommentBook = CommentBook()) {
    self.comments = comments
    self.record = record
    self.findings = findings
    self.settings = settings
    layout = LadderLayout(duration: record.end - record.start, width: settings.width)
    glyphs = Glyphs(unicode: settings.unicode)
  }

  /// Appends the ladder, heading included.
  func append(to output: inout OctetBuffer) {
    appendHeading(to: &output)
    guard !record.timeline.isEmpty else { return }
    appendColumnNames(to: &output)
    for row in LadderRow.rows(of: record, findings: findings) {
      append(row, to: &output)
      output.append(
        quoted: comments[row.entry.frame], at: layout.arrowColumn + 3, glyphs: glyphs, width: settings.width)
      append(row.entry.run, to: &output)
    }
    if record.foldedEntries > 0 {
      appendRest(Words("@ more segments that were not kept", ko: "segment @개는 보관하지 않음"), to: &output) {
        $0.append(grouped: record.foldedEntries)
      }
    }
    if record.marks.contains(.findingsNotKept) {
      appendRest(
        Words("memory was short: findings on its data may be missing", ko: "메모리가 모자라 데이터 진단이 빠졌을 수 있음"), to: &output)
    }
  }

  private func appendRest(_ words: Words, to output: inout OctetBuffer, _ value: (inout OctetBuffer) -> Void = { _ in })
  {
    output.append(spaces: layout.arrowColumn)
    output.append(glyphs.ellipsis)
    output.append(" ")
    output.append(words, in: settings.language, value: value)
    output.endLine()
  }

  private func appendHeading(to output: inout OctetBuffer) {
    let start = output.count
    output.append(.bold, settings.style) {
      $0.append(Words("connection ", ko: "연결 "), in: settings.language)
      $0.append(decimal: record.number)
    }
    output.append("  ")
    var flow = OctetBuffer()
    flow.append(record.client.address, port: record.client.port)
    flow.append(" ")
    flow.append(glyphs.towards)
    flow.append(" ")
    flow.append(record.server.address, port: record.server.port)
    output.append(
      wrapped: flow.octets.span, since: start, indent: 2, width: settings.width)

    var place = OctetBuffer()
    CapturePoint(client: record.client.roundTrip, server: record.server.roundTrip)
      .append(to: &place, unicode: settings.unicode, in: settings.language)
    appendContext(to: &place)
    if record.rolesAreGuessed {
      if !place.isEmpty { place.append("; ") }
      place.append(Words("who is the client is a guess", ko: "어느 쪽이 클라이언트인지는 추정"), in: settings.language)
    }
    if !place.isEmpty {
      let room = settings.width - output.columns(since: output.lineStart) - place.columns(since: 0)
      if room >= 3 {
        output.append(spaces: min(room, 4))
      } else {
        output.endLine()
        output.append(spaces: 2)
      }
      let start = output.lineStart
      output.append(.dim, settings.style) {
        $0.append(
          wrapped: place.octets.span, since: start, indent: 4, width: settings.width)
      }
    }
    output.endLine()
  }

  // The VLAN and the tunnel that the connection was seen in: the same addresses elsewhere are other hosts.
  private func appendContext(to place: inout OctetBuffer) {
    let tunnel = record.tunnel.flatMap { $0 == .none ? nil : $0 }
    let parts: [(StaticString, UInt64?)?] = [
      record.vlan.map { ("VLAN", UInt64($0)) }, record.innerVLAN.map { ("inner VLAN", UInt64($0)) },
      tunnel.map { ($0.name, record.tunnelIdentifier.map { UInt64($0) }) },
    ]
    var isFirst = true
    for case (let name, let number)? in parts {
      let separator: StaticString = isFirst ? "; " : ", "
      if !place.isEmpty { place.append(separator) }
      isFirst = false
      place.append(name)
      guard let number else { continue }
      place.append(" ")
      place.append(decimal: number)
    }
  }

  private func appendColumnNames(to output: inout OctetBuffer) {
    let start = output.count
    output.append(.dim, settings.style) {
      $0.append(spaces: layout.margin + layout.timeWidth - 4)
      $0.append(Words("time  ", ko: "시각  "), in: settings.language)
      $0.append(.client, in: settings.language)
      $0.pad(since: start, to: layout.serverColumn)
      $0.append(.server, in: settings.language)
    }
    output.endLine()
  }
}

extension Ladder {
  private func append(_ row: LadderRow, to output: inout OctetBuffer) {
    let start = output.count
    var time = OctetBuffer()
    time.append(seconds: row.entry.time - record.start, digits: layout.timeDigits)
    output.append(spaces: layout.margin + layout.timeWidth - time.count)
    output.append(time)
    output.append(spaces: 2)
    output.append(row.client.state, isPresumed: row.client.isPresumed, style: settings.style)
    output.pad(since: start, to: layout.arrowColumn)
    appendArrow(row, to: &output)
    output.append(" ")
    output.append(row.server.state, isPresumed: row.server.isPresumed, style: settings.style)
    appendNote(row, since: start, to: &output)
    output.endLine()
  }

  private func appendArrow(_ row: LadderRow, to output: inout OctetBuffer) {
    let entry = row.entry
    let arrow = Arrow(width: layout.arrowWidth, glyphs: glyphs, style: settings.style, language: settings.language)
    let label = SegmentLabel(
      entry, origin: SequenceOrigin(record[entry.from]), peerOrigin: SequenceOrigin(record[entry.from.peer]),
      answersFin: row.answersFin, again: layout.hasNotes ? nil : row.sketch.againAfter,
      isIPv6: !record.client.address.isIPv4, room: arrow.labelRoom(isLost: row.loss != nil), unicode: settings.unicode,
      language: settings.language)
    arrow.append(
      label.text, to: entry.from.peer, lost: row.loss.map { Tone($0.severity) }, isICMP: entry.step == .icmpError,
      into: &output)
  }

  private func appendNote(_ row: LadderRow, since start: Int, to output: inout OctetBuffer) {
    let annotation = Annotation(unicode: settings.unicode, language: settings.language)
    var note = OctetBuffer()
    var tone = Tone.dim
    if let loss = row.loss, let what = loss.loss {
      tone = Tone(loss.severity)
      annotation.append(what, of: loss, pronoun: true, to: &note)
    } else if let finding = row.other {
      tone = Tone(finding.severity)
      note.append(glyphs.marker(finding.severity))
      note.append(" ")
      note.append(string: finding.code.rawValue)
    } else if layout.hasNotes {
      annotation.append(row.sketch, findings: [], to: &note)
    }
    guard !note.isEmpty else { return }
    if layout.hasNotes && note.columns(since: 0) <= layout.noteWidth {
      output.pad(since: start, to: layout.noteColumn)
    } else {
      output.endLine()
      output.append(spaces: layout.arrowColumn + 3)
      note.truncate(since: 0, to: settings.width - layout.arrowColumn - 3, ellipsis: glyphs.ellipsis)
    }
    output.append(tone, settings.style) { $0.append(note) }
  }

  private func append(_ run: PlainRun, to output: inout OctetBuffer) {
    guard !run.isEmpty else { return }
    output.append(spaces: layout.arrowColumn)
    var text = OctetBuffer()
    text.append(run, in: settings.language, glyphs: glyphs)
    text.truncate(since: 0, to: settings.width - layout.arrowColumn, ellipsis: glyphs.ellipsis)
    output.append(.dim, settings.style) { $0.append(text) }
    output.endLine()
  }
}
