extension LayerWalk {
  /// Reads the TCP header, or what there is of it (RFC 9293 §3.1).
  @inline(always)
  mutating func tcp(_ octets: borrowing RawSpan, into segment: inout Segment) -> DecodeStatus {
    guard capturedEnd - offset >= 20 else {
      // On a copy, so that the walk itself can stay in registers.
      var copy = self
      let end = copy.shortTCP(octets, into: &segment)
      self = copy
      return end
    }
    let header = octets.extracting(offset..<(offset + 20))
    segment.sourcePort = header.uint16(at: 0)
    segment.destinationPort = header.uint16(at: 2)
    segment.sequence = SequenceNumber(header.uint32(at: 4))
    segment.acknowledgement = SequenceNumber(header.uint32(at: 8))
    let lengthAndFlags = header.uint16(at: 12)
    segment.flags = TCPFlags(rawValue: lengthAndFlags & 0x0FFF)
    segment.window = header.uint16(at: 14)
    segment.checksum = header.uint16(at: 16)
    segment.present.formUnion([.fullHeader, .flags, .sequence])
    guard headerLength(lengthAndFlags >> 12, into: &segment) else { return malformedHeader(into: &segment) }
    let end = offset + Int(segment.headerLength)
    if segment.options.read(octets, from: offset + 20, to: end, captured: capturedEnd) {
      segment.present.insert(.allOptions)
    }
    return isQuoted ? .icmpError : .tcp
  }

  /// Reads a header of under 20 octets, field by field.
  @inline(never)
  private mutating func shortTCP(_ octets: borrowing RawSpan, into segment: inout Segment) -> DecodeStatus {
    let available = capturedEnd - offset
    if let stop = shortage(of: 4) { return stop }
    // The diagnosis of a cut header is the header, whatever part of it was there.
    _ = shortage(of: 20)
    segment.sourcePort = octets.uint16(at: offset)
    segment.destinationPort = octets.uint16(at: offset + 2)
    if available >= 8 {
      segment.sequence = SequenceNumber(octets.uint32(at: offset + 4))
      segment.present.insert(.sequence)
    }
    if available >= 12 { segment.acknowledgement = SequenceNumber(octets.uint32(at: offset + 8)) }
    if available >= 14 {
      let lengthAndFlags = octets.uint16(at: offset + 12)
      segment.flags = TCPFlags(rawValue: lengthAndFlags & 0x0FFF)
      segment.present.insert(.flags)
      guard headerLength(lengthAndFlags >> 12, into: &segment) else { return malformedHeader(into: &segment) }
    }
    if available >= 16 { segment.window = octets.uint16(at: offset + 14) }
    if available >= 18 { segment.checksum = octets.uint16(at: offset + 16) }
    if isQuoted { return .icmpError }
    let isWhole = wireEnd - offset < 20 && !segment.present.contains(.fragment)
    return isWhole ? malformedHeader(into: &segment) : .tcp
  }

  /// Takes over the data offset, and the payload that it leaves; false when it is under 5 or past the IP payload.
  @inline(always)
  private func headerLength(_ dataOffset: UInt16, into segment: inout Segment) -> Bool {
    let headerLength = Int(dataOffset) * 4
    segment.headerLength = UInt8(truncatingIfNeeded: headerLength)
    let payloadLength = wireEnd - offset - headerLength
    // The rest of a fragment's header may follow in the next one, and routers shorten what they quote.
    let mayBeCut = isQuoted || segment.present.contains(.fragment)
    guard headerLength >= 20, payloadLength >= 0 || mayBeCut else { return false }
    segment.payloadLength = UInt32(clamping: min(payloadLength, packetEnd - offset - headerLength))
    return true
  }

  /// Marks a header that contradicts itself or its packet.
  @inline(always)
  private mutating func malformedHeader(into segment: inout Segment) -> DecodeStatus {
    segment.present.insert(.malformedHeader)
    let claimed = Int(segment.headerLength)
    fail(
      needed: max(20, claimed),
      available: claimed < 20 && wireEnd - offset >= 20 ? claimed : wireEnd - offset)
    return isQuoted ? .icmpError : .malformedSegment
  }
}
