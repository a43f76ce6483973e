extension LayerWalk {
  /// Goes into a tunnel: what the outer headers said of IP is not what the segment is about.
  ///
  /// An identifier of 0 is none; a tunnel without one leaves a tunnel with one around it named. Of the kinds that have none, the outer
  /// addresses tell one tunnel from another, whichever way a packet goes.
  mutating func enter(_ kind: TunnelKind, _ identifier: UInt32, into segment: inout Segment) {
    let isNamed = segment.tunnelIdentifier != 0 && !segment.present.contains(.tunnelEnds)
    segment.present.formIntersection([.icmp, .aggregate, .tunnelEnds])
    if identifier != 0 {
      segment.tunnel = kind
      segment.tunnelIdentifier = identifier
      segment.present.remove(.tunnelEnds)
    } else if !isNamed {
      segment.tunnel = kind
      segment.tunnelIdentifier = kind.isToldByEnds ? LayerWalk.ends(of: segment) : 0
      segment.present.remove(.tunnelEnds)
      if segment.tunnelIdentifier != 0 { segment.present.insert(.tunnelEnds) }
    }
    segment.identification = 0
    hasRouting = false
    awaitsJumboLength = false
  }

  /// A number for the two addresses of `segment`, the same in both directions.
  private static func ends(of segment: Segment) -> UInt32 {
    func mixed(_ address: IPAddress) -> UInt64 {
      let product = (address.high ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: address.low ^ 0xC2B2_AE3D_27D4_EB4F)
      return product.high ^ product.low
    }
    let sum = mixed(segment.source) &+ mixed(segment.destination)
    return UInt32(truncatingIfNeeded: sum ^ sum >> 32)
  }

  /// Goes on with IPv4 or IPv6 straight in IP.
  mutating func ipInIP(_ next: Layer, into segment: inout Segment) -> DecodeStatus? {
    enter(.ipInIP, 0, into: &segment)
    return advance(by: 0, to: next)
  }

  /// Steps over EtherIP's two octets (RFC 3378 §3); IPv6 also carries bare frames (RFC 8986 §4.9), which have none.
  mutating func etherIP(_ octets: borrowing RawSpan, into segment: inout Segment) -> DecodeStatus? {
    if let stop = shortage(of: 2) { return stop }
    let hasHeader = octets.uint16(at: offset) & 0xF0FF == 0x3000
    enter(.etherIP, 0, into: &segment)
    return advance(by: hasHeader && !looksLikeEthernet(octets, at: offset) ? 2 : 0, to: .ethernet)
  }

  /// Goes on with labels in IP or UDP.
  mutating func mplsInIP(into segment: inout Segment) -> DecodeStatus? {
    enter(.mpls, 0, into: &segment)
    return advance(by: 0, to: .mpls)
  }

  /// Steps over L2TPv3's session, and over as much cookie and sublayer as stand in front of a frame: both ends agreed on that before
  /// (RFC 3931 §4.1).
  mutating func l2tpv3(_ octets: borrowing RawSpan, into segment: inout Segment) -> DecodeStatus? {
    if let stop = shortage(of: 4) { return stop }
    let session = octets.uint32(at: offset)
    guard session != 0 else { return .notTCP }
    var length = 4
    while length <= 16 {
      if looksLikeEthernet(octets, at: offset + length) {
        enter(.l2tp, session, into: &segment)
        return advance(by: length, to: .ethernet)
      }
      length += 4
    }
    return .notTCP
  }
}
