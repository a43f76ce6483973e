import FlowDiagnosis
import FlowTracking
import PacketDecoding

/// The part of the summary that says where the trouble is: how many connections have it, since when, from whom, and a table of the groups,
/// those with the most of it first.
struct GroupText {
  /// What was counted.
  let summary: GroupSummary
  /// What the whole run counted.
  let statistics: RunStatistics
  /// How it is to look.
  let settings: TextSettings

  // Groups that are shown where nobody asked for them, and where somebody did.
  private static let shownInPassing = 8
  private static let shown = 50
  private static let shownClients = 3

  private var language: Language { settings.language }

  // A few connections are seen at a glance in their own table.
  private static let seenAtAGlance = 8

  /// Whether there is anything to say: a table was asked for, or there is trouble among many connections to several servers.
  var isOfUse: Bool {
    if summary.isChosen { return summary.groups.count > 0 }
    return statistics.connections > Self.seenAtAGlance && summary.groups.count > 1 && summary.troubled.count > 0
  }

  /// How much trouble, since when, and from whom; nil where there is none.
  var trouble: String? {
    let clients = summary.troubled.ordered()
    guard statistics.connectionsInTrouble > 0, let first = clients.compactMap(\.statistics.firstTrouble).min() else {
      return nil
    }
    let (some, all) = (
      written { $0.append(grouped: statistics.connectionsInTrouble) },
      written { $0.append(grouped: statistics.connections) }
    )
    let since = time(first)
    var text = say("\(some) of \(all) connections, since \(since)", "연결 \(all)개 중 \(some)개, \(since)부터")
    let most = clients.prefix(Self.shownClients).map { "\($0.name) (\(counts($0.statistics)))" }
    let rest = clients.count - most.count
    text += say("; from ", "; 클라이언트 ") + most.joined(separator: ", ")
    if rest > 0 { text += say(" and \(rest) more", " 외 \(rest)곳") }
    return text
  }

  /// Appends the table.
  func appendTable(to output: inout OctetBuffer) {
    let ordered = summary.groups.ordered()
    // In passing only what is in trouble is worth a line.
    let worth = summary.isChosen ? ordered : ordered.filter { $0.statistics.trouble != (0, 0) }
    let rows = worth.prefix(summary.isChosen ? Self.shown : Self.shownInPassing)
    let table = GroupTextTable(
      grouping: summary.groups.grouping,
      rows: rows.map { ($0.name, $0.statistics, $0.statistics.firstTrouble.map(time)) },
      settings: settings)
    output.endLine()
    table.append(to: &output)
    appendRest(groups: ordered.count - rows.count, troubled: worth.count - rows.count, to: &output)
  }

  private func appendRest(groups: Int, troubled: Int, to output: inout OctetBuffer) {
    let others = summary.groups.others.connections
    guard groups > 0 || others > 0 else { return }
    let start = output.count
    output.append("  ")
    output.append(Glyphs(unicode: settings.unicode).ellipsis)
    output.append(" ")
    var text = ""
    if groups > 0 {
      let (bad, rest) = summary.isChosen ? (0, groups) : (troubled, groups - troubled)
      let (some, others) = (
        written { $0.append(grouped: UInt64(bad)) }, written { $0.append(grouped: UInt64(rest)) }
      )
      switch (bad, rest) {
      case (0, _) where summary.isChosen: text = say("and \(others) more", "외 \(others)개")
      case (0, _): text = say("and \(others) without trouble", "이상 없는 것 \(others)개")
      case (_, 0): text = say("and \(some) more in trouble", "외 문제 있는 것 \(some)개")
      default: text = say("and \(some) more in trouble, \(others) without", "외 문제 있는 것 \(some)개, 이상 없는 것 \(others)개")
      }
      text += say("; --json with --group-by lists all", "; --json과 --group-by로 모두 볼 수 있습니다")
    }
    if others > 0 {
      let many = written { $0.append(grouped: others) }
      if !text.isEmpty { text += ". " }
      text += say(
        "\(many) connections belong to groups that there was no room to tell apart", "연결 \(many)개는 그룹이 너무 많아 나누지 않았습니다")
    }
    output.append(wrapped: text, since: start, indent: 4, width: settings.width)
    output.endLine()
  }

  private func counts(_ statistics: GroupStatistics) -> String {
    let parts = [(statistics.errors, Severity.error), (statistics.warnings, .warning)].filter { $0.0 > 0 }
    return parts.map { number, severity in
      let count = written { $0.append(grouped: number) }
      let name = severity.name(in: language)
      return say("\(count) \(name)\(number == 1 ? "" : "s")", "\(name) \(count)개")
    }.joined(separator: ", ")
  }

  private func time(_ moment: Int64) -> String {
    let formats: [TimeFormat] = [.epoch, .dateAndTime, .sinceFirst]
    var writer = TimeWriter(
      format: formats.contains(settings.timeFormat) ? settings.timeFormat : .timeOfDay, utc: settings.utc, digits: 3)
    writer.first = statistics.firstPacketTime
    return written { writer.append(moment, to: &$0) }
  }

  private func say(_ english: String, _ korean: String) -> String {
    language == .korean ? korean : english
  }

  private func written(_ body: (inout OctetBuffer) -> Void) -> String {
    var buffer = OctetBuffer()
    body(&buffer)
    return String(decoding: buffer.octets, as: UTF8.self)
  }
}
