extension OctetBuffer {
  /// Appends `nanoseconds` for people: three significant digits and the unit that suits ("1.06 s", "20.6 ms", "213 µs", "2 min 07 s").
  ///
  /// - Parameter unicode: Whether µ may be written; otherwise "us".
  package mutating func append(duration nanoseconds: Int64, unicode: Bool) {
    if nanoseconds < 0 { octets.append(0x2D) }
    let magnitude = nanoseconds.magnitude
    // The limits lie where rounding would print 1000 of the smaller unit.
    switch magnitude {
    case 0:
      append("0 s")
    case ..<1_000:
      append(decimal: magnitude)
      append(" ns")
    case ..<999_500:
      append(threeDigits: magnitude, unit: 1_000)
      append(unicode ? " µs" : " us")
    case ..<999_500_000:
      append(threeDigits: magnitude, unit: 1_000_000)
      append(" ms")
    case ..<119_500_000_000:
      append(threeDigits: magnitude, unit: 1_000_000_000)
      append(" s")
    default:
      append(longDuration: (magnitude + 500_000_000) / 1_000_000_000)
    }
  }

  private mutating func append(threeDigits value: UInt64, unit: UInt64) {
    // Rounding at the digit that is shown, and deciding by the rounded value, keeps 9.996 from becoming "10.00".
    if value * 1000 < unit * 9_995 {
      let hundredths = (value * 100 + unit / 2) / unit
      append(decimal: hundredths / 100)
      octets.append(0x2E)
      append(decimal: hundredths % 100, paddedTo: 2)
    } else if value * 100 < unit * 9_995 {
      let tenths = (value * 10 + unit / 2) / unit
      append(decimal: tenths / 10)
      octets.append(0x2E)
      append(decimal: tenths % 10)
    } else {
      append(decimal: (value + unit / 2) / unit)
    }
  }

  private mutating func append(longDuration seconds: UInt64) {
    let (high, highUnit, low, lowUnit): (UInt64, String, UInt64, String) =
      switch seconds {
      case ..<3_600: (seconds / 60, " min ", seconds % 60, " s")
      case ..<86_400: (seconds / 3_600, " h ", seconds % 3_600 / 60, " min")
      default: (seconds / 86_400, " d ", seconds % 86_400 / 3_600, " h")
      }
    append(decimal: high)
    append(string: highUnit)
    append(decimal: low, paddedTo: 2)
    append(string: lowUnit)
  }
}
