extension OctetBuffer {
  /// Appends `text` as a JSON string, quotes included.
  ///
  /// What a terminal could obey or hide is escaped too, so that a JSON line may be looked at.
  package mutating func append(json text: String) {
    octets.append(0x22)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": append("\\\"")
      case "\\": append("\\\\")
      case "\n": append("\\n")
      case "\r": append("\\r")
      case "\t": append("\\t")
      case _ where Self.isDangerous(scalar):
        append("\\u")
        append(hexadecimal: scalar.value, digits: 4)
      default:
        append(scalar: scalar)
      }
    }
    octets.append(0x22)
  }

  /// Appends octets that should be UTF-8 as a JSON string; what is not valid becomes U+FFFD.
  package mutating func append(jsonOctets text: [UInt8]) {
    append(json: String(decoding: text, as: UTF8.self))
  }

  /// Appends `text` from outside (a file's or an interface's name) so that a terminal can only show it: control characters and those that
  /// turn the writing direction become \u{...}.
  package mutating func append(safe text: String) {
    for scalar in text.unicodeScalars {
      if Self.isDangerous(scalar) {
        append("\\u{")
        append(hexadecimal: scalar.value, digits: 2)
        append("}")
      } else {
        append(scalar: scalar)
      }
    }
  }

  private mutating func append(scalar: Unicode.Scalar) {
    octets.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  private mutating func append(hexadecimal value: UInt32, digits: Int) {
    var width = digits
    while width < 8 && value >> (4 * UInt32(width)) != 0 { width += 1 }
    for place in (0..<width).reversed() {
      let nibble = UInt8(truncatingIfNeeded: value >> (4 * UInt32(place))) & 15
      octets.append(nibble < 10 ? 0x30 + nibble : 0x57 + nibble)
    }
  }

  // All lie in the basic plane, so that four hexadecimal digits do for JSON.
  private static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0: true
    // Directional marks, embeddings, overrides and isolates: they make a terminal show something else than what is there.
    case 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }
}
