import FlowDiagnosis

extension TextCursor {
  /// Writes `nanoseconds` for people, as `OctetBuffer.append(duration:unicode:in:)` does; in `TextRoom.duration`.
  mutating func put(duration nanoseconds: Int64, unicode: Bool, in language: Language) {
    if nanoseconds < 0 { unsafe put(0x2D) }
    let magnitude = nanoseconds.magnitude
    // The limits lie where rounding would print 1000 of the smaller unit.
    switch magnitude {
    case 0:
      unsafe put(Words("0 s", ko: "0초").text(in: language))
    case ..<1_000:
      unsafe put(decimal: magnitude)
      unsafe put(" ns")
    case ..<999_500:
      unsafe put(threeDigits: magnitude, unit: 1_000)
      unsafe put(unicode ? " µs" : " us")
    case ..<999_500_000:
      unsafe put(threeDigits: magnitude, unit: 1_000_000)
      unsafe put(" ms")
    case ..<119_500_000_000:
      unsafe put(threeDigits: magnitude, unit: 1_000_000_000)
      unsafe put(Words(" s", ko: "초").text(in: language))
    default:
      unsafe put(longDuration: (magnitude + 500_000_000) / 1_000_000_000, in: language)
    }
  }

  private mutating func put(threeDigits value: UInt64, unit: UInt64) {
    // Rounding at the digit that is shown, and deciding by the rounded value, keeps 9.996 from becoming "10.00".
    if value * 1000 < unit * 9_995 {
      let hundredths = (value * 100 + unit / 2) / unit
      unsafe put(decimal: hundredths / 100)
      unsafe put(0x2E)
      unsafe put(decimal: hundredths % 100, paddedTo: 2)
    } else if value * 100 < unit * 9_995 {
      let tenths = (value * 10 + unit / 2) / unit
      unsafe put(decimal: tenths / 10)
      unsafe put(0x2E)
      unsafe put(digit: tenths % 10)
    } else {
      unsafe put(decimal: (value + unit / 2) / unit)
    }
  }

  private mutating func put(longDuration seconds: UInt64, in language: Language) {
    let (high, highUnit, low, lowUnit): (UInt64, Words, UInt64, Words) =
      switch seconds {
      case ..<3_600: (seconds / 60, Words(" min ", ko: "분 "), seconds % 60, Words(" s", ko: "초"))
      case ..<86_400: (seconds / 3_600, Words(" h ", ko: "시간 "), seconds % 3_600 / 60, Words(" min", ko: "분"))
      default: (seconds / 86_400, Words(" d ", ko: "일 "), seconds % 86_400 / 3_600, Words(" h", ko: "시간"))
      }
    unsafe put(decimal: high)
    unsafe put(highUnit.text(in: language))
    unsafe put(decimal: low, paddedTo: 2)
    unsafe put(lowUnit.text(in: language))
  }
}
