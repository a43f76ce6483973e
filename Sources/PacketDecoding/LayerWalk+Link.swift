extension LayerWalk {
  /// Steps over a Linux cooked header.
  mutating func linuxCooked(_ octets: borrowing RawSpan) -> DecodeStatus? {
    if let stop = shortage(of: 16) { return stop }
    return cookedProtocol(
      octets.uint16(at: offset + 14), hardwareType: octets.uint16(at: offset + 2), headerLength: 16)
  }

  /// Steps over a Linux cooked header of version 2.
  mutating func linuxCooked2(_ octets: borrowing RawSpan) -> DecodeStatus? {
    if let stop = shortage(of: 20) { return stop }
    return cookedProtocol(octets.uint16(at: offset), hardwareType: octets.uint16(at: offset + 8), headerLength: 20)
  }

  /// Steps over an address family in the byte order of the host that captured; IPv6 has a number of its own on each system.
  mutating func loopback(_ octets: borrowing RawSpan) -> DecodeStatus? {
    if let stop = shortage(of: 4) { return stop }
    let family = octets.uint32(at: offset)
    switch family > 0xFFFF ? family.byteSwapped : family {
    case 2: return advance(by: 4, to: .ipv4)
    case 10, 24, 28, 30: return advance(by: 4, to: .ipv6)
    default: return .notTCP
    }
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

  /// Steps over a Cisco HDLC header.
  mutating func ciscoHDLC(_ octets: borrowing RawSpan) -> DecodeStatus? {
    if let stop = shortage(of: 4) { return stop }
    return advance(by: 4, to: Layer(etherType: octets.uint16(at: offset + 2)))
  }

  /// Goes on by a cooked header's protocol, which is an EtherType only for some of the hardware types.
  private mutating func cookedProtocol(
    _ protocolNumber: UInt16, hardwareType: UInt16, headerLength: Int
  ) -> DecodeStatus? {
    switch hardwareType {
    // Frame relay, radiotap and netlink bring headers of their own.
    case 770, 803, 824: return .notTCP
    default: break
    }
    // 4 is Linux's ETH_P_802_2.
    return advance(by: headerLength, to: protocolNumber == 4 ? .llc : Layer(etherType: protocolNumber))
  }
}
