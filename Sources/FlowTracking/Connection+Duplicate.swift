import PacketDecoding

/// Packets that are the same packet once more, captured twice or duplicated by the network (not retransmissions).
extension Connection {
  /// Whether `segment` is a packet of `side` that was captured a moment ago.
  ///
  /// Sequence and acknowledgement numbers, flags, length, window, timestamps, checksum and IP identification are all the same. Within
  /// 20 ms that is enough where the identification tells packets apart. Linux gives SYN-ACKs and RSTs the identification 0, and IPv6
  /// has none: then only within 4 ms, and only if the peer sent nothing in between that the second packet could answer.
  mutating func isDuplicate(_ segment: Segment, from side: Side) -> Bool {
    let me = side.index
    let peer = side.peer.index
    let print = Connection.fingerprint(segment)
    let now = UInt32(truncatingIfNeeded: segment.time / 1000)
    let isSynAck = segment.flags.isSynAck
    let peerCount = isSynAck ? ends[peer].freshSyns : ends[peer].freshPackets
    // Nothing that a peer sends makes a SYN or FIN go out again within milliseconds.
    let isUnprovoked = segment.flags.isSyn || segment.flags.contains(.fin)
    var found = false
    for slot in 0..<4 where ends[me].recentPrints[slot] == print {
      let age = now &- ends[me].recentMicroseconds[slot]
      if segment.identification != 0 {
        if age < 20_000 { found = true }
      } else if age < 4_000, isUnprovoked || ends[me].recentPeerCounts[slot] == peerCount {
        // Bare ACKs without an identification repeat legitimately (RFC 5681 §2).
        let isBare = segment.sequenceLength == 0 && !segment.flags.contains(.rst)
        if !isBare { found = true }
      }
    }
    if found { return true }
    let slot = Int(ends[me].recentIndex & 3)
    ends[me].recentPrints[slot] = print
    ends[me].recentMicroseconds[slot] = now
    ends[me].recentPeerCounts[slot] = peerCount
    ends[me].recentSequences[slot] = segment.sequence.rawValue
    ends[me].recentPayloads[slot] = segment.payloadPrint
    ends[me].recentLengths[slot] = UInt16(truncatingIfNeeded: segment.payloadLength)
    ends[me].recentIndex &+= 1
    return false
  }

  private static func fingerprint(_ segment: Segment) -> UInt32 {
    let numbers = UInt64(segment.sequence.rawValue) << 32 | UInt64(segment.acknowledgement.rawValue)
    let stamps = UInt64(segment.options.timestampValue) << 32 | UInt64(segment.options.timestampEcho)
    let marks =
      UInt64(segment.checksum) << 48 | UInt64(segment.identification) << 32 | UInt64(segment.flags.rawValue) << 16
      | UInt64(segment.window)
    let mixed = (numbers &* 0x9E37_79B9_7F4A_7C15) ^ (stamps &* 0xC2B2_AE3D_27D4_EB4F)
    let all = (mixed ^ marks ^ UInt64(segment.payloadLength) << 24) &* 0xD6E8_FEB8_6659_FD93
    // 0 stands for an empty slot.
    return UInt32(truncatingIfNeeded: all >> 32) | 1
  }
}
