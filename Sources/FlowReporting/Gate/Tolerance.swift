/// How far two durations may lie apart and still count as the same (`--baseline-times`).
package enum Tolerance: Hashable, Sendable {
  /// So many hundredths of the recorded one.
  case percent(Int64)
  /// So many nanoseconds.
  case absolute(Int64)

  /// The tolerance that `text` asks for, "20%" or "5ms"; nil for anything else.
  package init?(_ text: String) {
    if text.hasSuffix("%"), let percent = Int64(text.dropLast()), (0...10_000).contains(percent) {
      self = .percent(percent)
    } else if let duration = DurationText.nanoseconds(text) {
      self = .absolute(duration)
    } else {
      return nil
    }
  }

  /// Whether `actual` counts as `expected`, both in nanoseconds and not negative.
  func allows(_ actual: Int64, insteadOf expected: Int64) -> Bool {
    let apart = (actual &- expected).magnitude
    switch self {
    case .absolute(let limit): return apart <= limit.magnitude
    case .percent(let percent): return Double(apart) * 100 <= Double(percent) * Double(expected)
    }
  }
}
