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
    if headerLength > 20 { hasRouting = true }

    let protocolNumber = header.octet(at: 9)
    let fragment = header.uint16(at: 6) & 0x3FFF
    if fragment != 0 {
      guard fragment & 0x1FFF == 0 else { return laterFragment(protocolNumber) }
      segment.present.insert(.fragment)
    }
    return advance(by: headerLength, to: Layer(internetProtocol: protocolNumber))
  }

  /// The status of a fragment that does not hold the start of its packet.
  func laterFragment(_ protocolNumber: UInt8) -> DecodeStatus {
    protocolNumber == 6 && !isQuoted ? .fragment : .notTCP
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
}
