extension LayerWalk {
  /// Steps over a GRE header (RFC 2784, RFC 2890), its old routing field (RFC 1701) and the form that PPTP has (RFC 2637 §4.1).
  mutating func gre(_ octets: borrowing RawSpan, into segment: inout Segment) -> DecodeStatus? {
    if let stop = shortage(of: 4) { return stop }
    let flags = octets.uint16(at: offset)
    let type = octets.uint16(at: offset + 2)
    if flags & 7 == 1 { return enhancedGRE(octets, flags: flags, type: type, into: &segment) }
    guard flags & 7 == 0 else { return .notTCP }
    let hasRouting = flags & 0x4000 != 0
    let hasKey = flags & 0x2000 != 0
    let hasSequence = flags & 0x1000 != 0
    let keyOffset = flags & 0xC000 != 0 ? 8 : 4
    var length = keyOffset + (hasKey ? 4 : 0) + (hasSequence ? 4 : 0)
    if let stop = shortage(of: length) { return stop }
    let key = hasKey ? octets.uint32(at: offset + keyOffset) : 0
    if hasRouting {
      guard let end = endOfRoutes(octets, from: length) else {
        return contradiction(needed: length + 4, available: capturedEnd - offset)
      }
      length = end
    }
    switch type {
    case 0x88BE:
      // Without a sequence number it is ERSPAN of type I: the frame follows at once.
      enter(.erspan, 0, into: &segment)
      return advance(by: length, to: hasSequence ? .erspan2 : .ethernet)
    case 0x22EB:
      enter(.erspan, 0, into: &segment)
      return advance(by: length, to: .erspan3)
    case 0x6558 where hasKey && !hasSequence && flags & 0x8000 == 0:
      // The subnet is in the upper 24 bits (RFC 7637 §3.2).
      enter(.nvgre, key >> 8, into: &segment)
      return advance(by: length, to: .ethernet)
    case 0x883E:
      enter(.gre, key, into: &segment)
      // The second version of WCCP has a redirect header in front of the packet.
      if let stop = shortage(of: length + 5) { return stop }
      return advance(by: octets.octet(at: offset + length) >> 4 == 4 ? length : length + 4, to: .ipv4)
    case 0x8200...0x83FF, 0x9000:
      // Access points of Aruba.
      enter(.gre, key, into: &segment)
      return advance(by: length, to: .swappedWLAN)
    default:
      enter(.gre, key, into: &segment)
      return advance(by: length, to: Layer(etherType: type))
    }
  }

  /// Where the list of source route entries ends that starts `start` octets into the header (RFC 1701); nil when it does not.
  private func endOfRoutes(_ octets: borrowing RawSpan, from start: Int) -> Int? {
    var length = start
    for _ in 0..<16 {
      guard capturedEnd - offset >= length + 4 else { return nil }
      let entry = Int(octets.octet(at: offset + length + 3))
      let isLast = octets.uint16(at: offset + length) == 0 && entry == 0
      length += 4 + entry
      if isLast { return capturedEnd - offset >= length ? length : nil }
    }
    return nil
  }

  /// Steps over the form of version 1: PPTP's, or MikroTik's EoIP.
  private mutating func enhancedGRE(
    _ octets: borrowing RawSpan, flags: UInt16, type: UInt16, into segment: inout Segment
  ) -> DecodeStatus? {
    if let stop = shortage(of: 8) { return stop }
    let payloadLength = Int(octets.uint16(at: offset + 4))
    let call = octets.uint16(at: offset + 6)
    if type == 0x6400 {
      enter(.etherIP, UInt32(call.byteSwapped), into: &segment)
      return advance(by: 8, to: .ethernet)
    }
    let length = 8 + (flags & 0x1000 != 0 ? 4 : 0) + (flags & 0x80 != 0 ? 4 : 0)
    // Without a sequence number it only acknowledges.
    guard type == 0x880B, flags & 0x1000 != 0, payloadLength > 0 else { return .notTCP }
    if let stop = shortage(of: length) { return stop }
    enter(.pptp, UInt32(call), into: &segment)
    if let end = advance(by: length, to: .ppp) { return end }
    narrow(to: payloadLength)
    return nil
  }

  /// Steps over an ERSPAN header of type II: version 1, session in ten bits.
  mutating func erspan2(_ octets: borrowing RawSpan, into segment: inout Segment) -> DecodeStatus? {
    if let stop = shortage(of: 8) { return stop }
    enter(.erspan, UInt32(octets.uint16(at: offset + 2) & 0x3FF), into: &segment)
    return advance(by: 8, to: .ethernet)
  }

  /// Steps over an ERSPAN header of type III: version 2, and perhaps a platform's own subheader.
  mutating func erspan3(_ octets: borrowing RawSpan, into segment: inout Segment) -> DecodeStatus? {
    if let stop = shortage(of: 12) { return stop }
    enter(.erspan, UInt32(octets.uint16(at: offset + 2) & 0x3FF), into: &segment)
    let hasSubheader = octets.octet(at: offset + 11) & 1 != 0
    // Frame types: Ethernet, and IP.
    let isIP = octets.uint16(at: offset + 10) >> 10 & 0x1F == 2
    if hasSubheader, let stop = shortage(of: 20) { return stop }
    return advance(by: hasSubheader ? 20 : 12, to: isIP ? .ip : .ethernet)
  }
}
