import PacketDecoding

/// The sequence space: what is new, what is sent again, what is missing (RFC 9293 §3.4).
extension Connection {
  mutating func acceptSequence(_ segment: Segment, from side: Side, _ outcome: inout SegmentOutcome) {
    let me = side.index
    let isReset = segment.flags.contains(.rst)
    if segment.flags.contains(.ack) { acceptAcknowledgement(segment, from: side, isReset: isReset, &outcome) }
    ends[me].lastTime = segment.time
    if isReset { return }
    if segment.window == 0, !segment.flags.contains(.syn), !segment.flags.contains(.fin) {
      history.count(.zeroWindow, from: side)
      outcome.marks.insert(.zeroWindow)
      marks.insert(.zeroWindow)
    }
    if !ends[me].facts.contains(.next) {
      ends[me].facts.insert(.next)
      ends[me].next = segment.sequenceEnd
      remember(segment, side)
      return
    }
    let length = segment.sequenceLength
    let offset = segment.sequence.distance(from: ends[me].next)
    if length == 0 {
      if offset > 0 {
        // A bare ACK shows that something before it was sent and not captured.
        openHole(segment, from: side)
        ends[me].next = segment.sequence
        outcome.marks.insert(.afterGap)
      } else if offset == -1, isKeepAlive(segment, from: side) {
        markKeepAlive(&outcome)
      }
      remember(segment, side)
      return
    }
    if segment.flags.contains(.syn) { return remember(segment, side) }
    let maximum = ends[side.peer.index].maximumSegmentSize
    if maximum > 0, segment.payloadLength > UInt32(maximum) { outcome.isOffloaded = true }
    if offset == 0 {
      ends[me].next = segment.sequenceEnd
    } else if offset > 0 {
      openHole(segment, from: side)
      ends[me].next = segment.sequenceEnd
      outcome.marks.insert(.afterGap)
    } else {
      if segment.payloadLength > 0, segment.sequenceEnd.distance(from: ends[me].next) <= 0 {
        history.count(.repeated, from: side)
      }
      acceptOld(segment, from: side, &outcome)
      if ends[me].next.precedes(segment.sequenceEnd) { ends[me].next = segment.sequenceEnd }
    }
    if segment.payloadLength > 0, ends[side.peer.index].facts.contains(.fin), ends[me].facts.contains(.acknowledgedFin)
    {
      if !ends[me].facts.contains(.dataAfterPeersFin) {
        ends[me].facts.insert(.dataAfterPeersFin)
        marks.insert(.halfClose)
        outcome.isSignificant = true
      }
    }
    remember(segment, side)
  }

  private mutating func remember(_ segment: Segment, _ side: Side) {
    ends[side.index].lastTimestampValue = segment.options.timestampValue
    ends[side.index].priorIdentification = ends[side.index].lastIdentification
    ends[side.index].lastIdentification = segment.identification
    ends[side.index].lastHopLimit = segment.hopLimit
  }

  private mutating func acceptAcknowledgement(
    _ segment: Segment, from side: Side, isReset: Bool, _ outcome: inout SegmentOutcome
  ) {
    let me = side.index
    let peer = side.peer.index
    let number = segment.acknowledgement
    if !isReset {
      if !ends[peer].facts.contains(.next) {
        ends[peer].next = number
        ends[peer].facts.insert(.next)
      } else {
        let ahead = number.distance(from: ends[peer].next)
        // A capture gap: follow the acknowledgement, within the largest window there can be (RFC 7323 §2.3).
        if ahead > 0, ahead < 1 << 30, !ends[peer].facts.contains(.fin), ends[peer].state != .synSent {
          if ends[peer].packets > 0 { history.count(.gap, from: side.peer) }
          // What was acknowledged may still be captured, if only the order is wrong.
          var hole = Hole()
          hole.start = ends[peer].next
          hole.end = number
          hole.microseconds = UInt32(truncatingIfNeeded: segment.time / 1000)
          ends[peer].holes[0] = hole
          ends[peer].holeCount = 1
          ends[peer].next = number
          outcome.marks.insert(.acknowledgesUnseen)
          marks.insert(.captureGap)
        }
      }
      if ends[peer].holeCount > 0 { countGaps(acknowledgedBy: number, from: side) }
      if !ends[me].facts.contains(.acknowledged) || ends[me].acknowledged.precedes(number) {
        ends[me].acknowledged = number
        ends[me].facts.insert(.acknowledged)
      }
    }
  }

  /// Counts the holes of the peer that `number` is the first to acknowledge.
  @inline(never)
  private mutating func countGaps(acknowledgedBy number: SequenceNumber, from side: Side) {
    let before = ends[side.index].facts.contains(.acknowledged) ? ends[side.index].acknowledged : nil
    for index in 0..<Int(ends[side.peer.index].holeCount) {
      let start = ends[side.peer.index].holes[index].start
      if start.precedes(number), !(before.map { start.precedes($0) } ?? false) {
        history.count(.gap, from: side.peer)
      }
    }
  }

  /// A segment that begins below what its sender has already sent: a repeat, a late arrival, or a keep-alive.
  private mutating func acceptOld(_ segment: Segment, from side: Side, _ outcome: inout SegmentOutcome) {
    let me = side.index
    if segment.payloadLength <= 1, isKeepAlive(segment, from: side),
      segment.sequence.distance(from: ends[me].next) == -1
    {
      return markKeepAlive(&outcome)
    }
    if let hole = closeHole(segment, from: side) {
      if isLate(segment, behind: hole, from: side) {
        outcome.marks.insert(.outOfOrder)
        marks.insert(.outOfOrder)
        return
      }
      // Sent again after the original was lost before the capture point.
      outcome.marks.insert(.repeated)
    } else {
      outcome.marks.insert(.repeated)
    }
    if !segment.flags.contains(.fin) || segment.payloadLength > 0 { marks.insert(.dataRepeated) }
    if segment.payloadLength > 0 || segment.flags.contains(.fin) { countRepeat(segment, from: side) }
  }

  mutating func countRepeat(_ segment: Segment, from side: Side) {
    ends[side.index].retransmittedPackets &+= 1
    ends[side.index].retransmittedOctets &+= UInt64(segment.payloadLength)
  }

  private mutating func markKeepAlive(_ outcome: inout SegmentOutcome) {
    outcome.step = .keepAlive
    outcome.marks.insert(.keepAlive)
    marks.insert(.keepAlive)
  }

  /// Whether a segment one octet back is a keep-alive: everything sent is acknowledged, nothing is closing (RFC 9293 §3.8.4).
  private mutating func isKeepAlive(_ segment: Segment, from side: Side) -> Bool {
    let me = side.index
    let peer = side.peer.index
    return segment.flags.rawValue & 0x007 == 0 && ends[peer].facts.contains(.acknowledged)
      && ends[peer].acknowledged == ends[me].next && !ends[me].facts.contains(.fin)
  }

  private mutating func openHole(_ segment: Segment, from side: Side) {
    let me = side.index
    guard Int(ends[me].holeCount) < 4 else { return }
    var hole = Hole()
    hole.start = ends[me].next
    hole.end = segment.sequence
    hole.microseconds = UInt32(truncatingIfNeeded: segment.time / 1000)
    hole.timestampValue = segment.options.timestampValue
    hole.identification = segment.identification
    ends[me].holes[Int(ends[me].holeCount)] = hole
    ends[me].holeCount &+= 1
  }

  /// Takes `segment` out of the holes; returns the hole it fell into, nil when it was captured before.
  private mutating func closeHole(_ segment: Segment, from side: Side) -> Hole? {
    let me = side.index
    let end = segment.sequenceEnd
    var index = 0
    while index < Int(ends[me].holeCount) {
      let hole = ends[me].holes[index]
      if segment.sequence.precedes(hole.end), hole.start.precedes(end) {
        let coversStart = !hole.start.precedes(segment.sequence)
        let coversEnd = !end.precedes(hole.end)
        if coversStart, coversEnd {
          ends[me].holeCount &-= 1
          ends[me].holes[index] = ends[me].holes[Int(ends[me].holeCount)]
        } else if coversStart {
          ends[me].holes[index].start = end
        } else if coversEnd {
          ends[me].holes[index].end = segment.sequence
        } else if Int(ends[me].holeCount) < 4 {
          ends[me].holes[index].end = segment.sequence
          var rest = hole
          rest.start = end
          ends[me].holes[Int(ends[me].holeCount)] = rest
          ends[me].holeCount &+= 1
        }
        return hole
      }
      index += 1
    }
    return nil
  }

  /// Whether a segment that fills `hole` was overtaken rather than sent again: it is older than the segment behind the hole.
  private mutating func isLate(_ segment: Segment, behind hole: Hole, from side: Side) -> Bool {
    let waited = UInt32(truncatingIfNeeded: segment.time / 1000) &- hole.microseconds
    if segment.options.present.contains(.timestamps), hole.timestampValue != 0 {
      let age = Int32(bitPattern: segment.options.timestampValue &- hole.timestampValue)
      if age != 0 { return age < 0 }
    }
    if segment.present.contains(.ipv4), segment.identification != 0, hole.identification != 0 {
      let age = Int16(bitPattern: segment.identification &- hole.identification)
      if age != 0 { return age < 0 && age > -256 }
    }
    let limit = ends[side.peer.index].roundTrip > 0 ? min(3_000, ends[side.peer.index].roundTrip / 1000) : 3_000
    return Int64(waited) < limit
  }
}
