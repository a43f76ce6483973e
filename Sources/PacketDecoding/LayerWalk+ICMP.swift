extension LayerWalk {
  /// Steps into the packet that an ICMP error quotes (RFC 1122 §3.2.2): destination unreachable, source quench, redirect,
  /// time exceeded, parameter problem.
  mutating func icmp(_ octets: borrowing RawSpan, into segment: inout Segment) -> DecodeStatus? {
    if let stop = shortage(of: 8) { return stop }
    switch octets.octet(at: offset) {
    case 3, 4, 5, 11, 12: return quote(octets, isIPv6: false, into: &segment)
    default: return .notTCP
    }
  }

  /// Steps into the packet that an ICMPv6 error quotes (RFC 4443 §2.1): destination unreachable, packet too big, time
  /// exceeded, parameter problem.
  mutating func icmpv6(_ octets: borrowing RawSpan, into segment: inout Segment) -> DecodeStatus? {
    if let stop = shortage(of: 8) { return stop }
    switch octets.octet(at: offset) {
    case 1...4: return quote(octets, isIPv6: true, into: &segment)
    default: return .notTCP
    }
  }

  /// Keeps who reports what, and goes on as if the quoted packet had been captured.
  private mutating func quote(_ octets: borrowing RawSpan, isIPv6: Bool, into segment: inout Segment) -> DecodeStatus? {
    // Errors are never sent about errors (RFC 1122 §3.2.2).
    guard !isQuoted else { return .notTCP }
    isQuoted = true
    packetEnd = .max
    segment.reporter = segment.source
    segment.icmp.type = octets.octet(at: offset)
    segment.icmp.code = octets.octet(at: offset + 1)
    segment.icmp.isIPv6 = isIPv6
    segment.identification = 0
    segment.present = .icmp
    return advance(by: 8, to: .ip)
  }
}
