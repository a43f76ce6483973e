import FlowDiagnosis

/// Whether colours are used. They only repeat what the text says.
package enum Style: Sendable {
  /// No escape sequence at all.
  case off
  /// ANSI colours.
  case ansi
}

/// What a piece of text is, for colouring.
enum Tone {
  /// No colour.
  case plain
  /// A heading.
  case bold
  /// Presumed, or only there to help.
  case dim
  /// A warning.
  case warning
  /// An error.
  case error

  /// The tone of a finding; notes stay plain.
  init(_ severity: Severity) {
    switch severity {
    case .note: self = .plain
    case .warning: self = .warning
    case .error: self = .error
    }
  }
}

extension OctetBuffer {
  /// Appends what `body` appends, in the colour of `tone`.
  mutating func append(_ tone: Tone, _ style: Style, _ body: (inout OctetBuffer) -> Void) {
    let sequence: StaticString? =
      switch tone {
      case .plain: nil
      case .bold: "\u{1B}[1m"
      case .dim: "\u{1B}[2m"
      case .warning: "\u{1B}[33m"
      case .error: "\u{1B}[31m"
      }
    guard style == .ansi, let sequence else { return body(&self) }
    append(sequence)
    body(&self)
    append("\u{1B}[0m")
  }
}
