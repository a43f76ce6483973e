extension OctetBuffer {
  /// Appends `value` in decimal.
  package mutating func append(decimal value: UInt64) {
    append(decimal: value, paddedTo: 1)
  }

  /// Appends `value` in decimal, with a sign when it is negative.
  package mutating func append(decimal value: Int64) {
    if value < 0 { octets.append(0x2D) }
    append(decimal: value.magnitude)
  }

  /// Appends `value` in decimal with leading zeros up to `width` digits (1 through 20).
  package mutating func append(decimal value: UInt64, paddedTo width: Int) {
    if value < 10 && width <= 1 { return octets.append(0x30 + UInt8(value)) }
    if value < 100 && width == 2 {
      octets.append(0x30 + UInt8(value / 10))
      return octets.append(0x30 + UInt8(value % 10))
    }
    var length = 1
    var rest = value / 10
    while rest != 0 {
      length += 1
      rest /= 10
    }
    length = max(length, min(width, 20))
    let start = octets.count
    append(0x30, times: length)
    rest = value
    var index = octets.count
    while rest != 0 && index > start {
      index -= 1
      octets[index] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }

  /// Appends `value` in decimal with a comma every three digits, for people.
  package mutating func append(grouped value: UInt64) {
    guard value >= 1000 else { return append(decimal: value) }
    append(grouped: value / 1000)
    octets.append(0x2C)
    append(decimal: value % 1000, paddedTo: 3)
  }

  /// Appends `nanoseconds` as seconds with exactly `digits` decimals (0 through 9), cut and not rounded, as a clock is read.
  package mutating func append(seconds nanoseconds: Int64, digits: Int) {
    let magnitude = nanoseconds.magnitude
    if nanoseconds < 0 { octets.append(0x2D) }
    append(decimal: magnitude / 1_000_000_000)
    append(fraction: magnitude % 1_000_000_000, digits: digits)
  }

  /// Appends a point and the first `digits` (0 through 9) decimals of `nanoseconds`, which is under a second; nothing for 0 digits.
  package mutating func append(fraction nanoseconds: UInt64, digits: Int) {
    guard digits > 0 else { return }
    var value = nanoseconds
    for _ in digits..<9 { value /= 10 }
    octets.append(0x2E)
    append(decimal: value, paddedTo: digits)
  }

  /// Appends `nanoseconds` as a JSON number of seconds: exact, without the zeros that say nothing.
  package mutating func append(jsonSeconds nanoseconds: Int64) {
    append(seconds: nanoseconds, digits: 9)
    while octets.last == 0x30 { octets.removeLast() }
    if octets.last == 0x2E { octets.removeLast() }
  }
}
