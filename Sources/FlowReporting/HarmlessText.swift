/// What of text from outside may be shown as it is.
package enum HarmlessText {
  /// Whether `text`, which is UTF-8, holds nothing that a terminal could obey or hide.
  static func isForTerminal(_ text: Span<UInt8>) -> Bool {
    isHarmless(text, isQuoted: false)
  }

  /// Whether `text`, which is UTF-8, holds no such thing either, and nothing that JSON wants escaped.
  static func isForJSON(_ text: Span<UInt8>) -> Bool {
    isHarmless(text, isQuoted: true)
  }

  @inline(__always)
  private static func isHarmless(_ text: Span<UInt8>, isQuoted: Bool) -> Bool {
    var index = 0
    while index < text.count {
      // Eight octets at a time while they are plain ASCII; the last eight, where fewer are left.
      let start = min(index, text.count &- 8)
      if start >= 0 {
        let octets = unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self)
        if isPlain(octets) {
          index = start &+ 8
          continue
        }
      }
      let octet = text[index]
      if isQuoted && (octet == 0x22 || octet == 0x5C) || !isHarmless(text, index) { return false }
      index &+= 1
    }
    return true
  }

  /// Whether a terminal could obey or hide `scalar`.
  package static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0: true
    // Directional marks, embeddings, overrides and isolates: they make a terminal show something else than what is there.
    case 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    // What shows nothing at all (Default_Ignorable_Code_Point), tags among it, in which text can be hidden; not variation selectors, which
    // emoji need.
    case 0xAD, 0x34F, 0x115F...0x1160, 0x17B4...0x17B5, 0x180B...0x180F, 0x2060...0x2065, 0x206A...0x206F, 0x3164,
      0xFFA0, 0xFFF0...0xFFFB, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE0FFF:
      true
    default: false
    }
  }

  // Whether none of eight octets is a control character, a quote, a backslash or beyond ASCII: each test sets the top bit of an octet that
  // fails it, and perhaps of one above that.
  @inline(__always)
  private static func isPlain(_ octets: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let control = octets &- (ones &* 0x20)
    let quote = (octets ^ (ones &* 0x22)) &- ones
    let backslash = (octets ^ (ones &* 0x5C)) &- ones
    let delete = octets &+ ones
    return (octets | control | quote | backslash | delete) & (ones &* 0x80) == 0
  }

  // False where it needs a closer look.
  @inline(__always)
  private static func isHarmless(_ text: Span<UInt8>, _ index: Int) -> Bool {
    switch text[index] {
    case 0x20..<0x7F, 0x80..<0xC2, 0xC3..<0xCD, 0xCE..<0xD8, 0xD9..<0xE1, 0xE4..<0xEF: true
    // U+00A0 and up; below it lie the C1 controls.
    case 0xC2: index + 1 < text.count && text[index + 1] >= 0xA0 && text[index + 1] != 0xAD
    case 0xE1...0xE3:
      index + 2 < text.count && isHarmless(UInt32(text[index] & 0xF) << 12, text[index + 1], text[index + 2])
    default: false
    }
  }

  // U+1000 through U+3FFF are three octets: signs, arrows, boxes, kana.
  private static func isHarmless(_ first: UInt32, _ second: UInt8, _ third: UInt8) -> Bool {
    let scalar = first | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F)
    return Unicode.Scalar(scalar).map { !isDangerous($0) } ?? false
  }
}
