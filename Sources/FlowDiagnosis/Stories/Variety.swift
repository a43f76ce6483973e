/// About how many different values were seen, in 64 octets (HyperLogLog by Flajolet et al., 2007).
struct Variety: Sendable, BitwiseCopyable {
  private static let size = 64

  private var registers = InlineArray<64, UInt8>(repeating: 0)

  /// Takes the hash of a value into account.
  mutating func add(_ hash: UInt64) {
    let index = Int(truncatingIfNeeded: hash & 63)
    let rank = UInt8(truncatingIfNeeded: min(58, (hash >> 6 | 1 << 57).trailingZeroBitCount) + 1)
    if rank > registers[index] { registers[index] = rank }
  }

  /// About how many there were; within a tenth or so.
  var estimate: Int {
    var sum = 0.0
    var empty = 0
    for index in 0..<Variety.size {
      sum += 1 / Double(UInt64(1) << UInt64(registers[index]))
      if registers[index] == 0 { empty += 1 }
    }
    let size = Double(Variety.size)
    let raw = 0.709 * size * size / sum
    // Few values leave registers empty, and counting these is the better estimate.
    if raw > 2.5 * size || empty == 0 { return Int(raw.rounded()) }
    return Int(Variety.linear(empty).rounded())
  }

  /// size × ln(size ÷ empty), by the series of ln: the harmonic numbers between the two.
  private static func linear(_ empty: Int) -> Double {
    (empty..<size).reduce(0.0) { $0 + Double(size) / (Double($1) + 0.5) }
  }
}
