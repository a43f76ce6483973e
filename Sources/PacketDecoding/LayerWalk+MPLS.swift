extension LayerWalk {
  /// Steps over one label; under the bottom of the stack a guess has to be made, for nothing says what follows.
  ///
  /// It is IP where the first four bits are its version (RFC 3032 §2.2); Ethernet where a frame seems to stand there, with or without the
  /// pseudowire's control word, which starts with four zero bits (RFC 4385 §3). An address may start with a 4 or a 6 too.
  ///
  /// The label there tells one provider's customer from another (RFC 4364 §4.3.2); those under 16 have other meanings.
  mutating func mpls(_ octets: borrowing RawSpan, into segment: inout Segment) -> DecodeStatus? {
    if let stop = shortage(of: 5) { return stop }
    guard octets.octet(at: offset + 2) & 1 == 1 else { return advance(by: 4, to: .mpls) }
    let label = octets.uint32(at: offset) >> 12
    if label >= 16, segment.tunnelIdentifier == 0 || (segment.tunnel == .mpls && segment.present.contains(.tunnelEnds))
    {
      segment.tunnel = .mpls
      segment.tunnelIdentifier = label
      segment.present.remove(.tunnelEnds)
    }
    let payload = offset + 4
    switch octets.octet(at: payload) >> 4 {
    case 4 where looksLikeEthernet(octets, at: payload) && !looksLikeIPv4(octets, at: payload):
      return advance(by: 4, to: .ethernet)
    case 4: return advance(by: 4, to: .ipv4)
    case 6 where looksLikeEthernet(octets, at: payload) && !looksLikeIPv6(octets, at: payload):
      return advance(by: 4, to: .ethernet)
    case 6: return advance(by: 4, to: .ipv6)
    case 0 where looksLikeEthernet(octets, at: payload + 4): return advance(by: 8, to: .ethernet)
    default: return looksLikeEthernet(octets, at: payload) ? advance(by: 4, to: .ethernet) : .notTCP
    }
  }

  /// Whether a frame with IP, a tag or a label in it seems to start at `start`.
  func looksLikeEthernet(_ octets: borrowing RawSpan, at start: Int) -> Bool {
    guard capturedEnd - start >= 18 else { return false }
    switch octets.uint16(at: start + 12) {
    case 0x0800: return octets.octet(at: start + 14) >> 4 == 4
    case 0x86DD: return octets.octet(at: start + 14) >> 4 == 6
    case 0x8100, 0x88A8, 0x9100: return Layer(etherType: octets.uint16(at: start + 16)) != nil
    case 0x8847, 0x8864: return true
    default: return false
    }
  }

  /// Whether an IPv4 header seems to start at `start`.
  private func looksLikeIPv4(_ octets: borrowing RawSpan, at start: Int) -> Bool {
    guard capturedEnd - start >= 20 else { return false }
    let length = Int(octets.uint16(at: start + 2))
    return octets.octet(at: start) & 0x0F >= 5 && length >= 20 && length <= wireEnd - start
  }

  /// Whether an IPv6 header seems to start at `start`.
  private func looksLikeIPv6(_ octets: borrowing RawSpan, at start: Int) -> Bool {
    capturedEnd - start >= 40 && Int(octets.uint16(at: start + 4)) + 40 == wireEnd - start
  }
}
