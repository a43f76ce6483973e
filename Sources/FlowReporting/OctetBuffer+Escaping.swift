extension OctetBuffer {
  /// Appends `text` as a JSON string, quotes included.
  ///
  /// What a terminal could obey or hide is escaped too, so that a JSON line may be looked at.
  package mutating func append(json text: String) {
    octets.append(0x22)
    if !appendHarmless(text, isJSON: true) { append(escapingForJSON: text) }
    octets.append(0x22)
  }

  private mutating func append(escapingForJSON text: String) {
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
  }

  /// Appends octets that should be UTF-8 as a JSON string; what is not valid becomes U+FFFD.
  package mutating func append(jsonOctets text: [UInt8]) {
    append(json: String(decoding: text, as: UTF8.self))
  }

  /// Appends `text` from outside (a file's or an interface's name) so that a terminal can only show it: control characters and those that
  /// turn the writing direction become \u{...}.
  package mutating func append(safe text: String) {
    guard !appendHarmless(text, isJSON: false) else { return }
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

  // Nearly all text needs no escaping: it is copied whole, and taken back if a look at its octets finds something.
  private mutating func appendHarmless(_ text: String, isJSON: Bool) -> Bool {
    let start = octets.count
    octets.append(contentsOf: text.utf8)
    if isHarmless(from: start, isJSON: isJSON) { return true }
    octets.removeSubrange(start...)
    return false
  }

  private func isHarmless(from start: Int, isJSON: Bool) -> Bool {
    let text = octets.span
    for index in start..<text.count {
      switch text[index] {
      case 0x22, 0x5C: if !isJSON { continue }
      case 0x20..<0x7F, 0x80..<0xC2, 0xC3..<0xD8, 0xD9..<0xE2, 0xE3..<0xEF: continue
      // U+00A0 and up; below it lie the C1 controls.
      case 0xC2: if index + 1 < text.count, text[index + 1] >= 0xA0 { continue }
      default: break
      }
      return false
    }
    return true
  }

  /// Makes what was appended since `start` fit to stand within a JSON string.
  mutating func escapeForJSON(from start: Int) {
    guard !isHarmless(from: start, isJSON: true) else { return }
    let text = String(decoding: octets[start...], as: UTF8.self)
    octets.removeSubrange(start...)
    append(escapingForJSON: text)
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
