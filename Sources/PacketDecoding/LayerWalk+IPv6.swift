extension LayerWalk {
  /// Steps over an IPv6 header (RFC 8200 §3).
  @inline(always)
  mutating func ipv6(_ octets: borrowing RawSpan, into segment: inout Segment) -> DecodeStatus? {
    if let stop = shortage(of: 40) { return stop }
    let header = octets.extracting(offset..<(offset + 40))
    let version = header.octet(at: 0) >> 4
    guard version == 6 else { return otherVersion(version) }
    segment.source = IPAddress(high: header.uint64(at: 8), low: header.uint64(at: 16))
    segment.destination = IPAddress(high: header.uint64(at: 24), low: header.uint64(at: 32))
    segment.hopLimit = header.octet(at: 7)
    let payloadLength = Int(header.uint16(at: 4))
    awaitsJumboLength = payloadLength == 0
    if payloadLength > 0 {
      end(after: 40 + payloadLength)
    } else {
      segment.present.insert(.offloadedLength)
    }
    return advance(by: 40, to: Layer(internetProtocol: header.octet(at: 6)))
  }

  /// Steps over hop-by-hop options, and takes a jumbo payload's length from them (RFC 2675 §2).
  mutating func hopByHop(_ octets: borrowing RawSpan, into segment: inout Segment) -> DecodeStatus? {
    let start = offset
    if let end = destinationOptions(octets) { return end }
    guard awaitsJumboLength, let value = option(0xC2, length: 4, octets, from: start) else { return nil }
    // Counts everything after the IPv6 header, this one included.
    let length = Int(octets.uint32(at: value)) - (offset - start)
    if length >= 0 { end(after: length) }
    segment.present.remove(.offloadedLength)
    return nil
  }

  /// Where the value of the option `kind` is, of `length` octets, in the options header that began at `start` and was stepped over; nil where
  /// it is not.
  private func option(_ kind: UInt8, length: Int, _ octets: borrowing RawSpan, from start: Int) -> Int? {
    var position = start + 2
    while position + 1 < offset {
      let found = octets.octet(at: position)
      // One octet of padding has no length.
      if found == 0 {
        position += 1
        continue
      }
      if found == kind, position + 2 + length <= offset { return position + 2 }
      position += 2 + Int(octets.octet(at: position + 1))
    }
    return nil
  }

  /// Steps over a routing header. While segments are left, the packet's destination is a router on the way, and its own stands here: first in
  /// the list of segment routing (RFC 8754 §2), last in that of type 0, alone in that of type 2 (RFC 6275 §6.4).
  mutating func routing(_ octets: borrowing RawSpan, into segment: inout Segment) -> DecodeStatus? {
    hasRouting = true
    let start = offset
    if let end = destinationOptions(octets) { return end }
    let count = (offset - start - 8) / 16
    guard count > 0, octets.octet(at: start + 3) > 0 else { return nil }
    switch octets.octet(at: start + 2) {
    case 4: segment.destination = address(octets, at: start + 8)
    case 0, 2: segment.destination = address(octets, at: start + 8 + 16 * (count - 1))
    default: break
    }
    return nil
  }

  /// Steps over destination options. A mobile node away from home sends from where it is, and its own address is an option (RFC 6275 §6.3).
  mutating func homeAddress(_ octets: borrowing RawSpan, into segment: inout Segment) -> DecodeStatus? {
    let start = offset
    if let end = destinationOptions(octets) { return end }
    if let value = option(0xC9, length: 16, octets, from: start) {
      hasRouting = true
      segment.source = address(octets, at: value)
    }
    return nil
  }

  private func address(_ octets: borrowing RawSpan, at position: Int) -> IPAddress {
    IPAddress(high: octets.uint64(at: position), low: octets.uint64(at: position + 8))
  }

  /// Steps over a header that tells its length in units of 8 octets, without the first.
  mutating func destinationOptions(_ octets: borrowing RawSpan) -> DecodeStatus? {
    if let stop = shortage(of: 8) { return stop }
    let length = (Int(octets.octet(at: offset + 1)) + 1) * 8
    if let stop = shortage(of: length) { return stop }
    return advance(by: length, to: Layer(internetProtocol: octets.octet(at: offset)))
  }

  /// Steps over a fragment header, where the fragment is the first.
  mutating func fragmentHeader(_ octets: borrowing RawSpan, into segment: inout Segment) -> DecodeStatus? {
    if let stop = shortage(of: 8) { return stop }
    let next = octets.octet(at: offset)
    let place = octets.uint16(at: offset + 2)
    // Neither offset nor more to come is an atomic fragment: a whole packet (RFC 6946).
    if place & 0xFFF9 != 0 {
      note(
        Fragment(
          identification: octets.uint32(at: offset + 4), protocolNumber: next, position: Int(place & 0xFFF8),
          isLast: place & 1 == 0, start: offset + 8), into: &segment)
    }
    guard place >> 3 == 0 else { return laterFragment(next) }
    return advance(by: 8, to: Layer(internetProtocol: next))
  }

  /// Steps over an authentication header, which tells its length in units of 4 octets, without the first two.
  mutating func authentication(_ octets: borrowing RawSpan) -> DecodeStatus? {
    if let stop = shortage(of: 12) { return stop }
    let length = (Int(octets.octet(at: offset + 1)) + 2) * 4
    guard length >= 12 else { return contradiction(needed: 12, available: length) }
    if let stop = shortage(of: length) { return stop }
    return advance(by: length, to: Layer(internetProtocol: octets.octet(at: offset)))
  }
}
