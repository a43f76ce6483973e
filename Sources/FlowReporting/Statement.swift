import FlowDiagnosis

/// A finding of one connection or of several as a paragraph: marker and code, how sure and where, and what happened.
struct Statement {
  /// How much it matters.
  let severity: Severity
  /// What it is.
  let code: FindingCode
  /// Severity, grade and evidence, in parentheses, up to the first word of the account.
  let circumstances: String
  /// What happened.
  let account: Phrase
  /// How it is to look.
  let settings: TextSettings

  /// Appends it, wrapped.
  func append(to output: inout OctetBuffer) {
    let start = output.count
    let glyphs = Glyphs(unicode: settings.unicode)
    output.append("  ")
    output.append(Tone(severity), settings.style) { text in
      text.append(glyphs.marker(severity))
      text.append(" ")
      text.append(string: code.rawValue)
    }
    output.append(" ")
    output.append(wrapped: circumstances + summary, since: start, indent: 4, width: settings.width)
    output.endLine()
  }

  /// The account in the characters there are: its only others are the micro sign and the arrow.
  private var summary: String {
    let text = account.text(in: settings.language)
    return settings.unicode ? text : text.replacing("µ", with: "u").replacing("→", with: "->")
  }
}
