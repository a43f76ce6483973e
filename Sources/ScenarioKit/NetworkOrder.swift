extension FixedWidthInteger {
  /// The octets, most significant first, as they stand on the wire.
  var networkOctets: [UInt8] {
    (1...(Self.bitWidth / 8)).map { UInt8(truncatingIfNeeded: self >> (Self.bitWidth - 8 * $0)) }
  }

  /// The octets, least significant first, as this capture format has them.
  var littleEndianOctets: [UInt8] { networkOctets.reversed() }
}

/// The Internet checksum of some octets (RFC 1071): 0 if they hold their own, correct checksum.
func internetChecksum(_ octets: [UInt8]) -> UInt16 {
  var sum: UInt32 = 0
  var isHigh = true
  for octet in octets {
    sum += isHigh ? UInt32(octet) << 8 : UInt32(octet)
    isHigh.toggle()
    // Folded as it grows, so that no length can overflow it.
    sum = (sum & 0xFFFF) + (sum >> 16)
  }
  return ~UInt16(truncatingIfNeeded: (sum & 0xFFFF) + (sum >> 16))
}
