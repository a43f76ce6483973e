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

  /// Appends `value` in decimal with leading zeros up to `width` digits (1 through 20); nothing where there is not enough room.
  @inline(__always)
  mutating func append(decimal value: UInt64, paddedTo width: Int) {
    var digits = 1
    var bound: UInt64 = 10
    while digits < 20, value >= bound {
      digits &+= 1
      // 10¹⁹ is the largest power of ten there is.
      bound = digits == 20 ? .max : bound &* 10
    }
    let count = max(digits, min(width, 20))
    guard count <= freeCapacity else { return }
    // From the last digit to the first, straight into place; the room was compared above.
    unsafe withUnsafeMutableBufferPointer { buffer, used in
      guard let base = buffer.baseAddress else { return }
      var rest = value
      var place = used &+ count
      while place > used {
        place &-= 1
        let next = rest / 10
        unsafe (base + place).initialize(to: 0x30 &+ UInt8(truncatingIfNeeded: rest &- next &* 10))
        rest = next
      }
      used &+= count
    }
  }
}
