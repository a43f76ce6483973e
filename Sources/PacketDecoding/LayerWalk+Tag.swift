extension LayerWalk {
  /// Steps over an E-TAG (IEEE 802.1BR §7.5), without the EtherType that announced it.
  mutating func eTag(_ octets: borrowing RawSpan) -> DecodeStatus? {
    if let stop = shortage(of: 8) { return stop }
    return typeOrLength(octets.uint16(at: offset + 6), headerLength: 8)
  }

  /// Steps over a VN-Tag, without the EtherType that announced it.
  mutating func vnTag(_ octets: borrowing RawSpan) -> DecodeStatus? {
    if let stop = shortage(of: 6) { return stop }
    return typeOrLength(octets.uint16(at: offset + 4), headerLength: 6)
  }

  /// Steps over Cisco MetaData: its version, its length in units of 4 octets beyond the first 4, and what it holds.
  mutating func metadata(_ octets: borrowing RawSpan) -> DecodeStatus? {
    if let stop = shortage(of: 8) { return stop }
    let length = 4 * (Int(octets.octet(at: offset + 1)) + 1)
    if let stop = shortage(of: length) { return stop }
    return typeOrLength(octets.uint16(at: offset + length - 2), headerLength: length)
  }

  /// Steps over an I-TAG (IEEE 802.1ah §9.8), which a customer's whole frame follows.
  mutating func serviceTag(_ octets: borrowing RawSpan, into segment: inout Segment) -> DecodeStatus? {
    if let stop = shortage(of: 4) { return stop }
    enter(.backbone, octets.uint32(at: offset) & 0xFF_FFFF, into: &segment)
    return advance(by: 4, to: .ethernet)
  }

  /// Steps over FabricPath's two octets, or over TRILL's header with its options (RFC 6325 §3).
  mutating func fabric(_ octets: borrowing RawSpan) -> DecodeStatus? {
    if let stop = shortage(of: 6) { return stop }
    guard offset >= 2, octets.uint16(at: offset - 2) == 0x22F3 else { return advance(by: 2, to: .ethernet) }
    let options = Int(octets.uint16(at: offset) >> 6 & 0x1F) * 4
    if let stop = shortage(of: 6 + options) { return stop }
    return advance(by: 6 + options, to: .ethernet)
  }

  /// Steps over a MACsec tag where it only authenticates (IEEE 802.1AE §9.3).
  mutating func macsec(_ octets: borrowing RawSpan) -> DecodeStatus? {
    if let stop = shortage(of: 8) { return stop }
    let control = octets.octet(at: offset)
    guard control & 0x0C == 0 else { return .encrypted }
    let length = control & 0x20 != 0 ? 14 : 6
    if let stop = shortage(of: length + 2) { return stop }
    return typeOrLength(octets.uint16(at: offset + length), headerLength: length + 2)
  }

  /// Steps over a network service header (RFC 8300 §2.2).
  mutating func serviceHeader(_ octets: borrowing RawSpan) -> DecodeStatus? {
    if let stop = shortage(of: 8) { return stop }
    let length = Int(octets.uint16(at: offset) & 0x3F) * 4
    guard length >= 8 else { return contradiction(needed: 8, available: length) }
    if let stop = shortage(of: length) { return stop }
    switch octets.octet(at: offset + 3) {
    case 1: return advance(by: length, to: .ipv4)
    case 2: return advance(by: length, to: .ipv6)
    case 3: return advance(by: length, to: .ethernet)
    case 4: return advance(by: length, to: .serviceHeader)
    case 5: return advance(by: length, to: .mpls)
    default: return .notTCP
    }
  }
}
