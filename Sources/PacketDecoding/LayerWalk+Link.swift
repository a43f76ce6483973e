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

  /// Steps over an address family in the byte order of the host that captured.
  mutating func loopback(_ octets: borrowing RawSpan) -> DecodeStatus? {
    if let stop = shortage(of: 4) { return stop }
    let family = octets.uint32(at: offset)
    return advance(by: 4, to: Layer(addressFamily: family > 0xFFFF ? family.byteSwapped : family))
  }

  /// Goes on by a cooked header's protocol, which is an EtherType only for some of the hardware types.
  private mutating func cookedProtocol(
    _ protocolNumber: UInt16, hardwareType: UInt16, headerLength: Int
  ) -> DecodeStatus? {
    switch hardwareType {
    case 770: return advance(by: headerLength, to: .frameRelay)
    case 803: return advance(by: headerLength, to: .radiotap)
    // Netlink's messages are no packets.
    case 824: return .notTCP
    default: break
    }
    // 4 is Linux's ETH_P_802_2.
    return advance(by: headerLength, to: protocolNumber == 4 ? .llc : Layer(etherType: protocolNumber))
  }
}
