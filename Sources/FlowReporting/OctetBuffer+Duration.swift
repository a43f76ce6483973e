package import FlowDiagnosis

extension OctetBuffer {
  /// Appends `nanoseconds` for people: three significant digits and the unit that suits ("1.06 s", "20.6 ms", "213 µs", "2 min 07 s";
  /// in Korean "1.06초", "2분 07초").
  ///
  /// - Parameter unicode: Whether µ may be written; otherwise "us".
  package mutating func append(duration nanoseconds: Int64, unicode: Bool, in language: Language = .english) {
    if nanoseconds < 0 { octets.append(0x2D) }
    let magnitude = nanoseconds.magnitude
    // The limits lie where rounding would print 1000 of the smaller unit.
    switch magnitude {
    case 0:
      append(Words("0 s", ko: "0초"), in: language)
    case ..<1_000:
      append(decimal: magnitude)
      append(" ns")
    case ..<999_500:
      append(threeDigits: magnitude, unit: 1_000, unicode ? " µs" : " us")
    case ..<999_500_000:
      append(threeDigits: magnitude, unit: 1_000_000, " ms")
    case ..<119_500_000_000:
      append(threeDigits: magnitude, unit: 1_000_000_000, Words(" s", ko: "초").text(in: language))
    default:
      append(longDuration: (magnitude + 500_000_000) / 1_000_000_000, in: language)
    }
  }

  // The room is asked for once: this is in many notes.
  private mutating func append(threeDigits value: UInt64, unit: UInt64, _ name: StaticString) {
    let room = 2 * TextRoom.decimal + 1 + name.utf8CodeUnitCount
    octets.append(addingCapacity: room) { octets in
      unsafe octets.write(atMost: room) { text in
        unsafe Self.put(threeDigits: value, unit: unit, at: &text)
        unsafe text.put(name)
      }
    }
  }

  private static func put(threeDigits value: UInt64, unit: UInt64, at text: inout TextCursor) {
    // Rounding at the digit that is shown, and deciding by the rounded value, keeps 9.996 from becoming "10.00".
    if value * 1000 < unit * 9_995 {
      let hundredths = (value * 100 + unit / 2) / unit
      unsafe text.put(decimal: hundredths / 100)
      unsafe text.put(0x2E)
      unsafe text.put(decimal: hundredths % 100, paddedTo: 2)
    } else if value * 100 < unit * 9_995 {
      let tenths = (value * 10 + unit / 2) / unit
      unsafe text.put(decimal: tenths / 10)
      unsafe text.put(0x2E)
      unsafe text.put(decimal: tenths % 10)
    } else {
      unsafe text.put(decimal: (value + unit / 2) / unit)
    }
  }

  private mutating func append(longDuration seconds: UInt64, in language: Language) {
    let (high, highUnit, low, lowUnit): (UInt64, Words, UInt64, Words) =
      switch seconds {
      case ..<3_600: (seconds / 60, Words(" min ", ko: "분 "), seconds % 60, Words(" s", ko: "초"))
      case ..<86_400: (seconds / 3_600, Words(" h ", ko: "시간 "), seconds % 3_600 / 60, Words(" min", ko: "분"))
      default: (seconds / 86_400, Words(" d ", ko: "일 "), seconds % 86_400 / 3_600, Words(" h", ko: "시간"))
      }
    append(decimal: high)
    append(highUnit, in: language)
    append(decimal: low, paddedTo: 2)
    append(lowUnit, in: language)
  }
}
