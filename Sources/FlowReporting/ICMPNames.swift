/// What an ICMP error says, in a few words.
enum ICMPNames {
  /// The meaning of `type` and `code` (RFC 792, RFC 1122 §3.2.2.1, RFC 1812 §5.2.7.1, RFC 4443 §3).
  static func meaning(type: UInt8, code: UInt8, isIPv6: Bool) -> StaticString {
    isIPv6 ? version6(type, code) : version4(type, code)
  }

  private static func version4(_ type: UInt8, _ code: UInt8) -> StaticString {
    switch (type, code) {
    case (3, 0): "network unreachable"
    case (3, 1): "host unreachable"
    case (3, 2): "protocol unreachable"
    case (3, 3): "port unreachable"
    case (3, 4): "fragmentation needed"
    case (3, 9), (3, 10), (3, 13): "administratively prohibited"
    case (3, _): "destination unreachable"
    case (4, _): "source quench"
    case (5, _): "redirect"
    case (11, 0): "time to live exceeded"
    case (11, _): "reassembly time exceeded"
    case (12, _): "parameter problem"
    default: "ICMP error"
    }
  }

  private static func version6(_ type: UInt8, _ code: UInt8) -> StaticString {
    switch (type, code) {
    case (1, 0): "no route to destination"
    case (1, 1): "administratively prohibited"
    case (1, 3): "address unreachable"
    case (1, 4): "port unreachable"
    case (1, _): "destination unreachable"
    case (2, _): "packet too big"
    case (3, 0): "hop limit exceeded"
    case (3, _): "reassembly time exceeded"
    case (4, _): "parameter problem"
    default: "ICMPv6 error"
    }
  }
}
