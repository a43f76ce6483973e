import FlowDiagnosis
import FlowTracking

/// The servers, those with the most trouble first.
struct HTMLServers {
  /// What was counted.
  let servers: GroupTable
  /// The language of the headings.
  let language: Language

  private static let shown = 12
  // What can be unfolded below; more are counted.
  private static let listed = 500

  /// Appends the table.
  func append(to output: inout OctetBuffer) {
    let ordered = servers.ordered()
    guard !ordered.isEmpty else { return }
    output.element("h2") { $0.append(Words("Servers", ko: "서버").text(in: language)) }
    appendTable(ordered.prefix(Self.shown), to: &output)
    let rest = ordered.dropFirst(Self.shown)
    guard !rest.isEmpty || servers.others.connections > 0 else { return }
    if !rest.isEmpty {
      output.append("<details><summary>+ ")
      output.append(grouped: UInt64(rest.count))
      output.append(Words(" more servers", ko: "개 서버 더 보기").text(in: language))
      output.append("</summary>")
      appendTable(rest.prefix(Self.listed), to: &output)
      if rest.count > Self.listed {
        output.element("p", class: "dim") { text in
          text.append("+ ")
          text.append(grouped: UInt64(rest.count - Self.listed))
          text.append(Words(" that are not listed", ko: "개는 싣지 않음").text(in: language))
        }
      }
      output.append("</details>\n")
    }
    guard servers.others.connections > 0 else { return }
    output.element("p", class: "dim") { text in
      text.append("+ ")
      text.append(grouped: servers.others.connections)
      text.append(
        Words(" connections to other servers, too many to tell apart", ko: "개의 연결은 서버가 너무 많아 서버별로 나누지 않음").text(
          in: language))
    }
  }

  private func appendTable(
    _ rows: ArraySlice<(name: String, statistics: GroupStatistics)>, to output: inout OctetBuffer
  ) {
    output.append("<div class=\"scroll\"><table><thead><tr>")
    for (index, title) in Self.columns.enumerated() {
      output.append(index == 0 ? "<th>" : "<th class=\"num\">")
      output.append(title.text(in: language))
      output.append("</th>")
    }
    output.append("</tr></thead><tbody>")
    for (name, statistics) in rows { append(name, statistics, to: &output) }
    output.append("</tbody></table></div>\n")
  }

  private static let columns = [
    Words("server", ko: "서버"), Words("attempts", ko: "시도"), Words("completed", ko: "완료"),
    Words("refused", ko: "거부"), Words("unanswered", ko: "응답 없음"), Words("p50", ko: "p50"), Words("p99", ko: "p99"),
    Words("sent again", ko: "재전송"), Words("errors", ko: "오류"), Words("warnings", ko: "경고"),
    Words("first trouble", ko: "첫 문제"),
  ]

  private func append(_ name: String, _ statistics: GroupStatistics, to output: inout OctetBuffer) {
    output.append("<tr>")
    output.element("td", class: "mono") { $0.append(markup: name) }
    for count in [statistics.connections, statistics.completed, statistics.refused, statistics.unanswered] {
      number(count, to: &output)
    }
    for permille: UInt64 in [500, 990] {
      output.element("td", class: "num") { cell in
        if let time = statistics.handshakes.quantile(permille: permille) {
          cell.append(duration: time, unicode: true, in: language)
        }
      }
    }
    output.element("td", class: "num") { cell in
      cell.append(percentage: statistics.retransmissionRate)
    }
    number(statistics.errors, to: &output)
    number(statistics.warnings, to: &output)
    output.element("td", class: "num") { cell in
      if let time = statistics.firstTrouble { cell.append(timeOfDay: time) }
    }
    output.append("</tr>")
  }

  private func number(_ value: UInt64, to output: inout OctetBuffer) {
    output.element("td", class: "num") { $0.append(grouped: value) }
  }
}
