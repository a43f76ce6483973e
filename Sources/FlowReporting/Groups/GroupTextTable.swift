import FlowDiagnosis

/// Groups as a table in text. Columns that are empty throughout are left out; where the rest does not fit beside the names, it stands below
/// them, without the columns that matter least.
struct GroupTextTable {
  /// What the connections of a group have in common.
  let grouping: Grouping
  /// The groups' names, counts and times of first trouble.
  let rows: [(name: String, statistics: GroupStatistics, since: String?)]
  /// How it is to look.
  let settings: TextSettings

  private enum Cell: CaseIterable {
    case attempts, completed, refused, unanswered, failed, unseen, median, slow, resent, findings, since

    var isText: Bool { self == .findings || self == .since }

    var title: Words {
      switch self {
      case .attempts: Words("attempts", ko: "시도")
      case .completed: Words("completed", ko: "완료")
      case .refused: Words("refused", ko: "거부")
      case .unanswered: Words("unanswered", ko: "응답 없음")
      case .failed: Words("failed", ko: "실패")
      case .unseen: Words("open before", ko: "이미 열림")
      case .median: Words("p50", ko: "p50")
      case .slow: Words("p99", ko: "p99")
      case .resent: Words("resent", ko: "재전송")
      case .findings: Words("findings", ko: "진단")
      case .since: Words("since", ko: "첫 문제")
      }
    }
  }

  /// Appends heading and rows.
  func append(to output: inout OctetBuffer) {
    guard !rows.isEmpty else { return }
    var cells = Cell.allCases.filter { cell in
      cell == .attempts || cell == .completed || rows.contains { !isEmpty(cell, $0.statistics) }
    }
    let heading = written { $0.append(title, in: settings.language) }
    let nameWidth = ([heading] + rows.map(\.name)).map(columns).max() ?? 0
    var start = nameWidth
    var isBeside = true
    if start + width(of: cells) > settings.width {
      isBeside = false
      start = 2
      for cell in [Cell.median, .resent, .unseen, .failed] where start + width(of: cells) > settings.width {
        cells.removeAll { $0 == cell }
      }
    }
    let widths = cells.map(width)
    let first = output.count
    output.append(.dim, settings.style) { line in
      line.append(string: heading)
      if !isBeside { line.endLine() }
    }
    if isBeside { output.pad(since: first, to: start) } else { output.append(spaces: start) }
    appendLine(zip(cells, widths).map { (written($0.title), $1, $0.isText) }, tone: .dim, to: &output)
    for row in rows {
      let begin = output.count
      output.append(safe: row.name)
      if isBeside {
        output.pad(since: begin, to: start)
      } else {
        output.endLine()
        output.append(spaces: start)
      }
      appendLine(
        zip(cells, widths).map { (text(of: $0, row.statistics, since: row.since), $1, $0.isText) },
        tone: row.statistics.errors > 0 ? .error : row.statistics.warnings > 0 ? .warning : .plain, to: &output)
    }
  }

  private var title: Words {
    switch grouping {
    case .server: Words("by server", ko: "서버별")
    case .client: Words("by client", ko: "클라이언트별")
    case .subnet: Words("by subnet of the client", ko: "클라이언트 서브넷별")
    case .port: Words("by port", ko: "포트별")
    case .vlan: Words("by VLAN", ko: "VLAN별")
    }
  }

  // Only what is about trouble is coloured.
  private func appendLine(
    _ texts: [(text: String, width: Int, isText: Bool)], tone: Tone, to output: inout OctetBuffer
  ) {
    var gap = 0
    for (text, width, isText) in texts {
      let pad = width - columns(text)
      gap += 2
      if !isText { gap += pad }
      if !text.isEmpty {
        output.append(spaces: gap)
        gap = 0
        output.append(isText || tone == .dim ? tone : .plain, settings.style) { $0.append(string: text) }
      }
      if isText { gap += pad } else if text.isEmpty { gap += columns(text) }
    }
    output.endLine()
  }

  private func isEmpty(_ cell: Cell, _ statistics: GroupStatistics) -> Bool {
    switch cell {
    case .attempts: statistics.connections == 0
    case .completed: statistics.completed == 0
    case .refused: statistics.refused == 0
    case .unanswered: statistics.unanswered == 0
    case .failed: statistics.failedOpening == 0
    case .unseen: statistics.unseen == 0
    case .median, .slow: statistics.handshakes.count == 0
    case .resent: statistics.retransmitted == 0
    case .findings, .since: statistics.firstTrouble == nil
    }
  }

  private func text(of cell: Cell, _ statistics: GroupStatistics, since: String?) -> String {
    switch cell {
    case .attempts: grouped(statistics.connections)
    case .completed: grouped(statistics.completed)
    case .refused: grouped(statistics.refused)
    case .unanswered: grouped(statistics.unanswered)
    case .failed: grouped(statistics.failedOpening)
    case .unseen: grouped(statistics.unseen)
    case .median: duration(statistics.handshakes.quantile(permille: 500))
    case .slow: duration(statistics.handshakes.quantile(permille: 990))
    case .resent: written { $0.append(percentage: statistics.retransmissionRate) }
    case .findings: findings(statistics)
    case .since: since ?? ""
    }
  }

  private func findings(_ statistics: GroupStatistics) -> String {
    let glyphs = Glyphs(unicode: settings.unicode)
    return [(statistics.errors, Severity.error), (statistics.warnings, .warning)].filter { $0.0 > 0 }.map {
      count, severity in
      written {
        $0.append(glyphs.marker(severity))
        $0.append(" ")
        $0.append(grouped: count)
      }
    }.joined(separator: " ")
  }

  private func width(of cells: [Cell]) -> Int {
    cells.reduce(0) { $0 + width($1) + 2 }
  }

  private func width(_ cell: Cell) -> Int {
    let texts = rows.map { columns(text(of: cell, $0.statistics, since: $0.since)) }
    return max(columns(written(cell.title)), texts.max() ?? 0)
  }

  private func columns(_ text: String) -> Int {
    DisplayWidth.columns(of: text.utf8.span)
  }

  private func grouped(_ number: UInt64) -> String {
    written { $0.append(grouped: number) }
  }

  private func duration(_ nanoseconds: Int64?) -> String {
    guard let nanoseconds else { return "" }
    return written { $0.append(duration: nanoseconds, unicode: settings.unicode, in: settings.language) }
  }

  private func written(_ words: Words) -> String {
    written { $0.append(words, in: settings.language) }
  }

  private func written(_ body: (inout OctetBuffer) -> Void) -> String {
    var buffer = OctetBuffer()
    body(&buffer)
    return String(decoding: buffer.octets, as: UTF8.self)
  }
}

extension OctetBuffer {
  /// Appends a share in hundredths of a percent: "1.25 %", "0 %".
  mutating func append(percentage perTenThousand: UInt64) {
    append(grouped: perTenThousand / 100)
    if perTenThousand > 0 {
      append(".")
      append(decimal: perTenThousand % 100, paddedTo: 2)
    }
    append(" %")
  }
}
