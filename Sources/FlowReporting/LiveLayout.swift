import FlowTracking
import PacketDecoding

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

  /// Makes room for addresses of `columns`, if the line has it; true where other columns move by that.
  mutating func fit(flow columns: Int) -> Bool {
    isWide = flowColumn + max(columns, flowWidth) + 2 + Self.labelWidth + 2 * Self.stateWidth <= width
    guard isWide, columns > flowWidth else { return false }
    flowWidth = columns
    return true
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

extension LiveLayout {
  /// What the end of a line depends on where nothing was noticed or found, in one number: what the event means, the flags that have a name,
  /// whether the note is part of it, and how far `column`, where the end begins, is from where it should be. Nil where that is too much for a
  /// number.
  func phraseKey(of event: inout FlowEvent, at column: Int) -> UInt64? {
    let shift = column - (isWide ? labelColumn : flowColumn)
    // Four changes take 62 bits, three 51.
    guard event.marks.isEmpty, event.transitions.count <= 3, 0...7 ~= shift, let meaning = event.meaning else {
      return nil
    }
    let flags = event.segment.flags
    let named = UInt64(flags.rawValue & 7) | (flags.contains(.ack) ? 8 : 0)
    return meaning | named << 51 | (isWide ? 1 << 55 : 0) | UInt64(shift) << 56
      | (Annotation.isFixed(&event) ? 1 << 59 : 0)
  }
}
