import FlowDiagnosis

/// The table of connections: sizes its columns by the first rows, then prints rows as they come.
struct ConnectionTable {
  private let settings: TextSettings
  private let glyphs: Glyphs
  private var time: TimeWriter
  private var waiting: [ConnectionRow] = []
  private var layout: ConnectionTableLayout?

  /// How many rows decide the widths.
  private static let sampleSize = 256

  /// A table without rows.
  init(settings: TextSettings) {
    self.settings = settings
    glyphs = Glyphs(unicode: settings.unicode)
    time = TimeWriter(format: settings.timeFormat, utc: settings.utc, digits: 3)
  }

  /// Takes the time that offsets count from, in nanoseconds since the epoch.
  mutating func firstPacket(at moment: Int64) {
    time.first = moment
  }

  /// Adds the next row, and prints it once the widths are known.
  mutating func add(_ row: ConnectionRow, to output: inout OctetBuffer) {
    guard layout == nil else { return append(row, to: &output) }
    waiting.append(row)
    if waiting.count == Self.sampleSize { settle(mayGrow: true, to: &output) }
  }

  /// Prints what waits for the widths to be known.
  mutating func finish(to output: inout OctetBuffer) {
    if layout == nil && !waiting.isEmpty { settle(mayGrow: false, to: &output) }
  }

  private mutating func settle(mayGrow: Bool, to output: inout OctetBuffer) {
    layout = ConnectionTableLayout(
      rows: waiting, width: settings.width, timeWidth: time.columns, arrow: glyphs.towards, mayGrow: mayGrow,
      language: settings.language)
    appendHeader(to: &output)
    for row in waiting { append(row, to: &output) }
    waiting = []
  }

  private func appendHeader(to output: inout OctetBuffer) {
    guard let layout else { return }
    output.append(.dim, settings.style) { text in
      var reached = 0
      for column in layout.columns {
        let start = column.cell == .number ? column.start + column.width - 1 : column.start
        if column.cell == .findings && start + 8 > settings.width { continue }
        text.append(spaces: start - reached)
        text.append(column.title)
        reached = start + column.title.columns
      }
    }
    output.endLine()
  }

  private mutating func append(_ row: ConnectionRow, to output: inout OctetBuffer) {
    guard let layout else { return }
    let texts = row.texts
    // How far the current line has come.
    var reached = 0
    for column in layout.columns {
      if column.cell == .time {
        output.append(spaces: column.start - reached)
        let start = output.count
        time.append(row.start, to: &output)
        reached = column.start + output.columns(since: start)
        continue
      }
      let text = texts[column.cell.rawValue]
      let length = DisplayWidth.columns(of: text.span)
      guard length > 0 else { continue }
      var start = column.cell == .number ? column.start + column.width - length : column.start
      // What does not fit goes on below its column, and findings below the whole line.
      let isBelow = column.cell == .findings && start + length > settings.width
      if isBelow || (reached > 0 && reached >= start) {
        output.endLine()
        reached = 0
        if isBelow { start = layout.indent }
      }
      output.append(spaces: max(start, 0) - reached)
      reached = max(start, 0) + length
      if column.cell == .findings {
        append(findings: text, of: row, column: start, to: &output)
      } else {
        output.append(contentsOf: text)
      }
      if column.cell == .client {
        output.append(spaces: column.start + column.width - reached + 1)
        output.append(glyphs.towards)
        reached = max(reached, column.start + column.width) + 1 + glyphs.towards.columns
      }
    }
    output.endLine()
  }

  private func append(
    findings text: ArraySlice<UInt8>, of row: ConnectionRow, column: Int, to output: inout OctetBuffer
  ) {
    let lineStart = output.lineStart
    output.append(row.severity.map { Tone($0) } ?? .plain, settings.style) {
      $0.append(wrapped: text.span, since: lineStart, indent: column, width: settings.width)
    }
  }
}
