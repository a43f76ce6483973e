import PacketDecoding

/// The sequence space: what is new, what is sent again, what is missing (RFC 9293 §3.4).
extension Connection {
  /// Takes the numbers and the window of `segment` into account.
  ///
  /// Nearly every segment of a healthy connection is the next one in order, acknowledges no more than was sent, and neither closes nor
  /// reaches the edge of a window: it costs a few comparisons here, and everything else is left to `acceptUnusual`.
  @inline(__always)
  mutating func acceptSequence(
    _ segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    guard isInStep, segment.flags.rawValue & 0x016 == 0x010, outcome.marks.rawValue == 0,
      segment.payloadLength == 0 || !ends[side.peer.index].facts.contains(.fin), isInOrder(&segment, from: side)
    else { return acceptUnusual(&segment, from: side, &outcome, &timeline) }
    acceptUsual(&segment, from: side, &outcome)
  }

  /// Takes the numbers and the window of `segment` into account, which is in order and nothing more.
  @inline(__always)
  mutating func acceptUsual(_ segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome) {
    advance(with: &segment, from: side)
    if segment.payloadLength > 0 {
      ends[side.index].dataTime = segment.time
      noteOffload(&segment, from: side, &outcome)
    }
    ends[side.index].lastTime = segment.time
  }

  @inline(__always)
  mutating func noteOffload(_ segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome) {
    let maximum = ends[side.peer.index].maximumSegmentSize
    if maximum > 0, segment.payloadLength > UInt32(maximum) { outcome.isOffloaded = true }
  }

  /// The way of every segment that is not simply the next of a connection in step.
  @inline(never)
  mutating func acceptUnusual(
    _ segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    let me = side.index
    if !segment.flags.contains(.ack), segment.acknowledgement.rawValue != 0 {
      note(.brokenAck, of: side, &segment, &outcome, &timeline)
      marks.insert(.brokenAck)
    }
    if segment.flags.contains(.rst) {
      acceptResetNumbers(&segment, from: side, &outcome, &timeline)
      ends[me].lastTime = segment.time
      return
    }
    if segment.window == 0, !segment.flags.contains(.syn), !segment.flags.contains(.fin) {
      history.count(.zeroWindow, from: side, &timeline.annexes[openAnnex(&timeline)].occurrences)
    }
    if hasLedger { acceptKeepAliveAnswer(&segment, from: side, &outcome, &timeline) }
    if segment.flags.contains(.ack) {
      let progress = acceptAcknowledgement(&segment, from: side, &outcome, &timeline)
      if !segment.flags.contains(.syn), progress >= 0 {
        acceptWindow(&segment, from: side, progress: progress, &outcome, &timeline)
      }
    }
    if segment.flags.contains(.syn) {
      acceptSynNumbers(&segment, from: side, &outcome, &timeline)
    } else {
      acceptNumbers(&segment, from: side, &outcome, &timeline)
    }
    if segment.payloadLength > 0 { ends[me].dataTime = segment.time }
    remember(&segment, from: side)
    getInStep(&timeline)
  }

  /// Keeps what the next segment of `side` is compared with.
  @inline(always)
  mutating func remember(_ segment: inout Segment, from side: Side) {
    let me = side.index
    ends[me].lastTime = segment.time
    // A segment that comes late does not set the counter back.
    let step = Int16(bitPattern: segment.identification &- ends[me].lastIdentification)
    if step > 0 || step < -(1 << 14) || ends[me].lastIdentification == 0 {
      ends[me].priorIdentification = ends[me].lastIdentification
      ends[me].lastIdentification = segment.identification
    }
    ends[me].lastHopLimit = segment.hopLimit
    if segment.options.present.contains(.timestamps),
      ends[me].lastTimestampValue == 0
        || Int32(bitPattern: segment.options.timestampValue &- ends[me].lastTimestampValue) > 0
    {
      ends[me].lastTimestampValue = segment.options.timestampValue
    }
  }

  /// Finds out whether the next segment may take the short way.
  mutating func getInStep(_ timeline: inout Timeline) {
    let known: Endpoint.Facts = [.next, .acknowledged]
    knowsWindows =
      knowsScale && ends[0].facts.contains(.windowEdge) && ends[1].facts.contains(.windowEdge)
    isInStep =
      ends[0].facts.isSuperset(of: known) && ends[1].facts.isSuperset(of: known)
      && (!hasLedger || (timeline.paths[ends[0].path].isQuiet() && timeline.paths[ends[1].path].isQuiet()))
  }

  /// A SYN or SYN-ACK: it tells the window scales, and its own window is never scaled (RFC 7323 §2.2).
  mutating func acceptSynNumbers(
    _ segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    let me = side.index
    let peer = side.peer.index
    if !ends[me].facts.contains(.next) {
      ends[me].facts.insert(.next)
      ends[me].next = segment.sequenceEnd
    }
    if segment.flags.contains(.ack) {
      let opened: Endpoint.Facts = [.syn, .synAck]
      // Options that were cut off may have told a scale; a side that offers none settles it alone (RFC 7323 §2.2).
      let isToldWhole = ends[me].facts.contains(.allOptions) && ends[peer].facts.contains(.allOptions)
      let isRefused =
        (ends[me].facts.contains(.allOptions) && ends[me].windowScale == 255)
        || (ends[peer].facts.contains(.allOptions) && ends[peer].windowScale == 255)
      knowsScale =
        (isToldWhole || isRefused)
        && !ends[me].facts.isDisjoint(with: opened) && !ends[peer].facts.isDisjoint(with: opened)
      ends[0].windowShift = windowShift(of: .client)
      ends[1].windowShift = windowShift(of: .server)
      ends[me].windowEdge = segment.acknowledgement.advanced(by: UInt32(segment.window))
      ends[me].facts.insert(.windowEdge)
    } else if outcome.before[me] == .established, openLedger(&timeline) {
      timeline.paths[ends[me].path].provocation = PendingSegment(segment)
    }
  }

  /// Where a segment without SYN and RST lies in what its sender has sent.
  private mutating func acceptNumbers(
    _ segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    let me = side.index
    guard ends[me].facts.contains(.next) else {
      ends[me].facts.insert(.next)
      ends[me].next = segment.sequenceEnd
      return
    }
    // What lies before the first segment of a side whose opening was not captured was sent before the capture began.
    if ends[me].freshPackets == 1, !ends[me].facts.contains(.initialSequence),
      ends[me].next.precedes(segment.sequence)
    {
      ends[me].next = segment.sequence
    }
    let offset = segment.sequence.distance(from: ends[me].next)
    guard segment.sequenceLength > 0 else {
      if offset > 0 {
        // A bare ACK shows that something before it was sent and not captured.
        skipAhead(to: segment.sequence, &segment, from: side, &outcome, &timeline)
      } else if offset < 0 {
        acceptOldBareAck(&segment, from: side, &outcome, &timeline)
      }
      return
    }
    noteOffload(&segment, from: side, &outcome)
    if offset >= 0 {
      if isBeyondWindow(&segment, from: side, &outcome, &timeline) { return }
      noteAge(&segment, from: side, &timeline)
      // What lies past the window may have moved it on meanwhile.
      if ends[me].next.precedes(segment.sequence) {
        skipAhead(to: segment.sequence, &segment, from: side, &outcome, &timeline)
      }
      ends[me].next = segment.sequenceEnd
    } else {
      if segment.payloadLength > 0, segment.sequenceEnd.distance(from: ends[me].next) <= 0 {
        history.count(.repeated, from: side, &timeline.annexes[openAnnex(&timeline)].occurrences)
      }
      acceptOld(&segment, from: side, &outcome, &timeline)
      if ends[me].next.precedes(segment.sequenceEnd) { ends[me].next = segment.sequenceEnd }
    }
    acceptHalfClosedData(&segment, from: side, &outcome)
  }

  /// Keeps a segment whose timestamp is older than one before it: its receiver may have to drop it (RFC 7323 §5.3).
  private mutating func noteAge(_ segment: inout Segment, from side: Side, _ timeline: inout Timeline) {
    let me = side.index
    guard segment.payloadLength > 0, segment.options.present.contains(.timestamps), ends[me].lastTimestampValue != 0,
      Int32(bitPattern: segment.options.timestampValue &- ends[me].lastTimestampValue) < 0, openLedger(&timeline)
    else { return }
    timeline.paths[ends[me].path].aged = PendingSegment(segment)
  }

  private mutating func acceptHalfClosedData(_ segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome)
  {
    let me = side.index
    guard segment.payloadLength > 0, ends[side.peer.index].facts.contains(.fin),
      ends[me].facts.contains(.acknowledgedFin), !ends[me].facts.contains(.dataAfterPeersFin)
    else { return }
    ends[me].facts.insert(.dataAfterPeersFin)
    marks.insert(.halfClose)
    outcome.isSignificant = true
  }

  mutating func countRepeat(_ segment: inout Segment, from side: Side, _ timeline: inout Timeline) {
    let annex = openAnnex(&timeline)
    timeline.annexes[annex].retransmittedPackets[side.index] &+= 1
    timeline.annexes[annex].retransmittedOctets[side.index] &+= UInt64(segment.payloadLength)
  }
}
