/// The type and code of an ICMP (RFC 792, RFC 1122) or ICMPv6 (RFC 4443) error message.
public struct ICMPError: Hashable, Sendable, BitwiseCopyable {
  /// The type octet: 3, 4, 5, 11 or 12 in ICMP; 1 through 4 in ICMPv6.
  public var type: UInt8 = 0
  /// The code octet.
  public var code: UInt8 = 0
  /// Whether the message is ICMPv6.
  public var isIPv6 = false

  /// An empty error.
  public init() {}
}
