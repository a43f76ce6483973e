extension OctetBuffer {
  /// Appends `text` from outside or from a rule, broken at spaces so that no line takes more than `width` columns.
  ///
  /// - Parameters:
  ///   - start: An earlier `count`: where the current line begins.
  ///   - indent: Columns before every further line.
  mutating func append(wrapped text: String, since start: Int, indent: Int, width: Int) {
    append(wrapped: text.utf8.span, since: start, indent: indent, width: width)
  }

  /// Appends `text`, which is UTF-8, in the same way; without a `String` of each word where a terminal may be shown all of it.
  mutating func append(wrapped text: Span<UInt8>, since start: Int, indent: Int, width: Int) {
    if HarmlessText.isForTerminal(text) {
      append(harmless: text, from: columns(since: start), indent: indent, width: width)
    } else {
      var words = OctetBuffer()
      let text = unsafe text.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
      for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
        words.append(safe: String(word))
        words.append(" ")
      }
      append(harmless: words.octets.span, from: columns(since: start), indent: indent, width: width)
    }
  }

  private mutating func append(harmless text: Span<UInt8>, from start: Int, indent: Int, width: Int) {
    var column = start
    var gap = 0
    var position = 0
    while position < text.count {
      var end = position
      while end < text.count && text[end] != 0x20 { end &+= 1 }
      if end > position {
        let word = text.extracting(position..<end)
        let length = DisplayWidth.columns(of: word)
        if column + gap + length > width && column > indent {
          endLine()
          append(spaces: indent)
          column = indent
        } else {
          append(spaces: gap)
          column += gap
        }
        append(word)
        column += length
        gap = 1
      }
      position = end &+ 1
    }
  }

  /// Cuts what was appended since `start` to `width` columns, ending it in `ellipsis` where something had to go; no colours in it.
  mutating func truncate(since start: Int, to width: Int, ellipsis: StaticString) {
    guard columns(since: start) > width else { return }
    let room = width - ellipsis.columns
    var end = octets.endIndex
    repeat {
      end -= 1
      // Cut between characters, not inside one.
      while end > start && octets[end] & 0xC0 == 0x80 { end -= 1 }
    } while end > start && DisplayWidth.columns(of: octets.span.extracting(start..<end)) > room
    octets.removeSubrange(end...)
    append(ellipsis)
  }
}

extension StaticString {
  /// The columns that it takes on a terminal.
  var columns: Int {
    withUTF8Buffer { unsafe DisplayWidth.columns(of: $0.span) }
  }
}
