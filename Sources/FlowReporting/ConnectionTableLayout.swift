import FlowDiagnosis

/// The columns of the table: all of them where there is room; without details, then without the time, where there is not.
struct ConnectionTableLayout {
  /// One column.
  struct Column {
    /// What it shows.
    let cell: ConnectionRow.Cell
    /// Where it begins.
    let start: Int
    /// How wide it is; the last one is as wide as the line has room.
    let width: Int
    /// Its heading.
    let title: StaticString
  }

  /// The columns, from the left.
  let columns: [Column]
  /// Where a continuation line begins.
  let indent: Int

  // The widest IPv4 endpoint; a column of addresses is never narrower where addresses are wider.
  private static let addressWidth = 21
  // Room for findings that a line must have to keep them.
  private static let findingsWidth = 20

  /// The layout that suits `rows`.
  ///
  /// - Parameters:
  ///   - arrow: What stands between client and server.
  ///   - timeWidth: Columns of the time; 0 for none.
  init(rows: [ConnectionRow], width: Int, timeWidth: Int, arrow: StaticString, mayGrow: Bool, language: Language) {
    var widths = Array(repeating: 0, count: ConnectionRow.Cell.allCases.count)
    for row in rows {
      for (index, text) in row.texts.enumerated() {
        widths[index] = max(widths[index], DisplayWidth.columns(of: text.span))
      }
    }
    if mayGrow { widths[ConnectionRow.Cell.number.rawValue] = 6 }
    widths[ConnectionRow.Cell.time.rawValue] = timeWidth
    let findings = min(widths[ConnectionRow.Cell.findings.rawValue], Self.findingsWidth)

    let choices: [[ConnectionRow.Cell]] = [
      [.number, .time, .client, .server, .handshake, .close, .findings],
      [.number, .time, .client, .server, .shortHandshake, .close, .findings],
      [.number, .client, .server, .handshake, .close, .findings],
      [.number, .client, .server, .shortHandshake, .close, .findings],
    ]
    var chosen: [Column] = []
    for (index, choice) in choices.enumerated() {
      let cells = choice.filter { $0 != .time || timeWidth > 0 }
      chosen = Self.place(cells, widths: widths, arrow: arrow.columns, language)
      let end = chosen.last?.start ?? 0
      // The narrower choices keep findings on a line of their own, so that only the other columns must fit.
      if end + (index < 2 ? findings : -2) <= width { break }
      if index == choices.count - 1 {
        Self.narrow(&widths, by: end - 2 - width)
        chosen = Self.place(cells, widths: widths, arrow: arrow.columns, language)
      }
    }
    columns = chosen
    indent = widths[ConnectionRow.Cell.number.rawValue] + 2
  }

  // The wider of the two columns of addresses gives first: beside an IPv4 address, which cannot, an IPv6 address has to give all of it.
  private static func narrow(_ widths: inout [Int], by excess: Int) {
    let (client, server) = (ConnectionRow.Cell.client.rawValue, ConnectionRow.Cell.server.rawValue)
    for _ in 0..<max(excess, 0) {
      let wider = widths[client] >= widths[server] ? client : server
      if widths[wider] <= addressWidth { return }
      widths[wider] -= 1
    }
  }

  private static func title(of cell: ConnectionRow.Cell) -> Words {
    switch cell {
    case .number: Words("#", ko: "#")
    case .time: Words("time", ko: "시각")
    case .client: Words("client", ko: "클라이언트")
    case .server: Words("server", ko: "서버")
    case .handshake, .shortHandshake: Words("handshake", ko: "handshake")
    case .close: Words("close", ko: "종료")
    case .findings: Words("findings", ko: "진단")
    }
  }

  private static func place(
    _ cells: [ConnectionRow.Cell], widths: [Int], arrow: Int, _ language: Language
  ) -> [Column] {
    var start = 0
    return cells.map { cell in
      let title = title(of: cell).text(in: language)
      let column = Column(
        cell: cell, start: start, width: max(widths[cell.rawValue], title.columns), title: title)
      start += column.width + (cell == .client ? arrow + 2 : 2)
      return column
    }
  }
}
