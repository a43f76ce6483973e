import FlowDiagnosis

/// What several connections together show: floods, scans, services that refuse everybody.
struct HTMLStories {
  /// The findings, in the order in which they began.
  let stories: [Story]
  /// The connections whose ladders are on the page.
  let drawn: Set<UInt64>
  /// The language.
  let settings: TextSettings

  // Links to connections; a flood has thousands.
  private static let shownConnections = 8
  private static let shown = 100

  private var language: Language { settings.language }

  /// Appends them, the gravest first.
  func append(to output: inout OctetBuffer) {
    guard !stories.isEmpty else { return }
    output.element("h2") { $0.append(Words("Across connections", ko: "여러 연결에 걸친 문제").text(in: language)) }
    var left = Self.shown
    for severity in Severity.allCases.reversed() {
      for story in stories where story.severity == severity && left > 0 {
        append(story, to: &output)
        left -= 1
      }
    }
    guard stories.count > Self.shown else { return }
    output.element("p", class: "dim") { text in
      text.append("+ ")
      text.append(grouped: UInt64(stories.count - Self.shown))
    }
  }

  private func append(_ story: Story, to output: inout OctetBuffer) {
    output.append("<div class=\"finding ")
    output.append(string: story.severity.name)
    output.append("\"><p>")
    output.append(tag: story.code, story.severity)
    output.append("<span class=\"dim\">")
    output.append(timeOfDay: story.start)
    if story.end > story.start {
      output.append(" + ")
      output.append(duration: story.end - story.start, unicode: true, in: language)
    }
    output.append(" · ")
    output.append(string: story.grade.name(in: language))
    output.append("</span></p><p>")
    output.append(markup: story.account.text(in: language))
    output.append("</p><p class=\"dim\">")
    output.append(Words("connections ", ko: "연결 ").text(in: language))
    for (index, number) in story.connections.prefix(Self.shownConnections).enumerated() {
      if index > 0 { output.append(", ") }
      let isDrawn = drawn.contains(number)
      if isDrawn {
        output.append("<a href=\"#c")
        output.append(decimal: number)
        output.append("\">")
      }
      output.append("#")
      output.append(decimal: number)
      if isDrawn { output.append("</a>") }
    }
    if story.count > UInt64(min(story.connections.count, Self.shownConnections)) {
      output.append(" … (")
      output.append(grouped: story.count)
      output.append(")")
    }
    output.append("</p></div>\n")
  }
}
