/// What may be spent on verifying checksums, in instructions, about.
///
/// Summing every segment would cost more than following it. So there is a credit, which suffices for all segments of a capture of some
/// thousand packets, and a small income with each packet, for samples of long ones. Public, so that the look at each packet is inlined.
public struct ChecksumBudget: Sendable {
  /// What is left; below zero until enough was earned.
  @usableFromInline var rest = 1_500_000

  /// The credit, unspent.
  public init() {}

  /// Earns what one packet earns; true when there is something to spend.
  @inlinable @inline(__always)
  public mutating func earn() -> Bool {
    rest &+= 4
    return rest > 0
  }

  /// Spends what a walk through the headers and the sum over `octets` cost.
  public mutating func spend(octets: Int) {
    rest &-= 300 &+ 2 &* min(octets, 1 << 20)
  }
}
