package import FlowDiagnosis

/// How text for people is to look.
package struct TextSettings: Sendable {
  /// Columns of the terminal; at least 80 are used.
  package var width: Int
  /// Whether colours are used.
  package var style: Style
  /// Whether box and arrow characters may be used; otherwise ASCII only.
  package var unicode: Bool
  /// How lines are timed.
  package var timeFormat: TimeFormat
  /// Whether times are UTC instead of local.
  package var utc: Bool
  /// How much is said.
  package var verbosity: Verbosity
  /// The language of everything but codes, states, flags and numbers.
  package var language: Language
  /// What connections are counted by in the summary; nil where nothing was asked for.
  package var grouping: Grouping?

  /// How much is said.
  package enum Verbosity: UInt8, Sendable, CaseIterable, Comparable {
    /// The summary only (`-q`).
    case quiet
    /// Details of what is wrong.
    case normal
    /// Details of every connection (`-v`).
    case verbose

    /// By amount.
    package static func < (left: Verbosity, right: Verbosity) -> Bool {
      left.rawValue < right.rawValue
    }
  }

  /// 80 columns, no colour, Unicode, local time of day, English.
  package init(
    width: Int = 80, style: Style = .off, unicode: Bool = true, timeFormat: TimeFormat = .timeOfDay, utc: Bool = false,
    verbosity: Verbosity = .normal, language: Language = .english, grouping: Grouping? = nil
  ) {
    self.grouping = grouping
    self.width = max(width, 80)
    self.style = style
    self.unicode = unicode
    self.timeFormat = timeFormat
    self.utc = utc
    self.verbosity = verbosity
    self.language = language
  }
}
