import FlowDiagnosis
import FlowTracking

/// One arrow of a ladder, with its label on the shaft.
struct Arrow {
  /// Columns from end to end.
  let width: Int
  /// What it is drawn with.
  let glyphs: Glyphs
  /// Whether the end of a lost one is coloured.
  let style: Style
  /// What a lost one says so in.
  let language: Language

  private var lostText: StaticString { Words(" lost here", ko: " 여기서 유실").text(in: language) }

  /// The columns that are left for the label.
  func labelRoom(isLost: Bool) -> Int {
    // Two columns of shaft and a space before the label, a space, a column of shaft and the head after it.
    width - 6 - (isLost ? lostText.columns + 2 : 0)
  }

  /// Appends the arrow, exactly `width` columns.
  ///
  /// - Parameters:
  ///   - side: Whom it points to.
  ///   - lost: The tone of the mark where it was lost; nil when it arrived.
  func append(
    _ label: OctetBuffer, to side: Side, lost: Tone?, isICMP: Bool, into output: inout OctetBuffer
  ) {
    let shaft = isICMP ? glyphs.brokenShaft : glyphs.shaft
    let tail = lost == nil ? 1 : lostText.columns + 3
    let fill = width - 4 - label.columns(since: 0) - tail
    switch side {
    case .server:
      append(shaft: shaft, 2, label, after: fill, into: &output)
      if let lost {
        append(lost, into: &output) { text in
          text.append(" ")
          text.append(glyphs.lost)
          text.append(lostText)
          text.append(" ")
        }
      } else {
        output.append(glyphs.headRight)
      }
    case .client:
      if let lost {
        append(lost, into: &output) { text in
          text.append(lostText)
          text.append(" ")
          text.append(glyphs.lost)
          text.append(" ")
        }
      } else {
        output.append(glyphs.headLeft)
      }
      append(shaft: shaft, 2, label, after: fill, into: &output)
    }
  }

  private func append(
    shaft: StaticString, _ before: Int, _ label: OctetBuffer, after: Int, into output: inout OctetBuffer
  ) {
    output.append(shaft, times: before)
    output.append(" ")
    output.append(label)
    output.append(" ")
    output.append(shaft, times: after)
  }

  private func append(_ tone: Tone, into output: inout OctetBuffer, _ body: (inout OctetBuffer) -> Void) {
    output.append(tone, style, body)
  }
}
