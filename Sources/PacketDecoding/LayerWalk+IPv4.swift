extension LayerWalk {
  /// Goes on by the version in the first four bits.
  mutating func ip(_ octets: borrowing RawSpan) -> DecodeStatus? {
    if let stop = shortage(of: 1) { return stop }
    return otherVersion(octets.octet(at: offset) >> 4)
  }

  /// Goes on as `version` says, whatever the layer below announced.
  @inline(always)
  mutating func otherVersion(_ version: UInt8) -> DecodeStatus? {
    switch version {
    case 4: return advance(by: 0, to: .ipv4)
    case 6: return advance(by: 0, to: .ipv6)
    default: return contradiction(needed: 20, available: 0)
    }
  }

  /// Steps over an IPv4 header with its options (RFC 791 §3.1).
  @inline(always)
  mutating func ipv4(_ octets: borrowing RawSpan, into segment: inout Segment) -> DecodeStatus? {
    if let stop = shortage(of: 20) { return stop }
    let header = octets.extracting(offset..<(offset + 20))
    let versionAndLength = header.octet(at: 0)
    let headerLength = Int(versionAndLength & 0x0F) * 4
    guard versionAndLength >> 4 == 4 else { return otherVersion(versionAndLength >> 4) }
    guard headerLength >= 20 else { return contradiction(needed: 20, available: headerLength) }
    segment.source = IPAddress(ipv4: header.uint32(at: 12))
    segment.destination = IPAddress(ipv4: header.uint32(at: 16))
    segment.identification = header.uint16(at: 4)
    segment.hopLimit = header.octet(at: 8)
    segment.present.insert(.ipv4)
    if let stop = ipv4Length(Int(header.uint16(at: 2)), headerLength: headerLength, into: &segment) {
      return stop
    }
    if let stop = shortage(of: headerLength) { return stop }
    if headerLength > 20, let stop = ipv4Options(octets, length: headerLength, into: &segment) { return stop }

    let protocolNumber = header.octet(at: 9)
    let fragment = header.uint16(at: 6) & 0x3FFF
    if fragment != 0 {
      note(
        Fragment(
          identification: UInt32(segment.identification), protocolNumber: protocolNumber,
          position: Int(fragment & 0x1FFF) * 8, isLast: fragment & 0x2000 == 0, start: offset + headerLength),
        into: &segment)
      guard fragment & 0x1FFF == 0 else { return laterFragment(protocolNumber) }
    }
    return advance(by: headerLength, to: Layer(internetProtocol: protocolNumber))
  }

  /// Keeps where the fragment stands in its datagram; what is inside of it may end beyond it.
  mutating func note(_ fragment: Fragment, into segment: inout Segment) {
    self.fragment = fragment
    self.fragment.end = min(wireEnd, packetEnd)
    packetEnd = .max
    segment.present.insert(.fragment)
  }

  /// The status of a fragment that does not hold the start of its packet.
  func laterFragment(_ protocolNumber: UInt8) -> DecodeStatus {
    Fragment.isFollowed(protocolNumber) && !isQuoted ? .fragment : .notTCP
  }

  /// Ends the layer by the total length, which leaves out Ethernet's padding.
  @inline(always)
  private mutating func ipv4Length(
    _ totalLength: Int, headerLength: Int, into segment: inout Segment
  ) -> DecodeStatus? {
    if totalLength >= headerLength {
      end(after: totalLength)
    } else if totalLength == 0 {
      // A super-segment that the interface has yet to cut: its length is that of the packet.
      segment.present.insert(.offloadedLength)
    } else if !isQuoted {
      return contradiction(needed: headerLength, available: totalLength)
    }
    return nil
  }

  /// Walks the options (RFC 791 §3.1): a source route gives the true destination, and hosts drop a packet whose option lengths lie.
  private mutating func ipv4Options(
    _ octets: borrowing RawSpan, length: Int, into segment: inout Segment
  ) -> DecodeStatus? {
    var copy = self
    let stop = copy.walkOptions(octets, length: length, into: &segment)
    self = copy
    return stop
  }

  @inline(never)
  private mutating func walkOptions(
    _ octets: borrowing RawSpan, length: Int, into segment: inout Segment
  ) -> DecodeStatus? {
    var position = 20
    while position < length {
      let kind = octets.octet(at: offset + position)
      if kind == 0 { return nil }
      if kind == 1 {
        position += 1
        continue
      }
      let left = length - position
      let size = left > 1 ? Int(octets.octet(at: offset + position + 1)) : 0
      guard size >= 2, size <= left else {
        return isQuoted
          ? nil : size < 2 ? contradiction(needed: 2, available: size) : contradiction(needed: size, available: left)
      }
      if kind == 131 || kind == 137 {
        hasRouting = true
        // The last address of a route that has not been travelled to its end (RFC 1122 §3.2.1.8).
        if size >= 7, Int(octets.octet(at: offset + position + 2)) < size {
          segment.destination = IPAddress(ipv4: octets.uint32(at: offset + position + size - 4))
        }
      }
      position += size
    }
    return nil
  }
}
