import FlowDiagnosis
import FlowTracking
import PacketDecoding

/// A connection's ladder as SVG: both lifelines, the states beside them, an arrow a significant segment; a segment that was lost behind
/// the capture point ends where it was lost.
///
/// Colours come from the classes of the page that it stands in.
struct SVGLadder {
  /// The connection, with its timeline.
  let record: ConnectionRecord
  /// What was found about it.
  let findings: [Finding]
  /// The language of the notes.
  let language: Language

  private static let width = 760
  private static let timeEdge = 84
  private static let clientLine = 184
  private static let serverLine = 640
  private static let center = (clientLine + serverLine) / 2
  private static let rowHeight = 40
  private static let top = 34
  // The arrow falls a little, as time passes on the way.
  private static let slope = 5

  /// Appends the drawing.
  func append(to output: inout OctetBuffer) {
    let rows = LadderRow.rows(of: record, findings: findings)
    let height = Self.top + rows.reduce(10) { $0 + Self.rowHeight + ($1.entry.run.isEmpty ? 0 : Self.rowHeight / 2) }
    var drawing = Drawing(output: output)
    drawing.begin(width: Self.width, height: height, class: "ladder")
    drawing.line(Self.clientLine, 24, Self.clientLine, height, "life")
    drawing.line(Self.serverLine, 24, Self.serverLine, height, "life")
    drawing.text(Self.clientLine, 14, class: "end") { $0.append(string: Side.client.name(in: language)) }
    drawing.text(Self.serverLine, 14, class: "end") { $0.append(string: Side.server.name(in: language)) }
    var y = Self.top
    var before: LadderRow?
    for row in rows {
      append(row, after: before, at: y + 12, to: &drawing)
      y += Self.rowHeight
      if !row.entry.run.isEmpty {
        drawing.text(Self.center, y + 6, class: "run") {
          $0.append(row.entry.run, in: language, glyphs: Glyphs(unicode: true))
        }
        y += Self.rowHeight / 2
      }
      before = row
    }
    drawing.end()
    output = drawing.output
  }

  private func append(_ row: LadderRow, after before: LadderRow?, at y: Int, to drawing: inout Drawing) {
    drawing.text(Self.timeEdge, y + 4, anchor: "end", class: "time") {
      $0.append(seconds: row.entry.time - record.start, digits: 6)
    }
    append(row.client, isChanged: before?.client != row.client, x: Self.clientLine - 8, "end", y: y + 4, to: &drawing)
    append(row.server, isChanged: before?.server != row.server, x: Self.serverLine + 8, "start", y: y + 4, to: &drawing)
    appendArrow(row, at: y, to: &drawing)
    drawing.text(Self.center, y - 4, class: "label") { $0.append(label(of: row).text) }
    appendNote(row, y: y + 18, to: &drawing)
  }

  private func appendArrow(_ row: LadderRow, at y: Int, to drawing: inout Drawing) {
    let isUp = row.entry.from == .client
    let (start, goal) = isUp ? (Self.clientLine, Self.serverLine) : (Self.serverLine, Self.clientLine)
    let isLost = row.loss != nil
    let end = isLost ? start + (goal - start) * 7 / 10 : goal + (isUp ? -7 : 7)
    let gravity = (row.loss ?? row.other)?.severity
    let isFaint = row.entry.marks.contains(.duplicate) || row.entry.step == .icmpError
    let style: StaticString =
      gravity == .error ? "arrow error" : gravity == .warning ? "arrow warning" : isFaint ? "arrow faint" : "arrow"
    drawing.line(start, y, end, y + Self.slope, style)
    if isLost {
      for rise in [-4, 4] { drawing.line(end - 4, y + Self.slope - rise, end + 4, y + Self.slope + rise, style) }
      return
    }
    let head: StaticString = gravity == .error ? "head error" : gravity == .warning ? "head warning" : "head"
    drawing.path(head) {
      $0.move(end + (isUp ? 6 : -6), y + Self.slope)
      $0.output.append("l")
      $0.number(isUp ? -8 : 8)
      $0.number(-4)
      $0.output.append("v8z")
    }
  }

  private func label(of row: LadderRow) -> SegmentLabel {
    SegmentLabel(
      row.entry, origin: SequenceOrigin(record[row.entry.from]),
      peerOrigin: SequenceOrigin(record[row.entry.from.peer]),
      answersFin: row.answersFin, again: nil, isIPv6: !record.client.address.isIPv4, room: 66, unicode: true,
      language: language)
  }

  private func appendNote(_ row: LadderRow, y: Int, to drawing: inout Drawing) {
    let annotation = Annotation(unicode: true, language: language)
    var note = OctetBuffer()
    let gravest = row.loss ?? row.other
    if let loss = row.loss, let what = loss.loss {
      annotation.append(what, of: loss, to: &note)
    } else if let finding = row.other {
      note.append(string: finding.code.rawValue)
    } else {
      annotation.append(row.sketch, findings: [], to: &note)
    }
    guard !note.isEmpty else { return }
    note.truncate(since: 0, to: 72, ellipsis: "…")
    let style: StaticString =
      gravest?.severity == .error ? "note error" : gravest?.severity == .warning ? "note warning" : "note"
    drawing.text(Self.center, y, class: style) { $0.append(note) }
  }

  private func append(
    _ state: LadderState, isChanged: Bool, x: Int, _ anchor: StaticString, y: Int, to drawing: inout Drawing
  ) {
    let isUnsure = state.isPresumed || state.state == nil
    let style: StaticString =
      isUnsure ? (isChanged ? "state presumed" : "state presumed same") : isChanged ? "state" : "state same"
    drawing.text(x, y, anchor: anchor, class: style) {
      $0.append(state.state, isPresumed: state.isPresumed, style: .off)
    }
  }
}
