import PacketDecoding

/// Packets that are the same packet once more, captured twice or duplicated by the network (not retransmissions).
extension Connection {
  /// Whether `segment` is a packet of `side` that was captured before.
  ///
  /// Sequence and acknowledgement numbers, flags, length, window, timestamps, checksum and IP identification are all the same, and so much
  /// later a host does not send the same again (`isCopy`). A copy that comes so late that its original is not among the last packets shows in its
  /// age: whatever a host sends again gets a later timestamp and identification than all before.
  mutating func isDuplicate(_ segment: inout Segment, from side: Side, _ timeline: inout Timeline) -> Bool {
    let me = side.index
    let print = Connection.fingerprint(segment)
    let now = segment.microseconds
    let peerCount = segment.flags.isSynAck ? ends[side.peer.index].freshSyns : ends[side.peer.index].freshPackets
    for slot in 0..<4 where ends[me].recentPrints[slot] == print {
      let age = now &- ends[me].recentMicroseconds[slot]
      if isCopy(&segment, from: side, slot: slot, age: age, peerCount: peerCount, &timeline) { return true }
    }
    if ends[me].facts.contains(.next), segment.sequenceLength > 0,
      segment.sequenceEnd.distance(from: ends[me].next) <= 0, isOutdated(&segment, from: side, &timeline)
    {
      return true
    }
    remember(print, of: &segment, from: side, peerCount: peerCount)
    return false
  }

  /// Keeps what the copies of `segment` are told by; the peer of `side` had sent `peerCount` segments that it might answer.
  @inline(__always)
  mutating func remember(_ print: UInt32, of segment: inout Segment, from side: Side, peerCount: UInt32) {
    let me = side.index
    let slot = Int(ends[me].recentIndex & 3)
    ends[me].recentPrints[slot] = print
    ends[me].recentMicroseconds[slot] = segment.microseconds
    ends[me].recentPeerCounts[slot] = UInt16(truncatingIfNeeded: peerCount)
    ends[me].recentPlaces[slot] = Connection.place(segment.sequence, length: segment.payloadLength)
    ends[me].recentPayloads[slot] = segment.payloadPrint
    ends[me].recentIndex &+= 1
  }

  /// Whether `segment`, which equals the packet in `slot` of `age` microseconds ago, is the same packet: a host that sends the same octets again
  /// takes longer, or the second packet would differ.
  ///
  /// An identification that counts tells packets apart for long. Linux gives SYN-ACKs and RSTs the identification 0, and IPv6 has none: then
  /// the peer must have sent nothing in between that the second packet could answer.
  @inline(never)
  private mutating func isCopy(
    _ segment: inout Segment, from side: Side, slot: Int, age: UInt32, peerCount: UInt32, _ timeline: inout Timeline
  ) -> Bool {
    let me = side.index
    // Nothing that a peer sends makes a SYN or FIN go out again within milliseconds, and no timer does within 190 ms; but a SYN-ACK goes out
    // for each copy of a SYN and for its own timer.
    let isSyn = segment.flags.contains(.syn) && !(segment.flags.isSynAck && ends[side.peer.index].freshSyns > 1)
    let isUnprovoked = segment.flags.isSyn || segment.flags.contains(.fin)
    if segment.identification != 0 {
      let isCounted =
        segment.identification != ends[me].lastIdentification
        || (ends[me].priorIdentification != 0 && ends[me].priorIdentification != segment.identification)
      // No clock of timestamps stands still for a second (RFC 7323 §5.4).
      let isStamped = segment.options.timestampValue != 0 && age >= 1_000_000
      return age < (isStamped ? 60_000_000 : isCounted ? 1_000_000 : isSyn ? 190_000 : 20_000)
    }
    // Where other packets come twice, the clock of the timestamps tells them apart; it ticks every few milliseconds at least.
    if marks.contains(.duplicate), segment.options.present.contains(.timestamps), age >= 4_000, age < 190_000 {
      return true
    }
    let isAlone = ends[me].recentPeerCounts[slot] == UInt16(truncatingIfNeeded: peerCount)
    guard isUnprovoked || isAlone else { return false }
    if segment.flags.contains(.rst) { return age < 4_000 && answersOnce(slot: slot, of: side, &timeline) }
    // Bare ACKs without an identification repeat legitimately (RFC 5681 §2).
    return segment.sequenceLength > 0 && age < (isSyn && isAlone ? 190_000 : 4_000)
  }

  /// Whether the peer of `side` has sent no more segments, before the RST in `slot`, than RSTs equal to it have answered: one more answers
  /// nothing.
  private mutating func answersOnce(slot: Int, of side: Side, _ timeline: inout Timeline) -> Bool {
    let me = side.index
    let peer = side.peer.index
    // Each segment that was on the way when the connection ended is answered by one.
    if ends[me].facts.contains(.acknowledged), ends[peer].facts.contains(.next) {
      let onTheWay = ends[peer].next.distance(from: ends[me].acknowledged)
      if onTheWay > 0, timeline.closings[closing].ends[me].rstCount <= UInt32(onTheWay) / ResetCut.smallestSegment {
        return false
      }
    }
    let answered = peerCount(in: slot, of: side)
    var equal: UInt32 = 0
    var before: UInt32 = 0
    for other in 0..<4 where ends[me].recentPrints[other] != 0 {
      if ends[me].recentPrints[other] == ends[me].recentPrints[slot] {
        equal &+= 1
      } else {
        before = max(before, peerCount(in: other, of: side))
      }
    }
    return answered &- min(before, answered) <= equal
  }

  /// How many segments the peer of `side` had sent before the one in `slot`; not more than 65,535 have come since.
  private mutating func peerCount(in slot: Int, of side: Side) -> UInt32 {
    let now = ends[side.peer.index].freshPackets
    return now &- UInt32(UInt16(truncatingIfNeeded: now) &- ends[side.index].recentPeerCounts[slot])
  }

  /// One number for the sequence number and the length of a segment: of two segments it is the same if both are, and else hardly ever.
  @inline(__always)
  static func place(_ sequence: SequenceNumber, length: UInt32) -> UInt32 {
    sequence.rawValue &+ (length & 0xFFFF) &* 0x9E37_79B1
  }

  /// Whether `side` has cause to send something again: it has begun to, or its peer asks for it.
  private mutating func isRepairing(_ side: Side, _ timeline: inout Timeline) -> Bool {
    guard hasLedger else { return false }
    let peer = ends[side.peer.index].path
    return timeline.paths[ends[side.index].path].recovery != nil || timeline.paths[peer].duplicateAcks > 0
      || timeline.paths[peer].sackCount > 0
  }

  /// Whether `segment`, whose octets were all sent before, was sent before the last segment of `side`, and no part of it is missing in the
  /// capture: its timestamp and its identification, as far as it has them, are those of an older segment.
  @inline(never)
  private mutating func isOutdated(_ segment: inout Segment, from side: Side, _ timeline: inout Timeline) -> Bool {
    let me = side.index
    var isOlder = false
    if segment.options.present.contains(.timestamps), ends[me].lastTimestampValue != 0 {
      let step = Int32(bitPattern: segment.options.timestampValue &- ends[me].lastTimestampValue)
      guard step <= 0, step > -(1 << 24) else { return false }
      // Of the same tick: where other packets come twice and nothing asks for a repeat, it is one of them.
      isOlder = step < 0 || (marks.contains(.duplicate) && !isRepairing(side, &timeline))
    }
    if segment.identification != 0, ends[me].lastIdentification != 0, ends[me].priorIdentification != 0 {
      let stride = Int16(bitPattern: ends[me].lastIdentification &- ends[me].priorIdentification)
      let step = Int16(bitPattern: segment.identification &- ends[me].lastIdentification)
      if stride > 0, stride < 64 {
        guard step < 0, step > -(1 << 14) else { return false }
        isOlder = true
      }
    }
    return isOlder && !fallsIntoHole(&segment, from: side, &timeline)
  }

  @inline(__always)
  static func fingerprint(_ segment: Segment) -> UInt32 {
    let mixed = (segment.numbers &* 0x9E37_79B9_7F4A_7C15) ^ (segment.options.stamps &* 0xC2B2_AE3D_27D4_EB4F)
    let all = (mixed ^ segment.fields ^ UInt64(segment.payloadLength) << 24) &* 0xD6E8_FEB8_6659_FD93
    // 0 stands for an empty slot.
    return UInt32(truncatingIfNeeded: all >> 32) | 1
  }
}

extension Segment {
  /// The lower half of when it was captured, in microseconds: without a sign, which divides faster.
  @inline(__always)
  fileprivate var microseconds: UInt32 {
    UInt32(truncatingIfNeeded: UInt64(bitPattern: time) / 1000)
  }
}
