extension OctetBuffer {
  /// Appends `value` in decimal.
  package mutating func append(decimal value: UInt64) {
    octets.append(addingCapacity: TextRoom.decimal) { text in
      unsafe text.write(atMost: TextRoom.decimal) { unsafe $0.put(decimal: value) }
    }
  }

  /// Appends `value` in decimal, with a sign when it is negative.
  package mutating func append(decimal value: Int64) {
    if value < 0 { octets.append(0x2D) }
    append(decimal: value.magnitude)
  }

  /// Appends `value` in decimal with leading zeros up to `width` digits (1 through 20).
  package mutating func append(decimal value: UInt64, paddedTo width: Int) {
    octets.append(addingCapacity: TextRoom.decimal) { $0.append(decimal: value, paddedTo: min(width, 20)) }
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
    octets.append(addingCapacity: TextRoom.fraction) { text in
      unsafe text.write(atMost: TextRoom.fraction) { unsafe $0.put(fraction: nanoseconds, digits: digits) }
    }
  }

  /// Appends `nanoseconds` as a JSON number of seconds: exact, without the zeros that say nothing.
  package mutating func append(jsonSeconds nanoseconds: Int64) {
    octets.append(addingCapacity: TextRoom.seconds) { text in
      unsafe text.write(atMost: TextRoom.seconds) { unsafe $0.put(seconds: nanoseconds) }
    }
  }
}
