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
  /// IPv4 whose protocol field holds a Van Jacobson slot: TCP (RFC 1144 §3.2.2).
  case vanJacobson
  /// IP's encapsulating security payload (RFC 4303), bare or in UDP (RFC 3948): what is in it cannot be read.
  case encapsulatedSecurity
  /// UDP (RFC 768), for the tunnels in it.
  case udp
  /// An IEEE 802.1BR E-TAG.
  case eTag
  /// A Cisco VN-Tag.
  case vnTag
  /// Cisco MetaData, which holds a security group tag.
  case metadata
  /// An IEEE 802.1ah backbone service instance tag.
  case serviceTag
  /// A Cisco FabricPath or TRILL header (RFC 6325) in front of a whole frame.
  case fabric
  /// An IEEE 802.1AE MACsec tag.
  case macsec
  /// IEEE 802.11.
  case wlan
  /// IEEE 802.11 whose frame control field may be swapped, as access points of Cisco send it through CAPWAP.
  case swappedWLAN
  /// Radiotap.
  case radiotap
  /// A Prism or AVS header of a wireless capture.
  case prism
  /// Per-Packet Information.
  case perPacketInformation
  /// Frame Relay with or without NLPID (RFC 2427).
  case frameRelay
  /// One octet of direction in front of PPP.
  case directedPPP
  /// One octet of direction in front of Cisco HDLC.
  case directedHDLC
  /// One octet of direction in front of Frame Relay.
  case directedFrameRelay
  /// FDDI.
  case fddi
  /// ARCNET as Linux captures it.
  case arcnet
  /// IP over InfiniBand with the global routing header in front.
  case infiniBand
  /// BSD's encapsulating interface (IPsec).
  case enc
  /// BSD's packet filter log.
  case packetFilterLog
  /// Apple's packet tap.
  case packetTap
  /// Linux's netfilter log.
  case netfilterLog
  /// Linux's netlink, for netfilter's messages.
  case netlink
  /// Juniper's pseudo-header in front of Ethernet.
  case juniperEthernet
  /// Juniper's pseudo-header in front of PPP.
  case juniperPPP
  /// Juniper's pseudo-header in front of Cisco HDLC.
  case juniperHDLC
  /// Juniper's pseudo-header in front of Frame Relay.
  case juniperFrameRelay
  /// An Endace record.
  case extensibleRecord
  /// Eight octets of preamble in front of Ethernet.
  case preambledEthernet
  /// IPv4 in IP (RFC 2003).
  case ipv4InIP
  /// IPv6 in IP: 6in4, 6to4 (RFC 4213, RFC 3056).
  case ipv6InIP
  /// Generic routing encapsulation, its PPTP form too (RFC 2784, RFC 2890, RFC 2637).
  case gre
  /// An ERSPAN header of type II.
  case erspan2
  /// An ERSPAN header of type III.
  case erspan3
  /// Ethernet in IP (RFC 3378).
  case etherIP
  /// MPLS in IP or UDP (RFC 4023, RFC 7510).
  case mplsInIP
  /// L2TP version 3 straight over IP (RFC 3931).
  case l2tpv3
  /// VXLAN (RFC 7348).
  case vxlan
  /// VXLAN with the generic protocol extension.
  case vxlanGPE
  /// A network service header (RFC 8300).
  case serviceHeader
  /// GENEVE (RFC 8926).
  case geneve
  /// GTP-U, version 1 (3GPP TS 29.281).
  case gtp
  /// L2TP version 2 over UDP (RFC 2661).
  case l2tp
  /// Teredo (RFC 4380).
  case teredo
  /// AYIYA.
  case ayiya
  /// CAPWAP's data channel (RFC 5415).
  case capwap
}
