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
    case .mpls: mpls(octets)
    case .ip: ip(octets)
    case .ipv4: ipv4(octets, into: &segment)
    case .ipv6: ipv6(octets, into: &segment)
    case .hopByHop: hopByHop(octets, into: &segment)
    case .routing: routing(octets)
    case .destinationOptions: destinationOptions(octets)
    case .fragmentHeader: fragmentHeader(octets, into: &segment)
    case .authentication: authentication(octets)
    case .icmp: icmp(octets, into: &segment)
    case .icmpv6: icmpv6(octets, into: &segment)
    case .tcp: .some(tcp(octets, into: &segment))
    }
  }
}
