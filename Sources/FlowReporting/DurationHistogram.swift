/// Durations counted in buckets whose width grows with the value: any number of them in little memory, with quantiles within 0.1 %.
///
/// Every power of two is cut into 1,024 equal buckets, allocated when the first value falls into it. A bucket answers with the first value
/// that fell into it, so that a quantile is always a duration that was seen, and exact while there are few.
package struct DurationHistogram: Sendable {
  /// How many durations were counted.
  package private(set) var count: UInt64 = 0
  private var largest: UInt64 = 0
  private var octaves: [[Bucket]] = []

  private struct Bucket {
    var count: UInt32 = 0
    var first: UInt64 = 0
  }

  /// An empty histogram.
  package init() {}

  /// Counts a duration in nanoseconds; a negative one, which only a clock that steps back can make, counts as 0.
  package mutating func add(_ nanoseconds: Int64) {
    let value = UInt64(max(nanoseconds, 0))
    let (octave, bucket) = Self.place(of: value)
    while octaves.count <= octave { octaves.append([]) }
    if octaves[octave].isEmpty { octaves[octave] = Array(repeating: Bucket(), count: 1_024) }
    if octaves[octave][bucket].count == 0 { octaves[octave][bucket].first = value }
    octaves[octave][bucket].count &+= 1
    count += 1
    largest = max(largest, value)
  }

  /// The duration in nanoseconds that `permille` of a thousand do not exceed (nearest rank); nil when nothing was counted.
  package func quantile(permille: UInt64) -> Int64? {
    guard count > 0 else { return nil }
    let rank = max((count * min(permille, 1_000) + 999) / 1_000, 1)
    guard rank < count else { return Int64(clamping: largest) }
    var seen: UInt64 = 0
    for buckets in octaves {
      for bucket in buckets where bucket.count > 0 {
        seen += UInt64(bucket.count)
        if seen >= rank { return Int64(clamping: bucket.first) }
      }
    }
    return Int64(clamping: largest)
  }

  // Values under 1,024 have a bucket each in octave 0; octave n then holds 1,024 × 2ⁿ⁻¹ up to its double.
  private static func place(of value: UInt64) -> (octave: Int, bucket: Int) {
    guard value >= 1_024 else { return (0, Int(value)) }
    let shift = 53 - value.leadingZeroBitCount
    return (shift + 1, Int(value >> UInt64(shift)) - 1_024)
  }
}
