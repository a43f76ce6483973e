extension LayerWalk {
  /// Steps over an Ethernet header.
  @inline(always)
  mutating func ethernet(_ octets: borrowing RawSpan) -> DecodeStatus? {
    if let stop = shortage(of: 14) { return stop }
    return typeOrLength(octets.uint16(at: offset + 12), headerLength: 14)
  }

  /// Steps over a VLAN tag; the outermost and the innermost identifier stay in the segment.
  mutating func vlan(_ octets: borrowing RawSpan, into segment: inout Segment) -> DecodeStatus? {
    if let stop = shortage(of: 4) { return stop }
    let identifier = octets.uint16(at: offset) & 0x0FFF
    // A tag with identifier 0 only carries a priority.
    if segment.vlan == 0 {
      segment.vlan = identifier
    } else if identifier != 0 {
      segment.innerVLAN = identifier
    }
    return typeOrLength(octets.uint16(at: offset + 2), headerLength: 4)
  }

  /// Steps over LLC, alone or with a SNAP header, where it carries IP.
  mutating func llc(_ octets: borrowing RawSpan) -> DecodeStatus? {
    if let stop = shortage(of: 3) { return stop }
    switch octets.uint16(at: offset) {
    case 0x0606:
      return advance(by: 3, to: .ip)
    case 0xAAAA:
      if let stop = shortage(of: 8) { return stop }
      return subnetwork(octets, at: 3)
    case 0xFEFE:
      if let stop = shortage(of: 4) { return stop }
      return advance(by: 4, to: Layer(networkLayerProtocol: octets.octet(at: offset + 3)))
    default:
      return .notTCP
    }
  }

  /// Steps over a PPPoE session header.
  mutating func pppoe(_ octets: borrowing RawSpan) -> DecodeStatus? {
    if let stop = shortage(of: 6) { return stop }
    // Version 1, type 1, and code 0 for a session's data (RFC 2516 §4).
    guard octets.uint16(at: offset) == 0x1100 else { return .notTCP }
    let length = Int(octets.uint16(at: offset + 4))
    if let end = advance(by: 6, to: .ppp) { return end }
    narrow(to: length)
    return nil
  }

  /// Goes on by an EtherType, or by a length of IEEE 802.3 (up to 1500) to LLC.
  @inline(always)
  mutating func typeOrLength(_ value: UInt16, headerLength: Int) -> DecodeStatus? {
    if value > 1500 { return advance(by: headerLength, to: Layer(etherType: value)) }
    if let end = advance(by: headerLength, to: .llc) { return end }
    narrow(to: Int(value))
    return nil
  }

  /// Ends the layer after `length` octets where that leaves out padding; a length past the packet says nothing.
  mutating func narrow(to length: Int) {
    if length < wireEnd - offset { end(after: length) }
  }
}
