extension LayerWalk {
  /// Steps over one octet that tells the direction.
  mutating func direction(before next: Layer) -> DecodeStatus? {
    if let stop = shortage(of: 1) { return stop }
    return advance(by: 1, to: next)
  }

  /// Steps over a PPP protocol field, and over HDLC's address and control before it (RFC 1662 §3.1).
  mutating func ppp(_ octets: borrowing RawSpan) -> DecodeStatus? {
    if let stop = shortage(of: 2) { return stop }
    if octets.uint16(at: offset) == 0xFF03 { return advance(by: 2, to: .ppp) }
    let first = octets.octet(at: offset)
    // Serial lines are captured as PPP even where they speak Cisco HDLC: unicast 0x0F or broadcast 0x8F, then 0.
    if octets.uint16(at: offset) & 0x7FFF == 0x0F00 { return advance(by: 0, to: .ciscoHDLC) }
    // A first octet that is odd is all of a compressed field (RFC 1661 §2).
    if first & 1 == 1 { return advance(by: 1, to: Layer(pppProtocol: UInt16(first))) }
    return advance(by: 2, to: Layer(pppProtocol: octets.uint16(at: offset)))
  }

  /// Reads an IPv4 header whose protocol is TCP, whatever its protocol field says (RFC 1144 §3.2.2).
  mutating func vanJacobson(_ octets: borrowing RawSpan, into segment: inout Segment) -> DecodeStatus? {
    if let stop = shortage(of: 20) { return stop }
    let header = offset
    let length = Int(octets.octet(at: header) & 0x0F) * 4
    layer = .ipv4
    let end = ipv4(octets, into: &segment)
    if let end, end != .notTCP { return end }
    offset = header
    guard length >= 20 else { return contradiction(needed: 20, available: length) }
    return advance(by: length, to: .tcp)
  }

  /// Steps over a Cisco HDLC header.
  mutating func ciscoHDLC(_ octets: borrowing RawSpan) -> DecodeStatus? {
    if let stop = shortage(of: 4) { return stop }
    return advance(by: 4, to: Layer(etherType: octets.uint16(at: offset + 2)))
  }

  /// Steps over a Frame Relay address of 2 through 4 octets, and what tells the protocol behind it: an NLPID (RFC 2427 §4) or, as
  /// Cisco has it, an EtherType.
  mutating func frameRelay(_ octets: borrowing RawSpan) -> DecodeStatus? {
    if let stop = shortage(of: 4) { return stop }
    var length = 2
    while length <= 4, octets.octet(at: offset + length - 1) & 1 == 0 { length += 1 }
    guard length <= 4 else { return contradiction(needed: 2, available: 4) }
    if let stop = shortage(of: length + 2) { return stop }
    var position = offset + length
    guard octets.octet(at: position) == 3 else {
      return advance(by: length + 2, to: Layer(etherType: octets.uint16(at: position)))
    }
    position += 1
    // Some pad between control and identifier.
    if octets.octet(at: position) == 0, position + 1 < capturedEnd { position += 1 }
    let identifier = octets.octet(at: position)
    let headerLength = position + 1 - offset
    guard identifier == 0x80 else {
      return advance(by: headerLength, to: Layer(networkLayerProtocol: identifier))
    }
    if let stop = shortage(of: headerLength + 5) { return stop }
    return subnetwork(octets, at: headerLength)
  }

  /// Goes on by the five octets of a SNAP header `length` octets on, whose presence was checked.
  mutating func subnetwork(_ octets: borrowing RawSpan, at length: Int) -> DecodeStatus? {
    let organization = octets.uint32(at: offset + length - 1) & 0xFF_FFFF
    let type = octets.uint16(at: offset + length + 3)
    switch organization {
    // 00-00-00 is RFC 1042, 00-00-F8 the bridge tunnel of IEEE 802.1H: both go on with an EtherType.
    case 0, 0xF8: return advance(by: length + 5, to: Layer(etherType: type))
    // Bridged Ethernet, with or without its check sequence (RFC 2427 §4.2).
    case 0x80C2 where type == 1 || type == 7: return advance(by: length + 5, to: .ethernet)
    default: return .notTCP
    }
  }
}
