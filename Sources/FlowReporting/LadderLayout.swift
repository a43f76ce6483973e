/// The columns of a ladder.
struct LadderLayout {
  /// Columns before the time.
  let margin = 2
  /// Columns of the time.
  let timeWidth: Int
  /// Decimals of a second.
  let timeDigits: Int
  /// Columns of an arrow.
  let arrowWidth: Int
  /// Columns of a note; 0 when there is no room for notes beside the ladder.
  let noteWidth: Int

  // "ESTABLISHED?" is the longest.
  private static let stateWidth = 12

  /// The layout for a connection that lasts `duration` nanoseconds on a terminal of `width` columns.
  init(duration: Int64, width: Int) {
    let seconds = UInt64(max(duration, 0)) / 1_000_000_000
    var text = OctetBuffer()
    text.append(decimal: seconds)
    // Hours are not read to the microsecond.
    timeDigits = seconds >= 10_000 ? 3 : 6
    timeWidth = text.count + 1 + timeDigits
    let rest = width - margin - timeWidth - 2 - 2 * Self.stateWidth - 2
    if rest >= 34 + 2 + 26 {
      arrowWidth = min(46, rest - 2 - 26)
      noteWidth = rest - 2 - arrowWidth
    } else {
      arrowWidth = rest
      noteWidth = 0
    }
  }

  /// Whether notes stand beside the ladder.
  var hasNotes: Bool { noteWidth > 0 }
  /// Where arrows begin.
  var arrowColumn: Int { margin + timeWidth + 2 + Self.stateWidth + 1 }
  /// Where the server's state begins.
  var serverColumn: Int { arrowColumn + arrowWidth + 1 }
  /// Where notes begin.
  var noteColumn: Int { serverColumn + Self.stateWidth + 2 }
}
