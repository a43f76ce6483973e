/// The columns of live lines.
struct LiveLayout {
  /// Columns of the terminal.
  let width: Int
  /// Whether the addresses have room on the line; decided for each by `fit`.
  private(set) var isWide = true
  /// Where the connection's number stands.
  let numberColumn: Int
  /// Columns of the addresses; grows with what was seen.
  var flowWidth = 31

  /// Columns of an arrow on a narrow terminal.
  static let arrowWidth = 19

  // "SYN-ACK again" and two spaces.
  private static let labelWidth = 15
  /// Columns of a state: "ESTABLISHED?" and two spaces.
  static let stateWidth = 14

  /// The layout for a terminal of `width` columns and times of `timeWidth`.
  init(width: Int, timeWidth: Int) {
    self.width = width
    numberColumn = timeWidth == 0 ? 0 : timeWidth + 2
  }

  /// Makes room for addresses of `columns`, if the line has it.
  mutating func fit(flow columns: Int) {
    isWide = flowColumn + max(columns, flowWidth) + 2 + Self.labelWidth + 2 * Self.stateWidth <= width
    if isWide { flowWidth = max(flowWidth, columns) }
  }

  /// Where the addresses stand, or the client's state on a narrow terminal.
  var flowColumn: Int { numberColumn + 6 }
  /// Where the flags stand.
  var labelColumn: Int { flowColumn + (isWide ? flowWidth + 2 : Self.stateWidth) }
  /// Where the client's state stands on a wide terminal.
  var statesColumn: Int { labelColumn + Self.labelWidth }
  /// Where notes stand.
  var noteColumn: Int {
    isWide ? statesColumn + 2 * Self.stateWidth : labelColumn + Self.arrowWidth + 1 + Self.stateWidth
  }
}
