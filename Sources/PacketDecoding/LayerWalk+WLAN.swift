extension LayerWalk {
  /// Steps over radiotap's header (radiotap.org); whether the frame is padded is told by its flags.
  mutating func radiotap(_ octets: borrowing RawSpan) -> DecodeStatus? {
    if let stop = shortage(of: 8) { return stop }
    let length = Int(octets.littleUInt16(at: offset + 2))
    guard length >= 8 else { return contradiction(needed: 8, available: length) }
    if let stop = shortage(of: length) { return stop }
    let present = octets.littleUInt32(at: offset + 4)
    var position = 8
    var word = present
    while word & 0x8000_0000 != 0, position + 4 <= length {
      word = octets.littleUInt32(at: offset + position)
      position += 4
    }
    if present & 1 != 0 { position = (position + 7) / 8 * 8 + 8 }
    if present & 2 != 0, position < length { isPadded = octets.octet(at: offset + position) & 0x20 != 0 }
    return advance(by: length, to: .wlan)
  }

  /// Steps over a Prism header, whose length is in the byte order of the host that captured, or over AVS's.
  mutating func prism(_ octets: borrowing RawSpan) -> DecodeStatus? {
    if let stop = shortage(of: 8) { return stop }
    let code = octets.uint32(at: offset)
    let told = octets.uint32(at: offset + 4)
    let length = Int(code >> 12 != 0x80211 && told > 0xFFFF ? told.byteSwapped : told)
    guard length >= 8 else { return contradiction(needed: 8, available: length) }
    if let stop = shortage(of: length) { return stop }
    return advance(by: length, to: .wlan)
  }

  /// Steps over per-packet information, which tells the link type behind it.
  mutating func perPacketInformation(_ octets: borrowing RawSpan) -> DecodeStatus? {
    if let stop = shortage(of: 8) { return stop }
    let length = Int(octets.littleUInt16(at: offset + 2))
    guard length >= 8 else { return contradiction(needed: 8, available: length) }
    if let stop = shortage(of: length) { return stop }
    return advance(by: length, to: Layer(linkType: Int32(truncatingIfNeeded: octets.littleUInt32(at: offset + 4))))
  }

  /// Steps over an IEEE 802.11 header to LLC, where the frame holds data in the clear (IEEE 802.11 §9.2, §9.3.2).
  mutating func wlan(_ octets: borrowing RawSpan, mayBeSwapped: Bool, into segment: inout Segment) -> DecodeStatus? {
    if let stop = shortage(of: 2) { return stop }
    var control = octets.uint16(at: offset)
    if mayBeSwapped, control & 0x0F00 != 0x0800 { control = control.byteSwapped }
    // Version 0, type data; subtypes of the upper four bits: no data, and quality of service.
    guard control & 0x0F00 == 0x0800, control & 0x4000 == 0 else { return .notTCP }
    var length = control & 0x03 == 0x03 ? 30 : 24
    let hasQuality = control & 0x8000 != 0
    let quality = length
    if hasQuality { length += control & 0x80 != 0 ? 6 : 2 }
    if let stop = shortage(of: length) { return stop }
    guard control & 0x40 == 0 else { return .encrypted }
    // Only the first fragment of a frame has the headers.
    guard octets.octet(at: offset + 22) & 0x0F == 0 || mayBeSwapped else { return .notTCP }
    let isAggregate = hasQuality && octets.octet(at: offset + quality) & 0x80 != 0
    if isPadded { length = (length + 3) / 4 * 4 }
    if let stop = shortage(of: length) { return stop }
    if !isAggregate { return advance(by: length, to: .llc) }
    offset += length
    return subframe(octets, into: &segment)
  }

  /// Steps to the subframe of an A-MSDU whose turn it is (IEEE 802.11 §9.3.2.2.2): each is a frame with a length, padded to 4 octets.
  private mutating func subframe(_ octets: borrowing RawSpan, into segment: inout Segment) -> DecodeStatus? {
    for _ in 0..<subframeIndex {
      if let stop = shortage(of: 14) { return stop }
      offset += (14 + Int(octets.uint16(at: offset + 12)) + 3) / 4 * 4
      guard offset < capturedEnd else { return .notTCP }
    }
    if let stop = shortage(of: 14) { return stop }
    let length = 14 + Int(octets.uint16(at: offset + 12))
    if offset + length + 14 < wireEnd, subframeIndex < PacketDecoder.subframeLimit {
      segment.present.insert(.aggregate)
    }
    end(after: length)
    return advance(by: 14, to: .llc)
  }
}
