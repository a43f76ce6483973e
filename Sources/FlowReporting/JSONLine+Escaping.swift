extension JSONLine {
  /// Appends `text`, which is UTF-8, as a JSON string, quotes and the comma behind it included.
  ///
  /// What a terminal could obey or hide is escaped too, so that a JSON line may be looked at.
  mutating func string(_ text: Span<UInt8>) {
    append("\"")
    // Nearly all text needs no escaping.
    if HarmlessText.isForJSON(text) { append(text) } else { append(escaping: text) }
    append("\",")
  }

  private mutating func append(escaping text: Span<UInt8>) {
    let text = unsafe text.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": append("\\\"")
      case "\\": append("\\\\")
      case "\n": append("\\n")
      case "\r": append("\\r")
      case "\t": append("\\t")
      // All that is dangerous lies in the basic plane, so that four digits do.
      case _ where HarmlessText.isDangerous(scalar):
        append("\\u")
        append(hexadecimal: scalar.value, digits: 4)
      default:
        append(scalar: scalar)
      }
    }
  }
}
