/// How many columns of a terminal text takes.
package enum DisplayWidth {
  /// The columns of UTF-8 `text`; escape sequences that set colours take none.
  package static func columns(of text: Span<UInt8>) -> Int {
    var columns = 0
    var position = 0
    while position < text.count {
      let run = plainRun(at: position, of: text)
      columns &+= run
      position &+= run
      if run > 0 { continue }
      if text[position] == 0x1B {
        while position < text.count && text[position] != 0x6D { position &+= 1 }
        position &+= 1
      } else if text[position] == 0xE2, position &+ 2 < text.count, 0x84..<0xBA ~= text[position &+ 1] {
        // U+2100 to U+2E7F: arrows, boxes and other signs, of which there are most.
        columns &+= 1
        position &+= 3
      } else {
        let (scalar, length) = scalar(at: position, of: text)
        columns &+= Self.columns(of: scalar)
        position &+= length
      }
    }
    return columns
  }

  /// The columns of one scalar: 0 for what combines, 2 for East Asian wide characters (Hangul among them), 1 for the rest.
  package static func columns(of scalar: UInt32) -> Int {
    switch scalar {
    case 0x0300...0x036F, 0x200B...0x200F, 0x20D0...0x20FF, 0xFE00...0xFE0F: 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      2
    default: 1
    }
  }

  // The octets from `position` on, up to eight, that are ASCII and begin no escape sequence: a column each. They are looked at together
  // where there are eight.
  @inline(__always)
  private static func plainRun(at position: Int, of text: Span<UInt8>) -> Int {
    guard text.count &- position >= 8 else {
      let octet = text[position]
      return octet < 0x80 && octet != 0x1B ? 1 : 0
    }
    let ones: UInt64 = 0x0101_0101_0101_0101
    let octets = unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self).littleEndian
    let escape = octets ^ (ones &* 0x1B)
    // The top bit of the first octet that is neither is right, those above it need not be.
    let others = (octets | ((escape &- ones) & ~escape)) & (ones &* 0x80)
    return others.trailingZeroBitCount / 8
  }

  private static func scalar(at position: Int, of text: Span<UInt8>) -> (UInt32, Int) {
    let lead = text[position]
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1
    guard length > 1 && position + length <= text.count else { return (0xFFFD, 1) }
    var value = UInt32(lead) & (0x7F >> UInt32(length))
    for offset in 1..<length {
      value = value << 6 | UInt32(text[position + offset]) & 0x3F
    }
    return (value, length)
  }
}
