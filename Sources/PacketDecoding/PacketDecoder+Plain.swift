/// The short way of the frames that most captures are made of: Ethernet, IPv4 without options or IPv6 without extension headers, and a TCP
/// header that was captured whole, in a packet that is.
///
/// Where each header lies is known beforehand, so that one comparison a header stands for all bounds checks. Whatever is otherwise is left
/// to the walk, which says the same of these frames too.
extension PacketDecoder {
  /// Decodes such a frame into `segment`, which is empty but for `time` and `frame`; false, and it still is, for another.
  @inline(always)
  func decodePlain(_ octets: borrowing RawSpan, originalLength: UInt32, into segment: inout Segment) -> Bool {
    guard octets.byteCount >= 54 else { return false }
    let packetEnd = max(octets.byteCount, Int(originalLength))
    let type = octets.uint16(at: 12)
    if type == 0x0800 {
      let end = 14 + Int(octets.uint16(at: 16))
      // Version 4 with a header of 20 octets, no fragment, TCP.
      guard octets.octet(at: 14) == 0x45, octets.uint16(at: 20) & 0x3FFF == 0, octets.octet(at: 23) == 6,
        end <= packetEnd, readTCP(octets, at: 34, end: end, into: &segment)
      else { return false }
      segment.source = IPAddress(ipv4: octets.uint32(at: 26))
      segment.destination = IPAddress(ipv4: octets.uint32(at: 30))
      segment.identification = octets.uint16(at: 18)
      segment.hopLimit = octets.octet(at: 22)
      segment.present.insert(.ipv4)
      return true
    }
    guard type == 0x86DD, octets.byteCount >= 74 else { return false }
    let length = Int(octets.uint16(at: 18))
    // Version 6, TCP.
    guard octets.octet(at: 14) >> 4 == 6, octets.octet(at: 20) == 6, length > 0, 54 + length <= packetEnd,
      readTCP(octets, at: 54, end: 54 + length, into: &segment)
    else { return false }
    segment.source = IPAddress(high: octets.uint64(at: 22), low: octets.uint64(at: 30))
    segment.destination = IPAddress(high: octets.uint64(at: 38), low: octets.uint64(at: 46))
    segment.hopLimit = octets.octet(at: 21)
    return true
  }

  /// Reads the TCP header at `start`, of which 20 octets are at hand, in an IP payload that ends at `end`; false, with nothing read, where it
  /// contradicts itself or its options were cut off.
  @inline(always)
  private func readTCP(_ octets: borrowing RawSpan, at start: Int, end: Int, into segment: inout Segment) -> Bool {
    let lengthAndFlags = octets.uint16(at: start + 12)
    let headerLength = Int(lengthAndFlags >> 12) * 4
    let headerEnd = start + headerLength
    guard headerLength >= 20, headerEnd <= end, headerEnd <= octets.byteCount else { return false }
    segment.sourcePort = octets.uint16(at: start)
    segment.destinationPort = octets.uint16(at: start + 2)
    segment.sequence = SequenceNumber(octets.uint32(at: start + 4))
    segment.acknowledgement = SequenceNumber(octets.uint32(at: start + 8))
    segment.flags = TCPFlags(rawValue: lengthAndFlags & 0x0FFF)
    segment.window = octets.uint16(at: start + 14)
    segment.checksum = octets.uint16(at: start + 16)
    segment.headerLength = UInt8(truncatingIfNeeded: headerLength)
    segment.payloadLength = UInt32(truncatingIfNeeded: end - headerEnd)
    segment.present = [.fullHeader, .flags, .sequence]
    if segment.options.read(octets, from: start + 20, to: headerEnd, captured: headerEnd) {
      segment.present.insert(.allOptions)
    }
    return true
  }
}
