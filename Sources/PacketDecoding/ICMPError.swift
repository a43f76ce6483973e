/// The type and code of an ICMP (RFC 792, RFC 1122) or ICMPv6 (RFC 4443) error message.
public struct ICMPError: Hashable, Sendable, BitwiseCopyable {
  /// The type octet: 3, 4, 5, 11 or 12 in ICMP; 1 through 4 in ICMPv6.
  public var type: UInt8 = 0
  /// The code octet.
  public var code: UInt8 = 0
  /// Whether the message is ICMPv6.
  public var isIPv6 = false

  /// An empty error.
  @inlinable
  public init() {}

  /// Whether it says that a packet could not be delivered: unreachable, time to live exceeded, parameter problem. A redirect and a source
  /// quench do not, nor does a packet too big, which path MTU discovery makes smaller (RFC 1191, RFC 8201).
  public var isRejection: Bool { ICMPError.isRejection(type: type, code: code, isIPv6: isIPv6) }

  /// The same of an error with these octets.
  public static func isRejection(type: UInt8, code: UInt8, isIPv6: Bool) -> Bool {
    isIPv6 ? type == 1 || type == 3 || type == 4 : type == 3 && code != 4 || type == 11 || type == 12
  }
}
