#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Waits until a descriptor may be read or reading is to end.
enum Waiting {
  /// What ended the wait.
  enum Outcome: Sendable {
    /// The descriptor is readable, at its end, or in error: reading it will not block.
    case ready
    /// The time is up.
    case timeout
    /// Reading is to end.
    case interrupted
  }

  /// Waits for `descriptor` (-1 for none) at most `milliseconds`, -1 without limit.
  static func wait(for descriptor: Int32, milliseconds: Int32) -> Outcome {
    var polled = [
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: InterruptHandler.wakeDescriptor, events: Int16(POLLIN), revents: 0),
    ]
    let count = unsafe poll(&polled, 2, milliseconds)
    if InterruptHandler.isRaised { return .interrupted }
    if count > 0 && polled[0].revents != 0 { return .ready }
    // A signal that is none of ours ends the wait early, which does no harm: all callers wait again.
    return .timeout
  }
}
