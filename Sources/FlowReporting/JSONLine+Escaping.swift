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

  /// Appends `text` as it is.
  @inline(__always)
  mutating func append(_ text: StaticString) {
    unsafe write(atMost: text.utf8CodeUnitCount) { unsafe $0.put(text) }
  }

  /// Appends `text` as it is.
  mutating func append(_ text: Span<UInt8>) {
    unsafe write(atMost: text.count) { unsafe $0.put(text) }
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
      // Beyond the basic plane two surrogates (RFC 8259 §7).
      case _ where HarmlessText.isDangerous(scalar):
        for unit in scalar.utf16 {
          append("\\u")
          append(atMost: 4) { $0.append(hexadecimal: UInt32(unit), digits: 4) }
        }
      default:
        append(atMost: 4) { $0.append(scalar: scalar) }
      }
    }
  }
}
