/// Pieces of text are written into room that was made for all of them at once: asking the array for each octet costs more than the octet.
///
/// What does not fit is left out, and the room is filled up to show it.
extension OutputSpan<UInt8> {
  /// Whether there is room for `count` more octets.
  @inline(__always)
  mutating func hasRoom(for count: Int) -> Bool {
    if count <= freeCapacity { return true }
    append(repeating: 0x20, count: freeCapacity)
    return false
  }

  /// Lets `body` write at most `room` octets, without a check of its own for each.
  @inline(__always)
  mutating func write(atMost room: Int, _ body: (inout TextCursor) -> Void) {
    guard hasRoom(for: room) else { return }
    unsafe withUnsafeMutableBufferPointer { buffer, count in
      guard let base = buffer.baseAddress else { return }
      var cursor = unsafe TextCursor(place: base + count)
      unsafe body(&cursor)
      count = unsafe cursor.place - base
    }
  }

  /// Appends `text`.
  @inline(__always)
  mutating func append(_ text: StaticString) {
    unsafe write(atMost: text.utf8CodeUnitCount) { unsafe $0.put(text) }
  }

  /// Appends `value` in decimal with leading zeros up to `width` digits (1 through 20).
  @inline(__always)
  mutating func append(decimal value: UInt64, paddedTo width: Int = 1) {
    unsafe write(atMost: TextRoom.decimal) { unsafe $0.put(decimal: value, paddedTo: width) }
  }
}

extension OutputSpan<UInt8> {
  /// Appends `scalar` in UTF-8.
  mutating func append(scalar: Unicode.Scalar) {
    let octets = UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
    guard hasRoom(for: octets.count) else { return }
    for octet in octets { append(octet) }
  }

  /// Appends `value` in hexadecimal, lower case, with leading zeros up to `digits` (at most 8).
  mutating func append(hexadecimal value: UInt32, digits: Int) {
    var width = digits
    while width < 8 && value >> (4 * UInt32(width)) != 0 { width += 1 }
    guard hasRoom(for: width) else { return }
    for place in (0..<width).reversed() {
      let nibble = UInt8(truncatingIfNeeded: value >> (4 * UInt32(place))) & 15
      append(nibble < 10 ? 0x30 + nibble : 0x57 + nibble)
    }
  }
}
