extension Layer {
  /// The layer that `etherType` announces; nil for other traffic.
  @inline(always)
  init?(etherType: UInt16) {
    switch etherType {
    case 0x0800: self = .ipv4
    case 0x86DD: self = .ipv6
    case 0x8100: self = .vlan
    default: self.init(otherEtherType: etherType)
    }
  }

  /// The layer of an EtherType that few frames carry.
  @inline(never)
  private init?(otherEtherType etherType: UInt16) {
    switch etherType {
    case 0x88A8, 0x9100, 0x9200, 0x9300: self = .vlan
    case 0x8847, 0x8848: self = .mpls
    case 0x8864: self = .pppoe
    case 0x893F: self = .eTag
    case 0x8926: self = .vnTag
    case 0x8909: self = .metadata
    case 0x88E7: self = .serviceTag
    case 0x8903, 0x22F3: self = .fabric
    case 0x88E5: self = .macsec
    case 0x894F: self = .serviceHeader
    case 0x880B: self = .ppp
    case 0x6558: self = .ethernet
    default: return nil
    }
  }

  /// The layer that IP's protocol or next header number announces; nil for other traffic.
  @inline(always)
  init?(internetProtocol: UInt8) {
    if internetProtocol == 6 {
      self = .tcp
      return
    }
    self.init(otherProtocol: internetProtocol)
  }

  /// The layer of a protocol number other than TCP's.
  @inline(never)
  private init?(otherProtocol: UInt8) {
    switch otherProtocol {
    case 17: self = .udp
    case 1: self = .icmp
    case 58: self = .icmpv6
    case 0: self = .hopByHop
    case 43: self = .routing
    case 44: self = .fragmentHeader
    case 50: self = .encapsulatedSecurity
    case 51: self = .authentication
    // Mobility, HIP and Shim6 are shaped like destination options.
    case 60, 135, 139, 140: self = .destinationOptions
    case 4, 94: self = .ipv4InIP
    case 41: self = .ipv6InIP
    case 47: self = .gre
    case 97, 143: self = .etherIP
    case 115: self = .l2tpv3
    case 137: self = .mplsInIP
    default: return nil
    }
  }

  /// The layer that a PPP protocol number announces (RFC 1332, RFC 5072, RFC 3032 §4.3); nil for other traffic.
  init?(pppProtocol: UInt16) {
    switch pppProtocol {
    case 0x0021: self = .ipv4
    case 0x0057: self = .ipv6
    case 0x002F: self = .vanJacobson
    case 0x0281, 0x0283: self = .mpls
    default: return nil
    }
  }

  /// The layer that an OSI network layer protocol identifier announces (RFC 2427 §4); nil for other traffic.
  init?(networkLayerProtocol: UInt8) {
    switch networkLayerProtocol {
    case 0xCC: self = .ipv4
    case 0x8E: self = .ipv6
    case 0xCF: self = .ppp
    default: return nil
    }
  }

  /// The layer that BSD's number of an address family announces; IPv6 has a number of its own on each system.
  init?(addressFamily: UInt32) {
    switch addressFamily {
    case 2: self = .ipv4
    case 10, 24, 28, 30: self = .ipv6
    default: return nil
    }
  }
}
