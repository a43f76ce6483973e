/// A day in the Gregorian calendar, computed without the C library, so that it is the same everywhere and for every year.
package struct CivilDate: Hashable, Sendable {
  /// The year; negative before the year 0.
  package var year: Int
  /// The month, 1 through 12.
  package var month: Int
  /// The day of the month, 1 through 31.
  package var day: Int

  /// The day that lies `days` after 1970-01-01, before it when negative.
  package init(daysSinceEpoch days: Int) {
    // Years are counted from March, so that the leap day comes last, in eras of 400 years, which all have 146,097 days.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }
}

/// A point in time split for printing.
struct ClockReading {
  /// The day.
  var date: CivilDate
  /// Seconds since midnight, 0 through 86,399.
  var secondOfDay: UInt64
  /// Nanoseconds since that second.
  var nanosecond: UInt64

  /// Splits `time`, in nanoseconds since the epoch, in a zone that is `offset` seconds east of UTC.
  init(time: Int64, offset: Int64) {
    var seconds = time / 1_000_000_000
    var rest = time % 1_000_000_000
    if rest < 0 {
      seconds -= 1
      rest += 1_000_000_000
    }
    seconds += offset
    var days = seconds / 86_400
    var second = seconds % 86_400
    if second < 0 {
      days -= 1
      second += 86_400
    }
    date = CivilDate(daysSinceEpoch: Int(days))
    secondOfDay = UInt64(second)
    nanosecond = UInt64(rest)
  }
}

extension OctetBuffer {
  /// Appends `time`, in nanoseconds since the epoch, as RFC 3339 in UTC with nine decimals.
  package mutating func append(rfc3339 time: Int64) {
    let (quotient, remainder) = time.quotientAndRemainder(dividingBy: 1_000_000_000)
    let second = remainder < 0 ? quotient - 1 : quotient
    let nanosecond = remainder < 0 ? remainder + 1_000_000_000 : remainder
    if second == clockSecond {
      let known = clockText
      octets.append(addingCapacity: 20) { text in
        for index in 0..<20 { text.append(known[index]) }
      }
    } else {
      append(newSecond: second)
    }
    octets.append(addingCapacity: 10) { text in
      text.append(decimal: UInt64(nanosecond), paddedTo: 9)
      text.append(0x5A)
    }
  }

  /// Appends `second`, since the epoch, as date and time and a point, and keeps the text.
  private mutating func append(newSecond second: Int64) {
    let start = octets.count
    let reading = ClockReading(time: 0, offset: second)
    append(reading.date)
    octets.append(addingCapacity: 10) { text in
      text.append(0x54)
      text.append(twoDigits: reading.secondOfDay / 3_600)
      text.append(0x3A)
      text.append(twoDigits: reading.secondOfDay / 60 % 60)
      text.append(0x3A)
      text.append(twoDigits: reading.secondOfDay % 60)
      text.append(0x2E)
    }
    // 64 bits of nanoseconds do not leave the years of four digits.
    guard octets.count - start == 20 else { return }
    for index in 0..<20 { clockText[index] = octets[start + index] }
    clockSecond = second
  }

  /// Appends `date` as YYYY-MM-DD.
  mutating func append(_ date: CivilDate) {
    if date.year < 0 { append("-") }
    octets.append(addingCapacity: 26) { text in
      text.append(decimal: UInt64(date.year.magnitude), paddedTo: 4)
      text.append(0x2D)
      text.append(twoDigits: UInt64(date.month))
      text.append(0x2D)
      text.append(twoDigits: UInt64(date.day))
    }
  }

  /// Appends `seconds` as HH:MM:SS; the hours go on after 24.
  mutating func append(clock seconds: UInt64) {
    append(decimal: seconds / 3_600, paddedTo: 2)
    append(":")
    append(decimal: seconds / 60 % 60, paddedTo: 2)
    append(":")
    append(decimal: seconds % 60, paddedTo: 2)
  }
}
