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
    let dayOfEra = UInt32(truncatingIfNeeded: shifted - era * 146_097)
    let yearOfEra = (dayOfEra &- dayOfEra / 1_460 &+ dayOfEra / 36_524 &- dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra &- (365 &* yearOfEra &+ yearOfEra / 4 &- yearOfEra / 100)
    let monthFromMarch = (5 &* dayOfYear &+ 2) / 153
    day = Int(dayOfYear &- (153 &* monthFromMarch &+ 2) / 5 &+ 1)
    month = Int(monthFromMarch < 10 ? monthFromMarch &+ 3 : monthFromMarch &- 9)
    year = Int(yearOfEra) + era * 400 + (month <= 2 ? 1 : 0)
  }
}

/// A point in time split for printing.
struct ClockReading {
  private let days: Int64
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
    self.days = days
    secondOfDay = UInt64(second)
    nanosecond = UInt64(rest)
  }

  /// The day.
  var date: CivilDate { CivilDate(daysSinceEpoch: Int(days)) }
}

extension TextCursor {
  /// Writes `time`, in nanoseconds since the epoch, as RFC 3339 in UTC with nine decimals; in `TextRoom.time`.
  @inline(__always)
  mutating func put(rfc3339 time: Int64) {
    unsafe place = Self.rfc3339(time, at: place)
  }

  @inline(never)
  private static func rfc3339(_ time: Int64, at place: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
    let reading = ClockReading(time: time, offset: 0)
    var cursor = unsafe TextCursor(place: place)
    unsafe cursor.put(reading.date)
    unsafe cursor.put(0x54)
    unsafe cursor.put(clock: reading.secondOfDay)
    unsafe cursor.put(0x2E)
    unsafe cursor.put(nanoseconds: reading.nanosecond)
    return unsafe cursor.place
  }

  /// Writes the nine decimals of a second in UTC and what ends the time.
  @inline(__always)
  mutating func put(nanoseconds value: UInt64) {
    unsafe put(nine: value)
    unsafe put(0x5A)
  }

  /// Writes `date` as YYYY-MM-DD, in `TextRoom.time`.
  @inline(__always)
  mutating func put(_ date: CivilDate) {
    let monthAndDay = date.month &* 100 &+ date.day
    guard 0..<10_000 ~= date.year else {
      if date.year < 0 { unsafe put(0x2D) }
      unsafe put(decimal: UInt64(date.year.magnitude), paddedTo: 4)
      return unsafe put(monthAndDay: Digits.eight(UInt64(truncatingIfNeeded: monthAndDay)) | Digits.zeros)
    }
    let digits = Digits.eight(UInt64(truncatingIfNeeded: date.year &* 10_000 &+ monthAndDay)) | Digits.zeros
    unsafe put(digits, count: 4)
    unsafe put(monthAndDay: digits)
  }

  // The last four of eight digits.
  @inline(__always)
  private mutating func put(monthAndDay digits: UInt64) {
    unsafe put(0x2D)
    unsafe put(digits >> 32, count: 2)
    unsafe put(0x2D)
    unsafe put(digits >> 48, count: 2)
  }

  /// Writes `second`, of less than a hundred hours, as HH:MM:SS, in `TextRoom.time`.
  @inline(__always)
  mutating func put(clock second: UInt64) {
    let minute = second / 60
    let number = minute / 60 &* 10_000 &+ minute % 60 &* 100 &+ second % 60
    let digits = Digits.eight(number) | Digits.zeros
    unsafe put(digits >> 16, count: 2)
    unsafe put(0x3A)
    unsafe put(digits >> 32, count: 2)
    unsafe put(0x3A)
    unsafe put(digits >> 48, count: 2)
  }
}

extension OctetBuffer {
  /// Appends `time`, in nanoseconds since the epoch, as RFC 3339 in UTC with nine decimals.
  package mutating func append(rfc3339 time: Int64) {
    octets.append(addingCapacity: TextRoom.time) { text in
      unsafe text.write(atMost: TextRoom.time) { unsafe $0.put(rfc3339: time) }
    }
  }

  /// Appends `date` as YYYY-MM-DD.
  mutating func append(_ date: CivilDate) {
    octets.append(addingCapacity: TextRoom.time) { text in
      unsafe text.write(atMost: TextRoom.time) { unsafe $0.put(date) }
    }
  }

  /// Appends `seconds` as HH:MM:SS; the hours go on after 24.
  mutating func append(clock seconds: UInt64) {
    if seconds < 100 * 3_600 {
      octets.append(addingCapacity: TextRoom.time) { text in
        unsafe text.write(atMost: TextRoom.time) { unsafe $0.put(clock: seconds) }
      }
      return
    }
    append(decimal: seconds / 3_600, paddedTo: 2)
    append(":")
    append(decimal: seconds / 60 % 60, paddedTo: 2)
    append(":")
    append(decimal: seconds % 60, paddedTo: 2)
  }
}
