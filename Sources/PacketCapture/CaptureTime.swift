/// Turns the times of capture records, which a hostile file may set to anything, into nanoseconds.
struct CaptureTime: Sendable, BitwiseCopyable {
  /// Nanoseconds in one unit of the sub-second field: 1 or 1000.
  let unit: Int64
  /// The latest time there is, in 2116: the difference of two times, and half as much again, still fits in 64 bits.
  static let latest: Int64 = 1 << 62

  /// The time in nanoseconds since the epoch, held between 0 and `latest`.
  ///
  /// A sub-second field past its range is carried over as the sum says: 1,500,000 µs are a second and a half.
  @inline(__always)
  func nanoseconds(seconds: Int, fraction: Int) -> Int64 {
    let (whole, tooLarge) = Int64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, overflow) = whole.addingReportingOverflow(Int64(fraction) &* unit)
    if tooLarge || overflow { return seconds < 0 ? 0 : CaptureTime.latest }
    return min(max(sum, 0), CaptureTime.latest)
  }
}
