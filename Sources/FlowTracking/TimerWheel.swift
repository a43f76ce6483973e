/// When to look at a connection again: a wheel of one-second buckets, linked through the connections themselves.
///
/// Lazy: a connection is armed once and looked at when its bucket comes up; only then is it known whether it has been idle long enough.
struct TimerWheel: ~Copyable {
  /// Seconds that the wheel spans; later deadlines are armed at its far end and looked at again.
  static let span: Int64 = 1024

  private(set) var heads = [UInt32](repeating: .max, count: Int(TimerWheel.span))
  /// The second up to which buckets have been emptied; negative before the first packet.
  private(set) var second: Int64 = .min

  init() {}

  /// The bucket for `deadline`, in seconds since the epoch.
  func bucket(for deadline: Int64) -> Int {
    let nearest = second &+ 1
    let farthest = second &+ TimerWheel.span &- 1
    return Int(min(max(deadline, nearest), farthest) & (TimerWheel.span &- 1))
  }

  /// The head of the bucket `index`.
  subscript(index: Int) -> UInt32 {
    get { heads[index] }
    set { heads[index] = newValue }
  }

  /// Starts the wheel at `second`.
  mutating func start(at second: Int64) {
    if self.second == .min { self.second = second }
  }

  /// Moves to the next second that is at most `now` and returns its bucket; nil when there is none.
  ///
  /// Over a gap longer than the wheel each bucket comes up once.
  mutating func tick(to now: Int64) -> Int? {
    guard second < now else { return nil }
    if now &- second > TimerWheel.span { second = now &- TimerWheel.span }
    second &+= 1
    return Int(second & (TimerWheel.span &- 1))
  }
}
