extension LayerWalk {
  /// Walks the headers until one of them settles what the packet is.
  @inline(always)
  mutating func run(_ octets: borrowing RawSpan, into segment: inout Segment) -> DecodeStatus {
    // What nearly all packets are made of, in line: branches that the processor foresees instead of a jump table.
    if layer == .ethernet, let end = ethernet(octets) { return end }
    if layer == .ipv4 {
      if let end = ipv4(octets, into: &segment) { return end }
    } else if layer == .ipv6 {
      if let end = ipv6(octets, into: &segment) { return end }
    }
    if layer == .tcp { return tcp(octets, into: &segment) }
    // On a copy, so that the walk itself can stay in registers.
    var copy = self
    let end = copy.rest(octets, into: &segment)
    self = copy
    return end
  }

  /// Walks on from whatever layer.
  @inline(never)
  private mutating func rest(_ octets: borrowing RawSpan, into segment: inout Segment) -> DecodeStatus {
    for _ in 0..<PacketDecoder.layerLimit {
      if let end = step(octets, into: &segment) { return end }
    }
    fail(needed: PacketDecoder.layerLimit + 1, available: PacketDecoder.layerLimit)
    return .tooManyLayers
  }

  /// Steps over one layer.
  private mutating func step(_ octets: borrowing RawSpan, into segment: inout Segment) -> DecodeStatus? {
    switch layer {
    case .ethernet: ethernet(octets)
    case .vlan: vlan(octets, into: &segment)
    case .llc: llc(octets)
    case .linuxCooked: linuxCooked(octets)
    case .linuxCooked2: linuxCooked2(octets)
    case .loopback: loopback(octets)
    case .ppp: ppp(octets)
    case .ciscoHDLC: ciscoHDLC(octets)
    case .pppoe: pppoe(octets)
    case .mpls: mpls(octets, into: &segment)
    case .ip: ip(octets)
    case .ipv4: ipv4(octets, into: &segment)
    case .ipv6: ipv6(octets, into: &segment)
    case .hopByHop: hopByHop(octets, into: &segment)
    case .routing: routing(octets, into: &segment)
    case .destinationOptions: homeAddress(octets, into: &segment)
    case .fragmentHeader: fragmentHeader(octets, into: &segment)
    case .authentication: authentication(octets)
    case .icmp: icmp(octets, into: &segment)
    case .icmpv6: icmpv6(octets, into: &segment)
    case .tcp: .some(tcp(octets, into: &segment))
    default: outerStep(octets, into: &segment)
    }
  }

  /// Steps over a header of a kind that few captures have: pseudo-headers, rare tags.
  private mutating func outerStep(_ octets: borrowing RawSpan, into segment: inout Segment) -> DecodeStatus? {
    switch layer {
    case .vanJacobson: vanJacobson(octets, into: &segment)
    case .eTag: eTag(octets)
    case .vnTag: vnTag(octets)
    case .metadata: metadata(octets)
    case .serviceTag: serviceTag(octets, into: &segment)
    case .fabric: fabric(octets)
    case .macsec: macsec(octets)
    case .wlan: wlan(octets, mayBeSwapped: false, into: &segment)
    case .swappedWLAN: wlan(octets, mayBeSwapped: true, into: &segment)
    case .radiotap: radiotap(octets)
    case .prism: prism(octets)
    case .perPacketInformation: perPacketInformation(octets)
    case .frameRelay: frameRelay(octets)
    case .directedPPP: direction(before: .ppp)
    case .directedHDLC: direction(before: .ciscoHDLC)
    case .directedFrameRelay: direction(before: .frameRelay)
    case .fddi: fddi(octets)
    case .arcnet: arcnet(octets)
    case .infiniBand: infiniBand(octets)
    case .enc: enc(octets)
    case .packetFilterLog: packetFilterLog(octets)
    case .packetTap: packetTap(octets)
    case .netfilterLog: netfilterLog(octets, payloadType: 9)
    case .netlink: netlink(octets)
    case .juniperEthernet: juniper(octets, before: .ethernet)
    case .juniperPPP: juniper(octets, before: .ppp)
    case .juniperHDLC: juniper(octets, before: .ciscoHDLC)
    case .juniperFrameRelay: juniper(octets, before: .frameRelay)
    case .extensibleRecord: extensibleRecord(octets)
    case .preambledEthernet: advance(by: 8, to: .ethernet)
    default: tunnelStep(octets, into: &segment)
    }
  }

  /// Steps over a tunnel's header.
  private mutating func tunnelStep(_ octets: borrowing RawSpan, into segment: inout Segment) -> DecodeStatus? {
    switch layer {
    case .encapsulatedSecurity: .encrypted
    case .udp: udp(octets, into: &segment)
    case .ipv4InIP: ipInIP(.ipv4, into: &segment)
    case .ipv6InIP: ipInIP(.ipv6, into: &segment)
    case .gre: gre(octets, into: &segment)
    case .erspan2: erspan2(octets, into: &segment)
    case .erspan3: erspan3(octets, into: &segment)
    case .etherIP: etherIP(octets, into: &segment)
    case .mplsInIP: mplsInIP(into: &segment)
    case .l2tpv3: l2tpv3(octets, into: &segment)
    case .vxlan: vxlan(octets, into: &segment)
    case .vxlanGPE: vxlanGPE(octets, into: &segment)
    case .serviceHeader: serviceHeader(octets)
    case .geneve: geneve(octets, into: &segment)
    case .gtp: gtp(octets, into: &segment)
    case .l2tp: l2tp(octets, into: &segment)
    case .teredo: teredo(octets, into: &segment)
    case .ayiya: ayiya(octets, into: &segment)
    case .capwap: capwap(octets, into: &segment)
    // All others are stepped over elsewhere.
    default: .notTCP
    }
  }
}
