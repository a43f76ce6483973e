/// A header that the decoder knows how to step over.
package enum Layer: UInt8, CaseIterable, Sendable, BitwiseCopyable {
  /// Ethernet II or IEEE 802.3.
  case ethernet
  /// An IEEE 802.1Q or 802.1ad tag, without the EtherType that announced it.
  case vlan
  /// IEEE 802.2 logical link control, with SNAP (RFC 1042).
  case llc
  /// Linux cooked capture, version 1.
  case linuxCooked
  /// Linux cooked capture, version 2.
  case linuxCooked2
  /// BSD loopback: an address family in either byte order.
  case loopback
  /// PPP in HDLC-like framing or bare (RFC 1661, RFC 1662).
  case ppp
  /// Cisco HDLC: address, control, EtherType.
  case ciscoHDLC
  /// A PPPoE session header (RFC 2516).
  case pppoe
  /// One MPLS label stack entry (RFC 3032).
  case mpls
  /// IP of the version that its first four bits say.
  case ip
  /// IPv4 (RFC 791).
  case ipv4
  /// IPv6 (RFC 8200).
  case ipv6
  /// IPv6 hop-by-hop options (RFC 8200 §4.3).
  case hopByHop
  /// An IPv6 routing header (RFC 8200 §4.4).
  case routing
  /// IPv6 destination options, or a header of the same shape (RFC 8200 §4.6, RFC 6564).
  case destinationOptions
  /// An IPv6 fragment header (RFC 8200 §4.5).
  case fragmentHeader
  /// An IP authentication header (RFC 4302).
  case authentication
  /// ICMP (RFC 792).
  case icmp
  /// ICMPv6 (RFC 4443).
  case icmpv6
  /// TCP (RFC 9293).
  case tcp

  /// The layer that packets of a capture with libpcap's `linkType` start with; nil when it is not supported.
  init?(linkType: Int32) {
    switch linkType {
    case 1: self = .ethernet
    case 113: self = .linuxCooked
    case 276: self = .linuxCooked2
    case 0, 108: self = .loopback
    case 9, 50: self = .ppp
    case 51: self = .pppoe
    case 104: self = .ciscoHDLC
    // 101 in files; 12, and 14 on OpenBSD, from libpcap.
    case 12, 14, 101: self = .ip
    case 228: self = .ipv4
    case 229: self = .ipv6
    default: return nil
    }
  }

  /// The layer that `etherType` announces; nil for other traffic.
  @inline(always)
  init?(etherType: UInt16) {
    switch etherType {
    case 0x0800: self = .ipv4
    case 0x86DD: self = .ipv6
    case 0x8100, 0x88A8, 0x9100: self = .vlan
    case 0x8847, 0x8848: self = .mpls
    case 0x8864: self = .pppoe
    default: return nil
    }
  }

  /// The layer that IP's protocol or next header number announces; nil for other traffic.
  @inline(always)
  init?(internetProtocol: UInt8) {
    switch internetProtocol {
    case 6: self = .tcp
    case 1: self = .icmp
    case 58: self = .icmpv6
    case 0: self = .hopByHop
    case 43: self = .routing
    case 44: self = .fragmentHeader
    case 51: self = .authentication
    // Mobility, HIP and Shim6 are shaped like destination options.
    case 60, 135, 139, 140: self = .destinationOptions
    default: return nil
    }
  }

  /// The layer that a PPP protocol number announces (RFC 1332, RFC 5072, RFC 3032 §4.3); nil for other traffic.
  init?(pppProtocol: UInt16) {
    switch pppProtocol {
    case 0x0021: self = .ipv4
    case 0x0057: self = .ipv6
    case 0x0281, 0x0283: self = .mpls
    default: return nil
    }
  }
}
