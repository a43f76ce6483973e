extension LayerWalk {
  /// Steps over VXLAN's header (RFC 7348 §5).
  mutating func vxlan(_ octets: borrowing RawSpan, into segment: inout Segment) -> DecodeStatus? {
    if let stop = shortage(of: 8) { return stop }
    enter(.vxlan, octets.uint32(at: offset + 4) >> 8, into: &segment)
    return advance(by: 8, to: .ethernet)
  }

  /// Steps over the header of VXLAN's generic protocol extension, which tells what follows.
  mutating func vxlanGPE(_ octets: borrowing RawSpan, into segment: inout Segment) -> DecodeStatus? {
    if let stop = shortage(of: 8) { return stop }
    enter(.vxlan, octets.uint32(at: offset + 4) >> 8, into: &segment)
    switch octets.octet(at: offset + 3) {
    case 1: return advance(by: 8, to: .ipv4)
    case 2: return advance(by: 8, to: .ipv6)
    case 3: return advance(by: 8, to: .ethernet)
    case 4: return advance(by: 8, to: .serviceHeader)
    case 5: return advance(by: 8, to: .mpls)
    default: return .notTCP
    }
  }

  /// Steps over GENEVE's header and its options, which are counted in words (RFC 8926 §3.4).
  mutating func geneve(_ octets: borrowing RawSpan, into segment: inout Segment) -> DecodeStatus? {
    if let stop = shortage(of: 8) { return stop }
    let length = 8 + Int(octets.octet(at: offset) & 0x3F) * 4
    if let stop = shortage(of: length) { return stop }
    enter(.geneve, octets.uint32(at: offset + 4) >> 8, into: &segment)
    return advance(by: length, to: Layer(etherType: octets.uint16(at: offset + 2)))
  }

  /// Steps over a GTP-U header and its extension headers (3GPP TS 29.281 §5).
  mutating func gtp(_ octets: borrowing RawSpan, into segment: inout Segment) -> DecodeStatus? {
    if let stop = shortage(of: 8) { return stop }
    let flags = octets.octet(at: offset)
    let payload = 8 + Int(octets.uint16(at: offset + 2))
    enter(.gtp, octets.uint32(at: offset + 4), into: &segment)
    var length = 8
    if flags & 0x07 != 0 {
      if let stop = shortage(of: 12) { return stop }
      length = 12
      var next = flags & 0x04 != 0 ? octets.octet(at: offset + 11) : 0
      while next != 0 {
        if let stop = shortage(of: length + 4) { return stop }
        let size = Int(octets.octet(at: offset + length)) * 4
        guard size > 0 else { return contradiction(needed: 4, available: 0) }
        if let stop = shortage(of: length + size) { return stop }
        length += size
        next = octets.octet(at: offset + length - 1)
      }
    }
    // What is in it is told to the peers of the tunnel alone: IP, mostly.
    guard capturedEnd - offset > length else { return .notTCP }
    let version = octets.octet(at: offset + length) >> 4
    narrow(to: payload)
    return advance(by: length, to: version == 4 ? .ipv4 : version == 6 ? .ipv6 : nil)
  }

  /// Steps over the header of an L2TP data message (RFC 2661 §3.1).
  mutating func l2tp(_ octets: borrowing RawSpan, into segment: inout Segment) -> DecodeStatus? {
    if let stop = shortage(of: 6) { return stop }
    let flags = octets.uint16(at: offset)
    var length = flags & 0x4000 != 0 ? 4 : 2
    if let stop = shortage(of: length + 4) { return stop }
    let identifier = octets.uint32(at: offset + length)
    length += 4
    if flags & 0x0800 != 0 { length += 4 }
    if flags & 0x0200 != 0 {
      if let stop = shortage(of: length + 2) { return stop }
      length += 2 + Int(octets.uint16(at: offset + length))
    }
    if let stop = shortage(of: length + 2) { return stop }
    enter(.l2tp, identifier, into: &segment)
    return advance(by: length, to: .ppp)
  }

  /// Steps over Teredo's authentication and origin indications (RFC 4380 §5.1.1).
  mutating func teredo(_ octets: borrowing RawSpan, into segment: inout Segment) -> DecodeStatus? {
    var length = 0
    if octets.uint16(at: offset) == 1 {
      let identifier = Int(octets.octet(at: offset + 2))
      let value = Int(octets.octet(at: offset + 3))
      length = 13 + identifier + value
    }
    guard capturedEnd - offset >= length + 8 else { return .notTCP }
    if octets.uint16(at: offset + length) == 0 { length += 8 }
    guard capturedEnd - offset > length, octets.octet(at: offset + length) >> 4 == 6 else { return .notTCP }
    enter(.teredo, 0, into: &segment)
    return advance(by: length, to: .ipv6)
  }

  /// Steps over AYIYA's header: identity, signature and a next header number.
  mutating func ayiya(_ octets: borrowing RawSpan, into segment: inout Segment) -> DecodeStatus? {
    guard capturedEnd - offset >= 8 else { return .notTCP }
    let first = octets.octet(at: offset)
    let second = octets.octet(at: offset + 1)
    // Operation 1 forwards.
    guard octets.octet(at: offset + 2) & 0x0F == 1 else { return .notTCP }
    let length = 8 + (1 << Int(first >> 4)) + Int(second >> 4) * 4
    let next = Layer(internetProtocol: octets.octet(at: offset + 3))
    guard capturedEnd - offset > length, next == .ipv6InIP || next == .ipv4InIP else { return .notTCP }
    enter(.ayiya, 0, into: &segment)
    return advance(by: length, to: next == .ipv6InIP ? .ipv6 : .ipv4)
  }

  /// Steps over CAPWAP's header on its data channel (RFC 5415 §4.3), where it is not encrypted.
  mutating func capwap(_ octets: borrowing RawSpan, into segment: inout Segment) -> DecodeStatus? {
    guard capturedEnd - offset >= 8 else { return .notTCP }
    let word = octets.uint32(at: offset)
    let length = Int(word >> 19 & 0x1F) * 4
    let isNative = word & 0x100 != 0
    let isKeepAlive = word & 0x08 != 0
    // Of a fragmented frame only the first fragment has the headers.
    let isLater = word & 0x80 != 0 && octets.uint16(at: offset + 6) >> 3 != 0
    guard length >= 8, capturedEnd - offset >= length, !isKeepAlive, !isLater else { return .notTCP }
    if isNative, word >> 9 & 0x1F != 1 { return .notTCP }
    enter(.capwap, 0, into: &segment)
    return advance(by: length, to: isNative ? .swappedWLAN : .ethernet)
  }
}
