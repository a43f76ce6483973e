/// The short way of the frames that most captures are made of: Ethernet, IPv4 without options or IPv6 without extension headers, and a TCP
/// header that was captured whole, in a packet that is.
///
/// Where each header lies is known beforehand, so that one comparison a header stands for all bounds checks. Whatever is otherwise is left
/// to the walk, which says the same of these frames too.
extension PacketDecoder {
  /// Decodes such a frame into `segment`, of which all but `time` and `frame` is overwritten; false, and nothing is, for another.
  @inlinable
  @inline(always)
  public func decodePlain(_ octets: borrowing RawSpan, originalLength: UInt32, into segment: inout Segment) -> Bool {
    guard isEthernet, octets.byteCount >= 54 else { return false }
    guard octets.uint16(at: 12) == 0x0800 else {
      return decodePlainIPv6(octets, originalLength: originalLength, into: &segment)
    }
    let end = 14 + Int(octets.uint16(at: 16))
    // Version 4 with a header of 20 octets, no fragment, TCP.
    guard octets.octet(at: 14) == 0x45, octets.uint16(at: 20) & 0x3FFF == 0, octets.octet(at: 23) == 6,
      end <= max(octets.byteCount, Int(originalLength)), let headerEnd = headerEnd(octets, at: 34, end: end)
    else { return false }
    segment.source = IPAddress(ipv4: octets.uint32(at: 26))
    segment.destination = IPAddress(ipv4: octets.uint32(at: 30))
    segment.hopLimit = octets.octet(at: 22)
    readTCP(octets, at: 34, to: headerEnd, end: end, .ipv4, identification: octets.uint16(at: 18), into: &segment)
    return true
  }

  // Not inlined: with it, the way of IPv4 would have too few registers.
  @usableFromInline @inline(never)
  func decodePlainIPv6(_ octets: borrowing RawSpan, originalLength: UInt32, into segment: inout Segment) -> Bool {
    guard octets.uint16(at: 12) == 0x86DD, octets.byteCount >= 74 else { return false }
    let packetEnd = max(octets.byteCount, Int(originalLength))
    let length = Int(octets.uint16(at: 18))
    // Version 6, TCP.
    guard octets.octet(at: 14) >> 4 == 6, octets.octet(at: 20) == 6, length > 0, 54 + length <= packetEnd,
      let headerEnd = headerEnd(octets, at: 54, end: 54 + length)
    else { return false }
    segment.source = IPAddress(high: octets.uint64(at: 22), low: octets.uint64(at: 30))
    segment.destination = IPAddress(high: octets.uint64(at: 38), low: octets.uint64(at: 46))
    segment.hopLimit = octets.octet(at: 21)
    readTCP(
      octets, at: 54, to: headerEnd, end: 54 + length, Segment.Presence(rawValue: 0), identification: 0, into: &segment)
    return true
  }

  /// Where the TCP header at `start` ends, of which 20 octets are at hand, in an IP payload that ends at `end`; nil where it contradicts itself
  /// or its options were cut off.
  @inlinable
  @inline(always)
  func headerEnd(_ octets: borrowing RawSpan, at start: Int, end: Int) -> Int? {
    let length = Int(octets.octet(at: start + 12) >> 4) * 4
    return length >= 20 && start + length <= end && start + length <= octets.byteCount ? start + length : nil
  }

  /// Reads the TCP header from `start` to `headerEnd` in an IP payload that ends at `end`, beside which there is what `present` says, and
  /// empties what only other packets have.
  @inlinable
  @inline(always)
  func readTCP(
    _ octets: borrowing RawSpan, at start: Int, to headerEnd: Int, end: Int, _ present: Segment.Presence,
    identification: UInt16, into segment: inout Segment
  ) {
    segment.reporter = IPAddress(high: 0, low: 0)
    segment.icmp = ICMPError()
    segment.network = 0
    segment.options.clear()
    segment.ports = octets.uint32(at: start)
    segment.numbers = octets.uint64(at: start + 4)
    // Without the data offset, and with the identification where the urgent pointer is.
    segment.fields = octets.uint64(at: start + 12) & 0x0FFF_FFFF_FFFF_0000 | UInt64(identification)
    segment.headerLength = UInt8(truncatingIfNeeded: headerEnd - start)
    segment.payloadLength = UInt32(truncatingIfNeeded: end - headerEnd)
    let read =
      present.rawValue | Segment.Presence.fullHeader.rawValue | Segment.Presence.flags.rawValue
      | Segment.Presence.sequence.rawValue
    segment.present = Segment.Presence(rawValue: read | Segment.Presence.allOptions.rawValue)
    if segment.options.readUsual(octets, from: start + 20, to: headerEnd) { return }
    if !readOptions(octets, from: start + 20, to: headerEnd, into: &segment) {
      segment.present = Segment.Presence(rawValue: read)
    }
  }

  // Not inlined: with it, the usual options would have too few registers.
  @usableFromInline @inline(never)
  func readOptions(_ octets: borrowing RawSpan, from start: Int, to end: Int, into segment: inout Segment) -> Bool {
    segment.options.walk(octets, from: start, to: end, captured: end)
  }
}
