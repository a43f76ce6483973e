import CPrefetch

/// How many attempts of a group succeeded, at most: a count-min sketch (Cormode and Muthukrishnan, 2005) of fixed size.
///
/// It may count too many, never too few: a doubt is settled in favour of whoever is suspected.
struct SuccessSketch: Sendable {
  private static let mask = 0x7FFF

  /// Empty until the first success: a run that sees none does not take the memory.
  private var rows: [UInt32] = []
  /// The hashes of the last success. It is counted with the next, when what has to be read for that has come into the cache: until then the
  /// branches on it would be waited for.
  private var last: InlineArray<3, UInt64>?

  /// Counts one success of each of the groups with these hashes.
  mutating func add(_ one: UInt64, _ another: UInt64, _ third: UInt64) {
    if self.rows.isEmpty { self.rows = [UInt32](repeating: 0, count: 2 * (SuccessSketch.mask + 1)) }
    let before = last
    last = [one, another, third]
    var rows = self.rows.mutableSpan
    // Checked here, not for each of the places.
    precondition(rows.count == 2 * (SuccessSketch.mask + 1), "a sketch of another size")
    SuccessSketch.prefetch(one, &rows)
    SuccessSketch.prefetch(another, &rows)
    SuccessSketch.prefetch(third, &rows)
    if let before {
      for index in 0..<3 { SuccessSketch.add(before[index], &rows) }
    }
  }

  @inline(__always)
  private static func prefetch(_ hash: UInt64, _ rows: inout MutableSpan<UInt32>) {
    let (first, second) = SuccessSketch.places(of: hash)
    unsafe rows.withUnsafeMutableBufferPointer { rows in
      guard let start = unsafe rows.baseAddress.map({ UnsafeRawPointer($0) }) else { return }
      unsafe cprefetch_line(start + first * MemoryLayout<UInt32>.stride)
      unsafe cprefetch_line(start + second * MemoryLayout<UInt32>.stride)
    }
  }

  @inline(__always)
  private static func add(_ hash: UInt64, _ rows: inout MutableSpan<UInt32>) {
    let (first, second) = SuccessSketch.places(of: hash)
    let count = min(rows[first], rows[second])
    guard count < .max else { return }
    if rows[first] == count { rows[first] = count &+ 1 }
    if rows[second] == count { rows[second] = count &+ 1 }
  }

  /// The successes of the group with this hash, at most.
  func count(of hash: UInt64) -> UInt32 {
    if rows.isEmpty { return 0 }
    let (first, second) = SuccessSketch.places(of: hash)
    var count = min(rows[first], rows[second])
    if let last {
      for index in 0..<3 where last[index] == hash && count < .max { count += 1 }
    }
    return count
  }

  @inline(__always)
  private static func places(of hash: UInt64) -> (Int, Int) {
    (Int(truncatingIfNeeded: hash) & mask, (Int(truncatingIfNeeded: hash >> 32) & mask) + mask + 1)
  }
}
