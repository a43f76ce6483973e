/// Text within HTML and SVG. Everything that comes from outside goes through `append(markup:)`.
extension OctetBuffer {
  /// Appends `text` so that a browser can only show it; control characters and those that turn the writing direction are written out.
  mutating func append(markup text: String) {
    append(markup: { $0.append(safe: text) })
  }

  /// Appends what `body` writes, made harmless for a browser.
  mutating func append(markup body: (inout OctetBuffer) -> Void) {
    var text = OctetBuffer()
    body(&text)
    for octet in text.octets {
      switch octet {
      case 0x26: append("&amp;")
      case 0x3C: append("&lt;")
      case 0x3E: append("&gt;")
      case 0x22: append("&quot;")
      case 0x27: append("&#39;")
      default: append(octet: octet)
      }
    }
  }

  /// Appends `time`, in nanoseconds since the epoch, as the time of day in UTC to the millisecond, with the whole time to hover over.
  mutating func append(timeOfDay time: Int64) {
    let reading = ClockReading(time: time, offset: 0)
    append("<time title=\"")
    append(rfc3339: time)
    append("\">")
    append(clock: reading.secondOfDay)
    append(fraction: reading.nanosecond, digits: 3)
    append("</time>")
  }

  /// Appends `<name class="…">`, what `body` writes as it is, and `</name>`.
  mutating func element(
    _ name: StaticString, class style: StaticString? = nil, _ body: (inout OctetBuffer) -> Void
  ) {
    append("<")
    append(name)
    if let style {
      append(" class=\"")
      append(style)
      append("\"")
    }
    append(">")
    body(&self)
    append("</")
    append(name)
    append(">")
  }
}
