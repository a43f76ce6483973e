#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How a line's time is written, with tcpdump's choices and under tcpdump's options.
package enum TimeFormat: UInt8, Sendable, CaseIterable {
  /// The time of day, HH:MM:SS.ffffff.
  case timeOfDay
  /// No time (`-t`).
  case none
  /// Seconds since the epoch (`-tt`).
  case epoch
  /// Since the line before (`-ttt`).
  case sincePrevious
  /// Date and time of day (`-tttt`).
  case dateAndTime
  /// Since the first packet of the capture (`-ttttt`).
  case sinceFirst

  /// The format that `count` letters t ask for: 0 through 5, more being the same as 5.
  package init(count: Int) {
    self = TimeFormat(rawValue: UInt8(min(max(count, 0), 5))) ?? .timeOfDay
  }
}

/// Writes the times of consecutive lines; it remembers what the relative formats need.
package struct TimeWriter: Sendable {
  /// How to write.
  package let format: TimeFormat
  /// Whether UTC is written instead of the local time zone.
  package let utc: Bool
  /// Decimals of a second, 0 through 9.
  package let digits: Int
  /// The capture's first packet, in nanoseconds since the epoch; nil until it is known.
  package var first: Int64?
  private var previous: Int64?
  private var quarter: Int64?
  private var quarterOffset: Int64 = 0

  /// A writer that has written no line yet.
  package init(format: TimeFormat, utc: Bool, digits: Int = 6) {
    self.format = format
    self.utc = utc
    self.digits = digits
  }

  /// The columns that a time usually takes; 0 when none is written.
  package var columns: Int {
    let point = digits > 0 ? digits + 1 : 0
    return switch format {
    case .none: 0
    case .timeOfDay, .sincePrevious, .sinceFirst: 8 + point
    case .epoch: 10 + point
    case .dateAndTime: 19 + point
    }
  }

  /// Appends `time`, in nanoseconds since the epoch, for the next line.
  package mutating func append(_ time: Int64, to buffer: inout OctetBuffer) {
    switch format {
    case .none:
      break
    case .epoch:
      buffer.append(seconds: time, digits: digits)
    case .timeOfDay, .dateAndTime:
      let reading = ClockReading(time: time, offset: offset(at: time))
      if format == .dateAndTime {
        buffer.append(reading.date)
        buffer.append(" ")
      }
      buffer.append(clock: reading.secondOfDay)
      buffer.append(fraction: reading.nanosecond, digits: digits)
    case .sincePrevious:
      append(interval: time - (previous ?? time), to: &buffer)
    case .sinceFirst:
      append(interval: time - (first ?? time), to: &buffer)
    }
    previous = time
    if first == nil { first = time }
  }

  private func append(interval: Int64, to buffer: inout OctetBuffer) {
    // A clock that steps back is shown as it was, never hidden.
    if interval < 0 { buffer.append("-") }
    buffer.append(clock: interval.magnitude / 1_000_000_000)
    buffer.append(fraction: interval.magnitude % 1_000_000_000, digits: digits)
  }

  // Zones change their offset on a quarter of an hour, so that one look-up serves all lines of it.
  private mutating func offset(at time: Int64) -> Int64 {
    guard !utc else { return 0 }
    let current = time / 900_000_000_000
    if quarter != current {
      quarter = current
      quarterOffset = Self.localOffset(at: time / 1_000_000_000)
    }
    return quarterOffset
  }

  private static func localOffset(at seconds: Int64) -> Int64 {
    var moment = time_t(seconds)
    var fields = unsafe tm()
    guard unsafe localtime_r(&moment, &fields) != nil else { return 0 }
    return Int64(unsafe fields.tm_gmtoff)
  }
}
