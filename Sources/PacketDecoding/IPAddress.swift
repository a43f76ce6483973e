/// An IPv4 or IPv6 address as 128 bits; an IPv4 address is held in its IPv4-mapped form (RFC 4291 §2.5.5.2).
package struct IPAddress: Hashable, Sendable, BitwiseCopyable {
  /// The first eight octets in network order, as an integer.
  package let high: UInt64
  /// The last eight octets in network order, as an integer.
  package let low: UInt64

  /// The address with these two halves.
  @inlinable
  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The IPv4 address with the 32 bits `ipv4` (in host order: 10.0.0.1 is 0x0A000001).
  @inlinable
  package init(ipv4: UInt32) {
    self.init(high: 0, low: 0x0000_FFFF_0000_0000 | UInt64(ipv4))
  }

  /// Whether this is an IPv4 address (or an IPv4-mapped one, which is written the same way).
  @inlinable
  package var isIPv4: Bool {
    high == 0 && low >> 32 == 0x0000_FFFF
  }

  /// The 32 bits of an IPv4 address; nil for IPv6.
  @inlinable
  package var ipv4: UInt32? {
    isIPv4 ? UInt32(truncatingIfNeeded: low) : nil
  }

  /// Whether both are the same address.
  @inlinable
  package static func == (left: IPAddress, right: IPAddress) -> Bool {
    left.high == right.high && left.low == right.low
  }
}
