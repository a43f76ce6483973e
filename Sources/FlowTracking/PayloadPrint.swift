import PacketDecoding

extension Segment {
  /// A print of the payload that costs nothing to take: what is left of the TCP checksum when the header's share is taken out of it.
  ///
  /// The checksum is the ones' complement of the sum of pseudo-header, header and payload (RFC 9293 §3.1), so that between two segments of
  /// one sender and of equal length the rest differs only if the payload does (or if a checksum is wrong), whatever the snap length cut.
  /// 1 through 65535; 0 when the header has options other than timestamps, an urgent pointer, or no payload.
  @inline(__always)
  var payloadPrint: UInt16 {
    guard payloadLength > 0, !flags.contains(.urg), present.contains(.fullHeader),
      headerLength == 20 || (headerLength == 32 && options.present == .timestamps)
    else { return 0 }
    // A word of 32 bits is worth the sum of its halves, as 65536 is worth 1.
    var sum = UInt64(checksum) &+ UInt64(sequence.rawValue) &+ UInt64(acknowledgement.rawValue)
    sum &+= UInt64(headerLength) << 10 &+ UInt64(flags.rawValue) &+ UInt64(window)
    sum &+= UInt64(options.timestampValue) &+ UInt64(options.timestampEcho)
    return UInt16(truncatingIfNeeded: sum % 65_535) &+ 1
  }

  /// Whether the checksum field holds the sum of the pseudo-header alone, for the interface to complete: it tells nothing of the payload.
  var hasPartialChecksum: Bool {
    let sum =
      UInt64(payloadLength) &+ UInt64(headerLength) &+ 6 &+ source.wordSum &+ destination.wordSum
    return (UInt64(checksum) &+ 65_535 &- sum % 65_535) % 65_535 == 0
  }
}

extension IPAddress {
  /// The sum of the address's words of 32 bits.
  fileprivate var wordSum: UInt64 {
    if let ipv4 { return UInt64(ipv4) }
    return (high >> 32) &+ (high & 0xFFFF_FFFF) &+ (low >> 32) &+ (low & 0xFFFF_FFFF)
  }
}
