import FlowDiagnosis
import FlowTracking

/// The whole page, put together at the end of a run.
struct HTMLPage {
  /// What was read.
  let capture: CaptureDescription
  /// What was counted.
  let statistics: RunStatistics
  /// What was gathered of the connections.
  let content: HTMLContent
  /// Its language.
  let settings: TextSettings

  private var language: Language { settings.language }

  /// Appends the page.
  func append(to output: inout OctetBuffer) {
    output.append("<!DOCTYPE html>\n<html lang=\"")
    output.append(string: language.rawValue)
    output.append(
      "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>")
    output.append(markup: capture.source)
    output.append(" · tcptrace-swift</title><style>\n")
    output.append(HTMLStyle.sheet)
    output.append("\n</style></head><body><main>\n")
    appendHead(to: &output)
    output.append("<div class=\"cards\">")
    appendOutcomes(to: &output)
    appendFindingCounts(to: &output)
    output.append("</div>\n<div class=\"cards\" style=\"margin-top:14px\">")
    HandshakeChart(handshakes: statistics.handshakes, language: language).append(to: &output)
    TimeChart(time: content.time, language: language).append(to: &output)
    output.append("</div>\n")
    HTMLStories(stories: statistics.stories, drawn: Set(content.ladders.map(\.number)), settings: settings).append(
      to: &output)
    HTMLServers(servers: content.servers, language: language).append(to: &output)
    appendConnections(to: &output)
    appendLadders(to: &output)
    HTMLExplanations(statistics: statistics, language: language).append(to: &output)
    output.append("<footer>tcptrace-swift · ")
    say(Words("All times are UTC.", ko: "모든 시각은 UTC입니다."), to: &output)
    output.append("</footer></main><script>")
    output.append(HTMLStyle.script)
    output.append("</script></body></html>\n")
  }

  private func say(_ words: Words, to output: inout OctetBuffer) {
    output.append(words.text(in: language))
  }

  private func appendHead(to output: inout OctetBuffer) {
    output.element("h1") { $0.append(markup: capture.source) }
    output.element("div", class: "dim") { line in
      if let first = statistics.firstPacketTime, let last = statistics.lastPacketTime {
        line.append(rfc3339: first)
        line.append(" – ")
        line.append(rfc3339: last)
        line.append(" · ")
      }
      line.append(markup: capture.linkType)
      if let filter = capture.filter {
        line.append(" · ")
        line.append(markup: filter)
      }
    }
    let errors = statistics.count(of: Severity.error)
    let warnings = statistics.count(of: Severity.warning)
    output.append("<div class=\"verdict ")
    output.append(errors > 0 ? "error" : warnings > 0 ? "warning" : "good")
    output.append("\">")
    output.element("p") { appendVerdict(errors: errors, warnings: warnings, to: &$0) }
    for line in SummaryText(statistics: statistics, settings: settings).circumstances {
      output.element("p") { $0.append(markup: line) }
    }
    output.append("</div>\n")
  }

  // Is anything wrong, how much, since when.
  private func appendVerdict(errors: UInt64, warnings: UInt64, to output: inout OctetBuffer) {
    guard errors > 0 || warnings > 0 else {
      return say(Words("Nothing wrong.", ko: "문제가 없습니다."), to: &output)
    }
    let counts = [
      (errors, Words(errors == 1 ? " error" : " errors", ko: "개의 오류")),
      (warnings, Words(warnings == 1 ? " warning" : " warnings", ko: "개의 경고")),
    ].filter { $0.0 > 0 }
    for (index, (count, noun)) in counts.enumerated() {
      if index > 0 { say(Words(" and ", ko: "와 "), to: &output) }
      output.append(grouped: count)
      say(noun, to: &output)
    }
    say(Words(" in ", ko: " (연결 "), to: &output)
    output.append(grouped: statistics.connectionsInTrouble)
    say(Words(" of ", ko: "개 / 전체 "), to: &output)
    output.append(grouped: statistics.connections)
    say(Words(statistics.connections == 1 ? " connection" : " connections", ko: "개)"), to: &output)
    if let since = content.firstTrouble {
      say(Words(", the first at ", ko: ", 첫 문제 "), to: &output)
      output.append(ClockReading(time: since, offset: 0).date)
      output.append(" ")
      output.append(timeOfDay: since)
    }
    output.append(".")
  }

  private func appendOutcomes(to output: inout OctetBuffer) {
    output.append("<section class=\"card\"><h3>")
    say(Words("Handshakes by outcome", ko: "handshake 결과"), to: &output)
    output.append("</h3>")
    let most = HandshakeOutcome.allCases.map { statistics.count(of: $0) }.max() ?? 0
    for outcome in HandshakeOutcome.allCases where statistics.count(of: outcome) > 0 {
      bar(
        outcome.words.text(in: language), statistics.count(of: outcome), of: most,
        outcome == .completed ? "good" : outcome == .unseen ? "" : "bad", to: &output)
    }
    output.append("</section>")
  }

  private func appendFindingCounts(to output: inout OctetBuffer) {
    output.append("<section class=\"card\"><h3>")
    say(Words("Findings", ko: "발견 사항"), to: &output)
    output.append("</h3>")
    // The gravest first: one error must not hide behind many notes.
    let codes = FindingCode.allCases.filter { statistics.count(of: $0) > 0 }.sorted {
      ($0.row.severity, statistics.count(of: $0)) > ($1.row.severity, statistics.count(of: $1))
    }
    if codes.isEmpty { output.element("p", class: "dim") { say(Words("none", ko: "없음"), to: &$0) } }
    for code in codes.prefix(12) {
      output.append("<div class=\"bar\"><span>")
      output.append(tag: code, code.row.severity)
      output.append("</span><span></span><span class=\"num\">")
      output.append(grouped: statistics.count(of: code))
      output.append("</span></div>")
    }
    if codes.count > 12 {
      output.element("p", class: "dim") { text in
        text.append("+ ")
        text.append(decimal: UInt64(codes.count - 12))
        say(Words(" more kinds, explained below", ko: "종류 더, 아래에 설명"), to: &text)
      }
    }
    output.append("</section>")
  }

  private func bar(
    _ name: StaticString, _ value: UInt64, of most: UInt64, _ style: StaticString, to output: inout OctetBuffer
  ) {
    output.append("<div class=\"bar\"><span>")
    output.append(name)
    output.append("</span><i class=\"")
    output.append(style)
    output.append("\" style=\"width:")
    output.append(decimal: value * 100 / max(most, 1))
    output.append("%\"></i><span class=\"num\">")
    output.append(grouped: value)
    output.append("</span></div>")
  }

  private func appendConnections(to output: inout OctetBuffer) {
    output.element("h2") { say(Words("Connections", ko: "연결"), to: &$0) }
    guard !content.rows.isEmpty else {
      output.element("p", class: "dim") { say(Words("No TCP connections.", ko: "TCP 연결이 없습니다."), to: &$0) }
      return
    }
    output.append("<div class=\"tools\"><input type=\"search\" id=\"find\" aria-label=\"filter\" placeholder=\"")
    say(Words("filter: address, port, code …", ko: "필터: 주소, 포트, 코드 …"), to: &output)
    output.append("\"><label><input type=\"checkbox\" id=\"only\"> ")
    say(Words("only with warnings or errors", ko: "경고나 오류가 있는 연결만"), to: &output)
    output.append("</label><span class=\"dim\"><span id=\"shown\">")
    output.append(grouped: UInt64(content.rows.count))
    output.append("</span> / ")
    output.append(grouped: statistics.connections)
    output.append("</span></div>\n<div class=\"scroll\"><table id=\"rows\"><thead><tr>")
    for (title, isNumber) in Self.columns {
      output.append(isNumber ? "<th class=\"num\"><button>" : "<th><button>")
      say(title, to: &output)
      output.append("</button></th>")
    }
    output.append("</tr></thead><tbody>\n")
    for row in content.rows.sorted(by: { $0.number < $1.number }) { output.append(row.markup) }
    output.append("</tbody></table></div>\n")
    leftOut(
      content.rowsLeftOut,
      Words(
        "more connections are counted above and not listed: those with findings come first, then the first clean ones.",
        ko: "개의 연결은 위의 집계에만 포함되고 목록에는 없습니다. 발견 사항이 있는 연결이 먼저 실립니다."), to: &output)
  }

  private static let columns: [(Words, Bool)] = [
    (Words("#", ko: "#"), true), (Words("start", ko: "시작"), true), (Words("client", ko: "클라이언트"), false),
    (Words("server", ko: "서버"), false), (Words("handshake", ko: "handshake"), true), (Words("close", ko: "종료"), false),
    (Words("duration", ko: "지속 시간"), true), (Words("octets →", ko: "octet →"), true),
    (Words("octets ←", ko: "octet ←"), true), (Words("findings", ko: "발견 사항"), false),
  ]

  private func appendLadders(to output: inout OctetBuffer) {
    guard !content.ladders.isEmpty else { return }
    output.element("h2") { say(Words("Segment by segment", ko: "segment별 상세"), to: &$0) }
    for ladder in content.ladders.sorted(by: { $0.number < $1.number }) { output.append(ladder.markup) }
    leftOut(
      content.laddersLeftOut,
      Words(
        "more connections in trouble are not drawn: the first of each kind are. A filter draws the others.",
        ko: "개의 문제 있는 연결은 그리지 않았습니다. 종류별로 처음 몇 개만 그립니다. 나머지는 필터로 볼 수 있습니다."), to: &output)
  }

  private func leftOut(_ count: UInt64, _ words: Words, to output: inout OctetBuffer) {
    guard count > 0 else { return }
    output.element("p", class: "dim") { text in
      text.append(grouped: count)
      if language == .english { text.append(" ") }
      text.append(words.text(in: language))
    }
  }
}

extension HandshakeOutcome {
  /// The word for people.
  var words: Words {
    switch self {
    case .completed: Words("completed", ko: "완료")
    case .refused: Words("refused", ko: "거부됨 (RST)")
    case .rejected: Words("rejected (ICMP)", ko: "거부됨 (ICMP)")
    case .unanswered: Words("unanswered", ko: "응답 없음")
    case .halfOpen: Words("half-open", ko: "half-open")
    case .reset: Words("reset while opening", ko: "여는 도중 RST")
    case .unseen: Words("opened unseen", ko: "연결 과정이 캡처되지 않음")
    }
  }
}
