/// When to look at a connection again: a wheel of one-second buckets.
///
/// Lazy: whether a connection has been idle long enough is known only when its bucket comes up. Timers are never taken out, since that
/// would touch records that are long out of the cache; one that its connection no longer waits for is passed over.
struct TimerWheel: ~Copyable {
  /// A timer of one connection.
  struct Timer: BitwiseCopyable {
    /// Where the connection's record was.
    let index: UInt32
    /// The half of the hash of the connection's key that is in the index, in case it is elsewhere by then.
    let tag: UInt32
    /// The lower half of the connection's number, by which others are told that are there.
    let number: UInt32

    /// The hash, as far as it is known.
    var hash: UInt64 { UInt64(tag) << 32 }
  }

  /// Seconds that the wheel spans; later deadlines are armed at its far end and looked at again.
  static let span: Int64 = 1024

  private var buckets = [[Timer]](repeating: [], count: Int(TimerWheel.span))
  /// The second up to which buckets have come up; the smallest number before the first packet.
  private(set) var second: Int64 = .min
  /// Octets that the timers take.
  private(set) var octets = 0

  init() {}

  /// The second in which a timer for `deadline`, in seconds since the epoch, comes up.
  func dueSecond(for deadline: Int64) -> Int64 {
    min(max(deadline, second &+ 1), second &+ TimerWheel.span &- 1)
  }

  /// Sets `timer` for `second`, which `dueSecond` gave.
  mutating func arm(_ timer: Timer, for second: Int64) {
    octets += TimerWheel.append(timer, to: &buckets[Int(second & (TimerWheel.span &- 1))])
  }

  /// Appends `timer` to `bucket`; returns the octets that it takes more for that.
  @inline(__always)
  private static func append(_ timer: Timer, to bucket: inout [Timer]) -> Int {
    let before = bucket.capacity
    bucket.append(timer)
    return (bucket.capacity - before) * MemoryLayout<Timer>.stride
  }

  /// Starts the wheel at `second`.
  mutating func start(at second: Int64) {
    if self.second == .min { self.second = second }
  }

  /// Moves to the next second that is at most `now` and returns its timers; nil when there is none.
  ///
  /// Over a gap longer than the wheel each bucket comes up once.
  mutating func tick(to now: Int64) -> [Timer]? {
    guard second < now else { return nil }
    if now &- second > TimerWheel.span { second = now &- TimerWheel.span }
    second &+= 1
    let bucket = Int(second & (TimerWheel.span &- 1))
    var due: [Timer] = []
    swap(&due, &buckets[bucket])
    octets -= due.capacity * MemoryLayout<Timer>.stride
    return due
  }
}
