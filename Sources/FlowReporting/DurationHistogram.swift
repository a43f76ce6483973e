/// Durations counted in buckets whose width grows with the value: any number of them in little memory, with quantiles within 0.1 %, or as
/// near as is asked for.
///
/// Every power of two is cut into equal buckets, allocated when the first value falls into it. A bucket answers with the first value
/// that fell into it, so that a quantile is always a duration that was seen, and exact while there are few.
package struct DurationHistogram: Sendable {
  /// How many durations were counted.
  package private(set) var count: UInt64 = 0
  private var largest: UInt64 = 0
  private var buckets: [Bucket] = []
  /// How many octaves have their buckets in front of those of each; -1 where nothing fell into it.
  private var places = InlineArray<64, Int8>(repeating: -1)

  private struct Bucket {
    var count: UInt32 = 0
    var first: UInt64 = 0

    mutating func add(_ value: UInt64) {
      if count == 0 { first = value }
      count &+= 1
    }
  }

  /// Buckets in a power of two, as a power of two itself.
  private let bucketBits: UInt8

  /// An empty histogram that cuts every power of two into 2 to the power of `bucketBits` (1 through 16) buckets: 10 keeps quantiles within
  /// 0.1 %, 5 within 3 %, with a thirtieth of the memory.
  package init(bucketBits: UInt8 = 10) {
    self.bucketBits = min(max(bucketBits, 1), 16)
  }

  /// Counts a duration in nanoseconds; a negative one, which only a clock that steps back can make, counts as 0.
  package mutating func add(_ nanoseconds: Int64) {
    let value = UInt64(max(nanoseconds, 0))
    let (octave, bucket) = place(of: value)
    if places[octave] < 0 { open(octave) }
    buckets[start(of: octave) &+ bucket].add(value)
    count += 1
    largest = max(largest, value)
  }

  private mutating func open(_ octave: Int) {
    places[octave] = Int8(truncatingIfNeeded: buckets.count >> Int(bucketBits))
    buckets += repeatElement(Bucket(), count: 1 << Int(bucketBits))
  }

  /// The duration in nanoseconds that `permille` of a thousand do not exceed (nearest rank); nil when nothing was counted.
  package func quantile(permille: UInt64) -> Int64? {
    guard count > 0 else { return nil }
    let rank = max((count * min(permille, 1_000) + 999) / 1_000, 1)
    guard rank < count else { return Int64(clamping: largest) }
    var seen: UInt64 = 0
    for octave in places.indices where places[octave] >= 0 {
      for bucket in self[octave] where bucket.count > 0 {
        seen += UInt64(bucket.count)
        if seen >= rank { return Int64(clamping: bucket.first) }
      }
    }
    return Int64(clamping: largest)
  }

  /// Calls `body` with a duration and a count for every bucket that holds any, the shortest first.
  package func forEachBucket(_ body: (_ nanoseconds: Int64, _ count: UInt64) -> Void) {
    for octave in places.indices where places[octave] >= 0 {
      for bucket in self[octave] where bucket.count > 0 { body(Int64(clamping: bucket.first), UInt64(bucket.count)) }
    }
  }

  private subscript(octave: Int) -> ArraySlice<Bucket> {
    buckets[start(of: octave)..<(start(of: octave) + 1 << Int(bucketBits))]
  }

  private func start(of octave: Int) -> Int {
    Int(places[octave]) << Int(bucketBits)
  }

  // Values under the number of buckets have one each in octave 0; octave n then holds 2ⁿ⁻¹ times that many up to its double.
  @inline(__always)
  private func place(of value: UInt64) -> (octave: Int, bucket: Int) {
    let size = UInt64(1) << UInt64(bucketBits)
    guard value >= size else { return (0, Int(value)) }
    let shift = 63 - Int(bucketBits) - value.leadingZeroBitCount
    return (shift + 1, Int((value >> UInt64(shift)) - size))
  }
}
