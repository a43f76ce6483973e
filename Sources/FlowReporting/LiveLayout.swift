/// The columns of live lines.
struct LiveLayout {
  /// Whether the addresses have room on every line.
  let isWide: Bool
  /// Where the connection's number stands.
  let numberColumn: Int
  /// Columns of the addresses; grows with what was seen.
  var flowWidth = 31

  /// Columns of an arrow on a narrow terminal.
  static let arrowWidth = 19

  // "ESTABLISHED?" and a space.
  private static let stateWidth = 13

  /// The layout for a terminal of `width` columns and times of `timeWidth`.
  init(width: Int, timeWidth: Int) {
    isWide = width >= 110 + max(timeWidth - 12, 0)
    numberColumn = timeWidth == 0 ? 0 : timeWidth + 2
  }

  /// Where the addresses stand, or the client's state on a narrow terminal.
  var flowColumn: Int { numberColumn + 6 }
  /// Where the flags stand.
  var labelColumn: Int { flowColumn + (isWide ? flowWidth + 2 : Self.stateWidth) }
  /// Where the client's state stands on a wide terminal.
  var statesColumn: Int { labelColumn + 15 }
  /// Where notes stand.
  var noteColumn: Int {
    isWide ? statesColumn + 2 * Self.stateWidth : labelColumn + Self.arrowWidth + 1 + Self.stateWidth
  }
}
