/// Events counted over time in a fixed number of bins, whatever the time they span: when they no longer fit, neighbours are joined.
struct TimeBins {
  /// What is counted in each bin.
  struct Bin {
    /// Connections that began.
    var opened: UInt64 = 0
    /// Of these, the ones that did not open.
    var failed: UInt64 = 0
    /// Errors and warnings.
    var findings: UInt64 = 0

    fileprivate static func + (left: Bin, right: Bin) -> Bin {
      Bin(
        opened: left.opened + right.opened, failed: left.failed + right.failed, findings: left.findings + right.findings
      )
    }
  }

  /// How many there are.
  static let count = 120
  /// The bins, earliest first.
  private(set) var bins = [Bin](repeating: Bin(), count: TimeBins.count)
  /// When the first bin begins, in nanoseconds since the epoch; nil before the first event.
  private(set) var start: Int64?
  /// How long a bin lasts, in nanoseconds.
  private(set) var width: Int64 = 1_000_000

  /// Counts `what` at `time`; times before the first count in the first bin.
  mutating func add(_ what: Bin, at time: Int64) {
    let start = start ?? time
    self.start = start
    let (since, overflow) = max(time, start).subtractingReportingOverflow(start)
    guard !overflow else { return }
    while since / width >= Int64(Self.count) { join() }
    let index = Int(since / width)
    bins[index] = bins[index] + what
  }

  /// Twice the time in as many bins.
  private mutating func join() {
    for index in 0..<Self.count {
      bins[index] = 2 * index + 1 < Self.count ? bins[2 * index] + bins[2 * index + 1] : Bin()
    }
    width *= 2
  }

  /// The bins up to the last that holds anything.
  var used: ArraySlice<Bin> {
    let last = bins.lastIndex { $0.opened > 0 || $0.findings > 0 } ?? 0
    return bins[...last]
  }
}
