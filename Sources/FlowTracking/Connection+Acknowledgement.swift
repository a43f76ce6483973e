import PacketDecoding

/// What acknowledgement numbers tell (RFC 9293 §3.10.7.4, fifth check; RFC 5681 §2; RFC 5961).
extension Connection {
  /// Takes the acknowledgement number of `segment` into account; returns how far it moves on, negative for an old one.
  mutating func acceptAcknowledgement(
    _ segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) -> Int32 {
    let me = side.index
    let peer = side.peer.index
    let number = segment.acknowledgement
    if ends[peer].facts.contains(.next) {
      acceptUnseen(&segment, from: side, &outcome, &timeline)
    } else {
      ends[peer].next = number
      ends[peer].facts.insert(.next)
    }
    guard ends[me].facts.contains(.acknowledged) else {
      ends[me].facts.insert(.acknowledged)
      ends[me].acknowledged = number
      return 1
    }
    if outcome.marks.contains(.reportsDuplicate) { acceptDuplicateReport(&segment, from: side, &outcome, &timeline) }
    let progress = number.distance(from: ends[me].acknowledged)
    if progress > 0 {
      if hasLedger { acceptProgress(&segment, from: side, &outcome, &timeline) }
      ends[me].acknowledged = number
    } else if progress == 0 {
      if segment.sequenceLength == 0 { acceptRepeatedAck(&segment, from: side, &outcome, &timeline) }
    } else if isLongPast(by: -Int64(progress), side) {
      note(.invalidAck, of: side, &segment, &outcome, &timeline)
      outcome.marks.insert(.invalidAck)
      marks.insert(.invalidAck)
      provoke(by: &segment, from: side, &timeline)
    }
    rememberSelective(&segment, from: side, &timeline)
    return progress
  }

  /// Whether an acknowledgement number so far back cannot be a late one: it is older than the largest window (RFC 5961 §5).
  private mutating func isLongPast(by octets: Int64, _ side: Side) -> Bool {
    knowsScale && octets > Int64(65_535) << Int64(ends[side.index].windowShift)
  }

  /// An acknowledgement of octets that were not captured: the capture missed them, they come late, or they were never sent.
  private mutating func acceptUnseen(
    _ segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    let peer = side.peer.index
    let number = segment.acknowledgement
    let ahead = number.distance(from: ends[peer].next)
    // Within the largest window there can be (RFC 7323 §2.3).
    guard ahead > 0, ahead < 1 << 30, !ends[peer].facts.contains(.fin), ends[peer].state != .synSent else { return }
    // Captured one way only, everything is acknowledged unseen.
    guard ends[peer].freshPackets > 0 else {
      ends[peer].next = number
      return
    }
    if hasLedger {
      let beyond = timeline.paths[ends[peer].path].beyond
      if beyond.frame != 0, number.distance(from: beyond.end) <= 0 {
        // A probe that was let in, or an update of the window was not captured.
        acceptBeyond(of: side.peer, &timeline)
        return
      }
    }
    var hole = Hole()
    hole.start = ends[peer].next
    hole.end = number
    hole.time = segment.time
    hole.frame = segment.frame
    hole.ackFrame = segment.frame
    hole.isShownByAck = true
    history.count(.gap, from: side.peer, &timeline.annexes[openAnnex(&timeline)].occurrences)
    add(hole, of: side.peer, &timeline)
    ends[peer].next = number
    outcome.marks.insert(.acknowledgesUnseen)
  }

  /// The acknowledgement moves on: what was in question below it is settled.
  private mutating func acceptProgress(
    _ segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    let me = side.index
    let peer = side.peer.index
    let number = segment.acknowledgement
    settleRepeats(acknowledgedBy: &segment, from: side, &outcome, &timeline)
    acknowledgeHoles(of: side.peer, upTo: number, by: segment.frame, at: segment.time, &timeline)
    timeline.paths[ends[me].path].duplicateAcks = 0
    timeline.paths[ends[me].path].sackCount = 0
    if timeline.paths[ends[peer].path].recovery != nil,
      number.distance(from: timeline.paths[ends[peer].path].recoveryEnd) >= 0
    {
      timeline.paths[ends[peer].path].recovery = nil
    }
    let damaged = timeline.paths[ends[peer].path].damaged
    if damaged.frame != 0, damaged.start.precedes(number) {
      outcome.isSignificant = true
      if number.distance(from: damaged.end) >= 0 { timeline.paths[ends[peer].path].damaged = PendingSegment() }
    }
    let aged = timeline.paths[ends[peer].path].aged
    if aged.frame != 0, aged.start.precedes(number) { timeline.paths[ends[peer].path].aged = PendingSegment() }
    let beyond = timeline.paths[ends[peer].path].beyond
    if beyond.frame != 0, beyond.start.precedes(number) {
      timeline.paths[ends[peer].path].beyond = PendingSegment()
    }
    timeline.paths[ends[peer].path].provocation = PendingSegment()
  }

  /// The same number again, on a segment without data: an answer to something that was refused, a duplicate ACK, or an update of the window.
  private mutating func acceptRepeatedAck(
    _ segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    let me = side.index
    let peer = side.peer.index
    if outcome.marks.contains(.keepAlive) || outcome.step == .handshakeAck { return }
    if hasLedger, isAnswerToRefused(&segment, from: side, &outcome, &timeline) { return }
    let isOutstanding = ends[peer].next.distance(from: segment.acknowledgement) > 0
    let edge = segment.acknowledgement.advanced(by: UInt32(segment.window) &<< UInt32(ends[me].windowShift))
    let isUpdate = ends[me].facts.contains(.windowEdge) && edge != ends[me].windowEdge
    // A report of octets received twice answers a repeat.
    guard isOutstanding, !isUpdate || segment.options.sackCount > 0, segment.sequence == ends[me].next,
      !outcome.marks.contains(.reportsDuplicate),
      !ends[peer].facts.contains(.fin) || ends[me].facts.contains(.gotFinEarly) || ends[peer].octets > 0,
      outcome.step == .ack, openLedger(&timeline)
    else { return }
    timeline.paths[ends[me].path].duplicateAcks &+= 1
    outcome.marks.insert(.duplicateAck)
    let row = timeline.paths[ends[me].path].duplicateAcks
    // The third is what makes a sender repeat (RFC 5681 §3.2).
    if row >= 3 { marks.insert(.duplicateAcks) }
    note(.duplicateAck, of: side, &segment, took: Int64(row), &outcome, &timeline)
  }

  /// Whether the peer sent something shortly before that has to be answered just so.
  private mutating func isAnswerToRefused(
    _ segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) -> Bool {
    let me = side.index
    let peer = side.peer.index
    let patience = ends[me].crossingTime &+ Endpoint.answerDelay
    let provocation = timeline.paths[ends[peer].path].provocation
    if provocation.frame != 0 {
      timeline.paths[ends[peer].path].provocation = PendingSegment()
      if segment.time &- provocation.time <= patience, segment.sequence == ends[me].next {
        note(.challengeAck, of: side, &segment, earlier: provocation.frame, &outcome, &timeline)
        outcome.marks.insert(.challengeAck)
        marks.insert(.challengeAck)
        return true
      }
    }
    let aged = timeline.paths[ends[peer].path].aged
    if aged.frame != 0, segment.acknowledgement.distance(from: aged.start) <= 0 {
      timeline.paths[ends[peer].path].aged = PendingSegment()
      if segment.time &- aged.time <= patience {
        let octets = UInt64(aged.end.rawValue &- aged.start.rawValue)
        tally(
          .agedTimestamp, of: side.peer, frame: segment.frame, at: segment.time, earlier: aged.frame,
          octets: octets, &timeline)
        marks.insert(.agedTimestamp)
        outcome.isSignificant = true
        return true
      }
    }
    let beyond = timeline.paths[ends[peer].path].beyond
    if beyond.frame != 0, !timeline.paths[ends[peer].path].beyondIsProbe {
      // What is held was taken, whatever the window.
      if segment.options.selectivelyAcknowledges(from: beyond.start, to: beyond.end) {
        acceptBeyond(of: side.peer, &timeline)
        return false
      }
      timeline.paths[ends[peer].path].beyond = PendingSegment()
      if segment.time &- beyond.time <= patience {
        let octets = UInt64(beyond.end.rawValue &- beyond.start.rawValue)
        tally(
          .outOfWindow, of: side.peer, frame: segment.frame, at: segment.time, earlier: beyond.frame,
          octets: octets, &timeline)
        marks.insert(.outOfWindow)
        outcome.isSignificant = true
        return true
      }
    }
    return false
  }

  /// Keeps the SACK blocks of `segment` (RFC 2018) and takes it from them which holes its sender does not have.
  private mutating func rememberSelective(_ segment: inout Segment, from side: Side, _ timeline: inout Timeline) {
    let me = side.index
    guard segment.options.sackCount > 0, openLedger(&timeline) else { return }
    timeline.paths[ends[me].path].sackBlocks = segment.options.sackBlocks
    timeline.paths[ends[me].path].sackCount = Int(segment.options.sackCount)
    acknowledgeHoles(selectivelyOf: side.peer, by: segment.frame, &timeline)
  }

  /// `side` sent something that its peer has to challenge (RFC 5961 §3 through §5).
  mutating func provoke(by segment: inout Segment, from side: Side, _ timeline: inout Timeline) {
    guard openLedger(&timeline) else { return }
    timeline.paths[ends[side.index].path].provocation = PendingSegment(segment)
  }

  /// How far captures let one direction lag behind the other at most, in nanoseconds: buffers of taps and of merged captures.
  private static let longestSkew: Int64 = 15_000_000

  /// A bare ACK with an older sequence number than its sender has reached: overtaken, or a sign that the sender never was where an
  /// acknowledgement said it was.
  mutating func acceptOldBareAck(
    _ segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    let me = side.index
    let peer = side.peer.index
    if segment.sequence.distance(from: ends[me].next) == -1, isKeepAlive(&segment, from: side, &timeline) {
      return noteKeepAlive(&segment, from: side, &outcome, &timeline)
    }
    guard hasLedger, let last = lastHole(of: side, &timeline), last.isShownByAck, last.end == ends[me].next,
      segment.sequence.distance(from: last.start) <= 0, segment.time &- last.time > Connection.longestSkew
    else { return }
    // A bare ACK carries the number that its sender has reached (RFC 9293 §3.10.7.4), so it had not sent what was acknowledged.
    removeLastHole(of: side, &timeline)
    ends[me].next = last.start
    ends[peer].acknowledged = last.start
    ends[peer].facts.remove(.windowEdge)
    note(.invalidAck, of: side.peer, &segment, earlier: last.frame, &outcome, &timeline)
    marks.insert(.invalidAck)
  }
}
