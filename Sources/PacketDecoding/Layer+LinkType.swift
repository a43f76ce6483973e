extension Layer {
  /// The layer that packets of a capture with libpcap's `linkType` start with; nil when it is not supported.
  init?(linkType: Int32) {
    switch linkType {
    case 1: self = .ethernet
    case 113: self = .linuxCooked
    case 276: self = .linuxCooked2
    case 0, 108: self = .loopback
    case 9, 50: self = .ppp
    case 51: self = .pppoe
    case 166, 204: self = .directedPPP
    case 104: self = .ciscoHDLC
    case 205: self = .directedHDLC
    case 107: self = .frameRelay
    case 206: self = .directedFrameRelay
    // 101 in files; 12, and 14 on OpenBSD, from libpcap.
    case 12, 14, 101: self = .ip
    case 228: self = .ipv4
    case 229: self = .ipv6
    case 100: self = .llc
    case 105: self = .wlan
    case 119, 163: self = .prism
    case 127: self = .radiotap
    case 192: self = .perPacketInformation
    case 10: self = .fddi
    case 129: self = .arcnet
    case 242: self = .infiniBand
    case 109: self = .enc
    case 117: self = .packetFilterLog
    case 258: self = .packetTap
    case 239: self = .netfilterLog
    case 253: self = .netlink
    case 178: self = .juniperEthernet
    case 180: self = .juniperPPP
    case 181: self = .juniperHDLC
    case 182: self = .juniperFrameRelay
    case 197: self = .extensibleRecord
    case 219: self = .mpls
    case 274: self = .preambledEthernet
    default: return nil
    }
  }
}
