#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The time of day.
enum WallClock {
  /// Nanoseconds since the epoch.
  static func now() -> Int64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}
