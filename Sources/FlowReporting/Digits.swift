/// Decimal digits, eight at a time in the octets of one word.
enum Digits {
  /// "00000000", to be joined with digits.
  static var zeros: UInt64 { 0x3030_3030_3030_3030 }

  /// The eight digits of `value`, which is under 10⁸, one an octet, the first in the lowest: all at once, in lanes of one word.
  @inline(__always)
  static func eight(_ value: UInt64) -> UInt64 {
    let upper = value / 10_000
    let fours = upper | (value &- upper &* 10_000) << 32
    // v · 10,486 / 2²⁰ is v / 100 for all v under 10⁴, and v · 103 / 2¹⁰ is v / 10 for all under 100; neither leaves its lane.
    let hundreds = ((fours &* 10_486) >> 20) & 0x0000_007F_0000_007F
    let twos = hundreds | (fours &- hundreds &* 100) << 16
    let tens = ((twos &* 103) >> 10) & 0x000F_000F_000F_000F
    return tens | (twos &- tens &* 10) << 8
  }
}
