/// How many attempts of a group succeeded, at most: a count-min sketch (Cormode and Muthukrishnan, 2005) of fixed size.
///
/// It may count too many, never too few: a doubt is settled in favour of whoever is suspected.
struct SuccessSketch: Sendable {
  private static let mask = 0x7FFF

  /// Empty until the first success: a run that sees none does not take the memory.
  private var rows: [UInt32] = []

  /// Counts one success of each of the groups with these hashes.
  mutating func add(_ one: UInt64, _ another: UInt64, _ third: UInt64) {
    if self.rows.isEmpty { self.rows = [UInt32](repeating: 0, count: 2 * (SuccessSketch.mask + 1)) }
    var rows = self.rows.mutableSpan
    // Checked here, not for each of the places.
    precondition(rows.count == 2 * (SuccessSketch.mask + 1), "a sketch of another size")
    SuccessSketch.add(one, &rows)
    SuccessSketch.add(another, &rows)
    SuccessSketch.add(third, &rows)
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
    return min(rows[first], rows[second])
  }

  @inline(__always)
  private static func places(of hash: UInt64) -> (Int, Int) {
    (Int(truncatingIfNeeded: hash) & mask, (Int(truncatingIfNeeded: hash >> 32) & mask) + mask + 1)
  }
}
