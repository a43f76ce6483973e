/// Pieces of a line are written into room that was made for all of them at once: asking the array for each octet costs more than the octet.
extension OutputSpan<UInt8> {
  /// Appends `text`, all of it or, where there is not enough room, nothing.
  @inline(__always)
  mutating func append(_ text: StaticString) {
    let count = text.utf8CodeUnitCount
    guard text.hasPointerRepresentation, count <= freeCapacity else { return }
    // One copy instead of a check for each octet; the room was compared above.
    unsafe withUnsafeMutableBufferPointer { buffer, used in
      guard let base = buffer.baseAddress else { return }
      unsafe (base + used).initialize(from: text.utf8Start, count: count)
      used &+= count
    }
  }

  /// Appends the two digits of `value`, which is under 100.
  @inline(__always)
  mutating func append(twoDigits value: UInt64) {
    append(0x30 &+ UInt8(truncatingIfNeeded: value / 10))
    append(0x30 &+ UInt8(truncatingIfNeeded: value % 10))
  }

  /// Appends `value` in decimal with leading zeros up to `width` digits (1 through 20), for which there must be room.
  @inline(__always)
  mutating func append(decimal value: UInt64, paddedTo width: Int) {
    var digits = InlineArray<20, UInt8>(repeating: 0x30)
    var first = 20
    var rest = value
    while rest != 0 {
      let next = rest / 10
      first &-= 1
      digits[first] = 0x30 &+ UInt8(truncatingIfNeeded: rest &- next &* 10)
      rest = next
    }
    first = min(first, 20 - min(max(width, 1), 20))
    while first < 20 {
      append(digits[first])
      first &+= 1
    }
  }
}
