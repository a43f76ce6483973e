extension OctetBuffer {
  /// Appends `text` from outside or from a rule, broken at spaces so that no line takes more than `width` columns.
  ///
  /// - Parameters:
  ///   - start: An earlier `count`: where the current line begins.
  ///   - indent: Columns before every further line.
  mutating func append(wrapped text: String, since start: Int, indent: Int, width: Int) {
    var column = columns(since: start)
    var isFirst = true
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      let before = count
      if !isFirst { append(" ") }
      append(safe: String(word))
      let length = columns(since: before)
      if column + length > width && column > indent {
        octets.removeSubrange(before...)
        endLine()
        append(spaces: indent)
        let mark = count
        append(safe: String(word))
        column = indent + columns(since: mark)
      } else {
        column += length
      }
      isFirst = false
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
    } while end > start && DisplayWidth.columns(of: octets[start..<end]) > room
    octets.removeSubrange(end...)
    append(ellipsis)
  }
}

extension StaticString {
  /// The columns that it takes on a terminal.
  var columns: Int {
    var buffer = OctetBuffer()
    buffer.append(self)
    return buffer.columns(since: 0)
  }
}
