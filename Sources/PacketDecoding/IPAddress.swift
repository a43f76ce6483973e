/// An IPv4 or IPv6 address as 128 bits; an IPv4 address is held in its IPv4-mapped form (RFC 4291 §2.5.5.2).
public struct IPAddress: Hashable, Sendable, BitwiseCopyable {
  /// The first eight octets in network order, as an integer.
  public let high: UInt64
  /// The last eight octets in network order, as an integer.
  public let low: UInt64

  /// The address with these two halves.
  @inlinable
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The IPv4 address with the 32 bits `ipv4` (in host order: 10.0.0.1 is 0x0A000001).
  @inlinable
  public init(ipv4: UInt32) {
    self.init(high: 0, low: 0x0000_FFFF_0000_0000 | UInt64(ipv4))
  }

  /// Whether this is an IPv4 address (or an IPv4-mapped one, which is written the same way).
  @inlinable
  public var isIPv4: Bool {
    high == 0 && low >> 32 == 0x0000_FFFF
  }

  /// The 32 bits of an IPv4 address; nil for IPv6.
  @inlinable
  public var ipv4: UInt32? {
    isIPv4 ? UInt32(truncatingIfNeeded: low) : nil
  }

  /// Whether both are the same address.
  @inlinable
  public static func == (left: IPAddress, right: IPAddress) -> Bool {
    left.high == right.high && left.low == right.low
  }
}
