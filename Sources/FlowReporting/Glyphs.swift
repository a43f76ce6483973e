import FlowDiagnosis

/// The characters that drawings are made of.
struct Glyphs {
  /// The shaft of an arrow, one column.
  let shaft: StaticString
  /// The shaft of an ICMP error's arrow, one column.
  let brokenShaft: StaticString
  /// An arrow's head towards the server, one column.
  let headRight: StaticString
  /// An arrow's head towards the client, one column.
  let headLeft: StaticString
  /// Where a segment was lost, one column.
  let lost: StaticString
  /// Between two endpoints.
  let towards: StaticString
  /// Between two endpoints, when the second one sends.
  let backwards: StaticString
  /// For something left out.
  let ellipsis: StaticString
  /// Before what somebody else wrote.
  let openingQuote: StaticString
  /// Behind what somebody else wrote.
  let closingQuote: StaticString
  private let error: StaticString
  private let warning: StaticString
  private let note: StaticString

  /// The characters of a UTF-8 terminal, or of ASCII.
  init(unicode: Bool) {
    shaft = unicode ? "─" : "-"
    brokenShaft = unicode ? "╌" : "."
    headRight = unicode ? "▶" : ">"
    headLeft = unicode ? "◀" : "<"
    lost = unicode ? "✗" : "x"
    towards = unicode ? "→" : "->"
    backwards = unicode ? "←" : "<-"
    ellipsis = unicode ? "…" : "..."
    openingQuote = unicode ? "“" : "\""
    closingQuote = unicode ? "”" : "\""
    error = unicode ? "✖" : "!!"
    warning = unicode ? "⚠" : "!"
    note = unicode ? "•" : "*"
  }

  /// What a finding of this weight begins with, so that it is seen without colour.
  func marker(_ severity: Severity) -> StaticString {
    switch severity {
    case .error: error
    case .warning: warning
    case .note: note
    }
  }
}
