import FlowDiagnosis

/// What every code on the page means, once.
struct HTMLExplanations {
  /// What was found.
  let statistics: RunStatistics
  /// The language.
  let language: Language

  /// Appends the explanations of the codes that were found.
  func append(to output: inout OctetBuffer) {
    let codes = FindingCode.allCases.filter { statistics.count(of: $0) > 0 }
    guard !codes.isEmpty else { return }
    output.element("h2") { $0.append(Words("What the codes mean", ko: "코드 설명").text(in: language)) }
    for code in codes { append(code, to: &output) }
  }

  private func append(_ code: FindingCode, to output: inout OctetBuffer) {
    let explanation = code.explanation
    output.append("<details id=\"")
    output.append(string: code.rawValue)
    output.append("\"><summary><span class=\"tag ")
    output.append(string: code.row.severity.name)
    output.append("\">")
    output.append(string: code.rawValue)
    output.append("</span> ")
    output.append(markup: "\(code.title(in: language))")
    output.append(" <span class=\"dim\">")
    output.append(markup: code.reference(in: language))
    output.append("</span></summary><p>")
    output.append(markup: "\(explanation.story.text(in: language))")
    output.append("</p><p><b>")
    output.append(Words("Likely causes, the likeliest first", ko: "원인, 가능성이 큰 것부터").text(in: language))
    output.append("</b></p><ol>")
    for cause in explanation.causes {
      output.append("<li>")
      output.append(markup: "\(cause.cause.text(in: language))")
      output.append(" <span class=\"dim\">")
      output.append(markup: "\(cause.check.text(in: language))")
      output.append("</span><pre>")
      output.append(markup: "\(cause.command)")
      output.append("</pre></li>")
    }
    output.append("</ol></details>\n")
  }
}
