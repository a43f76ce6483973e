/// Checks TCP checksums, on demand: it walks the packet again and sums all of its payload.
package struct ChecksumVerifier: Sendable {
  /// What a checksum turned out to be.
  package enum Verdict: UInt8, CaseIterable, Sendable, BitwiseCopyable {
    /// The sum over the pseudo-header and the segment is right (RFC 9293 §3.1).
    case valid
    /// The sum is wrong.
    case invalid
    /// The field holds the sum of the pseudo-header alone: the interface was to do the rest after the packet was captured.
    case partial
    /// The segment was not captured whole, is not TCP, or was routed over addresses that the sum does not tell.
    case unknown
  }

  private let decoder: PacketDecoder

  /// A verifier for captures with libpcap's `linkType`.
  package init(linkType: Int32) {
    decoder = PacketDecoder(linkType: linkType)
  }

  /// Verifies the checksum of the segment in a packet of which `octets` were captured and `originalLength` octets were on the wire.
  package func verdict(_ octets: borrowing RawSpan, originalLength: UInt32) -> Verdict {
    var segment = Segment()
    guard let walk = decoder.walk(octets, originalLength: originalLength, into: &segment),
      segment.present.contains(.fullHeader), segment.present.isDisjoint(with: [.fragment, .icmp]),
      walk.capturedEnd == walk.wireEnd
    else { return .unknown }

    let pseudoHeader = Self.pseudoHeaderSum(of: segment, length: walk.capturedEnd - walk.offset)
    if Self.fold(pseudoHeader + Self.sum(octets, from: walk.offset, to: walk.capturedEnd)) == 0xFFFF { return .valid }
    if Self.fold(pseudoHeader) == UInt64(segment.checksum) { return .partial }
    return walk.hasRouting ? .unknown : .invalid
  }

  /// The sum of addresses, protocol and segment length (RFC 9293 §3.1, RFC 8200 §8.1), not folded.
  private static func pseudoHeaderSum(of segment: Segment, length: Int) -> UInt64 {
    let base = UInt64(clamping: length) + 6
    guard let source = segment.source.ipv4, let destination = segment.destination.ipv4 else {
      return [segment.source, segment.destination].reduce(base) { $0 + words($1.high) + words($1.low) }
    }
    return base + words(UInt64(source)) + words(UInt64(destination))
  }

  /// The sum of the four 16-bit words in `value`.
  private static func words(_ value: UInt64) -> UInt64 {
    (value >> 48) + (value >> 32 & 0xFFFF) + (value >> 16 & 0xFFFF) + (value & 0xFFFF)
  }

  /// The sum of the 16-bit words between two offsets, the last one filled up with zeros; not folded.
  private static func sum(_ octets: borrowing RawSpan, from start: Int, to end: Int) -> UInt64 {
    var sum: UInt64 = 0
    var position = start
    // Halves of 32 bits add up to the same, since 2^16 is 1 in this arithmetic (RFC 1071 §2).
    while position + 8 <= end {
      let eight = octets.uint64(at: position)
      sum += (eight >> 32) + (eight & 0xFFFF_FFFF)
      position += 8
    }
    while position + 1 < end {
      sum += UInt64(octets.uint16(at: position))
      position += 2
    }
    return position < end ? sum + UInt64(octets.octet(at: position)) << 8 : sum
  }

  /// The ones' complement sum in 16 bits.
  private static func fold(_ sum: UInt64) -> UInt64 {
    var sum = sum
    while sum > 0xFFFF { sum = (sum >> 16) + (sum & 0xFFFF) }
    return sum
  }
}
