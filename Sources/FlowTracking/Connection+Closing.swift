import PacketDecoding

/// The closing handshake (RFC 9293 §3.6, §3.10.7.4).
extension Connection {
  /// What the acknowledgement number of `segment` says about FINs.
  mutating func acceptFinAcknowledgement(
    _ segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    let me = side.index
    let peer = side.peer.index
    guard usually(ends[peer].facts.contains(.fin)) else { return }
    guard segment.acknowledgement.distance(from: timeline.closings[closing].ends[peer].finEnd) >= 0,
      usually(segment.acknowledgement.distance(from: ends[peer].next) <= 0)
    else {
      if segment.payloadLength == 0, ends[me].facts.contains(.acknowledgedFin) {
        ends[me].facts.insert(.overtakenAck)
      } else {
        timeline.closings[closing].ends[me].lastOldAckTime = segment.time
      }
      if segment.options.selectivelyAcknowledges(upTo: timeline.closings[closing].ends[peer].finEnd) {
        noteEarlyFin(receivedBy: side, &timeline)
      }
      return
    }
    if seldom(segment.options.sackCount > 0),
      segment.options.sackBlocks[1] == timeline.closings[closing].ends[peer].finEnd.rawValue
    {
      timeline.closings[closing].ends[me].receipt.repeats &+= 1
    }
    if !ends[me].facts.contains(.acknowledgedFin) {
      ends[me].facts.insert(.acknowledgedFin)
      // A D-SACK (RFC 2883) tells that this is not the first acknowledgement, which was lost before the capture point.
      let isRepeat = segment.options.reportsDuplicate(below: segment.acknowledgement)
      outcome.sincePrevious = timeline.closings[closing].noteFinAcknowledgement(
        by: side, segment.sequence, isRepeat: isRepeat, at: segment.time)
      placeFinReceipt(&segment, of: side, &outcome, &timeline)
      if !segment.flags.contains(.fin) { outcome.step = .finAck }
      outcome.isSignificant = true
    } else if segment.payloadLength == 0, !segment.flags.contains(.fin),
      timeline.closings[closing].ends[peer].finCount > 1,
      ends[me].lastTime < timeline.closings[closing].ends[peer].lastFinTime
    {
      outcome.step = .finAck
      outcome.marks.insert(.repeated)
      outcome.isSignificant = true
      outcome.sincePrevious = segment.time &- ends[me].lastTime
      timeline.closings[closing].endTime = segment.time
    }
    // A RST ends its receiver before its acknowledgement is looked at (RFC 9293 §3.10.7.4, second check).
    if seldom(segment.flags.contains(.rst)) { return }
    switch ends[peer].state {
    case .finWait1, .closing, .lastAck:
      presume(.finAcknowledged, of: side.peer, &outcome)
      let isBare = segment.payloadLength == 0 && !segment.flags.contains(.fin)
      timeline.closings[closing].ends[peer].peersPacketsAtFinAck = isBare ? ends[me].packets : 0
      outcome.isSignificant = true
      if outcome.step == .ack { outcome.step = .finAck }
    default:
      break
    }
  }

  /// `side` reports the peer's FIN while octets in front of it are missing.
  private mutating func noteEarlyFin(receivedBy side: Side, _ timeline: inout Timeline) {
    let me = side.index
    if !ends[me].facts.contains(.gotFinEarly) {
      timeline.closings[closing].ends[me].receipt.copiesWhenEarly =
        timeline.closings[closing].ends[side.peer.index].finCount
    }
    ends[me].facts.insert(.gotFinEarly)
  }

  /// A FIN of `side`.
  mutating func acceptFin(
    _ segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    outcome.step = .fin
    outcome.isSignificant = true
    history.addEnd(
      segment.flags, at: segment.sequenceEnd, from: side, &timeline.closings[closing].historyNumbers)
    let me = side.index
    let peer = side.peer.index
    if seldom(ends[me].facts.contains(.fin)) {
      timeline.closings[closing].endTime = segment.time
      acceptFinAgain(&segment, from: side, &outcome, &timeline)
      timeline.closings[closing].ends[me].lastFinTime = segment.time
      return
    }
    ends[me].facts.insert(.fin)
    noteLateClose(of: side, at: segment.time, &timeline)
    if timeline.closings[closing].noteFirstFin(of: side, end: segment.sequenceEnd, at: segment.time) {
      closeInitiator = side
    }
    if ends[peer].facts.contains(.acknowledged), !ends[peer].facts.contains(.acknowledgedFin),
      seldom(ends[peer].acknowledged.distance(from: segment.sequenceEnd) >= 0),
      acceptAnsweredFin(&segment, from: side, &outcome, &timeline)
    {
      return
    }
    let peersFinSeen = ends[peer].facts.contains(.fin)
    if seldom(ends[me].state == .closed), let reset = entryOfReset(by: side, &timeline) {
      // Who has sent a RST sends no FIN any more: the RST overtook it.
      place(.finSent, of: side, at: reset, &outcome, &timeline)
      outcome.marks.insert(.outOfOrder)
    } else if wasFinSentBeforeReceipt(by: side, &timeline), let receipt = entryOfFinReceipt(of: side, &timeline) {
      // This copy acknowledges the peer's FIN, but the original, lost before the capture point, was sent before it came.
      withdraw(.finReceived, of: side, &outcome, &timeline)
      place([.finSent, .finCrossed], of: side, at: receipt, &outcome, &timeline)
      marks.insert(.simultaneousClose)
    } else {
      prove(.finSent, of: side, &outcome)
      if peersFinSeen, !ends[me].facts.contains(.acknowledgedFin) {
        // It does not acknowledge the peer's FIN, so it was sent before that arrived: the two crossed.
        if ends[me].pending.contains(.finReceived) {
          withdraw(.finReceived, of: side, &outcome, &timeline)
          presume(.finCrossed, of: side, &outcome)
        }
        marks.insert(.simultaneousClose)
      }
    }
    if ends[me].holeCount == 0, !ends[peer].doubted.contains(.finReceived), segment.sequence == ends[me].next {
      presume(.finReceived, of: side.peer, &outcome)
    }
  }

  /// A FIN that was captured behind the segment that acknowledges it, as happens within a millisecond where two interfaces or queues are
  /// merged: it is put before that segment. False where that was too long ago.
  @inline(never)
  private mutating func acceptAnsweredFin(
    _ segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) -> Bool {
    let me = side.index
    let peer = side.peer.index
    guard segment.time &- ends[peer].lastTime < 10_000_000 else { return false }
    ends[peer].facts.insert(.acknowledgedFin)
    outcome.marks.insert(.outOfOrder)
    var before = Timeline.none
    var index = head
    while index != Timeline.none {
      let entry = timeline[index]
      if entry.from != side, entry.flags.contains(.ack), entry.step != .icmpError,
        entry.acknowledgement.distance(from: timeline.closings[closing].ends[me].finEnd) >= 0
      {
        break
      }
      before = index
      index = timeline.next(index, to: tail)
    }
    guard before != Timeline.none, index != Timeline.none else {
      // The answer was a plain segment: all that can still be shown is that the FIN was sent and received.
      prove(.finSent, of: side, &outcome)
      prove(.finReceived, of: side.peer, &outcome)
      return true
    }
    place(.finSent, of: side, at: before, &outcome, &timeline)
    place(.finAcknowledged, of: side, at: index, &outcome, &timeline)
    place(.finReceived, of: side.peer, at: index, &outcome, &timeline)
    return true
  }

  private mutating func acceptFinAgain(
    _ segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    let me = side.index
    let peer = side.peer.index
    outcome.marks.insert(.repeated)
    outcome.sincePrevious = segment.time &- timeline.closings[closing].ends[me].lastFinTime
    marks.insert(.finRepeated)
    if let acknowledged = timeOfPresumption(.finAcknowledged, of: side, &timeline) {
      if segment.time &- acknowledged > ends[me].crossingTime {
        refute(.finAcknowledged, of: side, &outcome, &timeline)
        presumeAgain(at: segment.time, of: side, &outcome, &timeline)
      } else {
        outcome.marks.insert(.crossing)
      }
    }
    // What is sent again carries the latest acknowledgement number: if that does not cover the peer's FIN, the FIN had not come by then.
    if !ends[me].facts.contains(.acknowledgedFin),
      let received = timeOfPresumption([.finReceived, .finCrossed], of: side, &timeline),
      segment.time &- received > ends[me].crossingTime
    {
      refute([.finReceived, .finCrossed], of: side, &outcome, &timeline)
    }
    if !ends[peer].facts.contains(.acknowledgedFin),
      timeOfPresumption([.finReceived, .finCrossed], of: side.peer, &timeline) != nil,
      outcome.sincePrevious > ends[peer].crossingTime
    {
      refute([.finReceived, .finCrossed], of: side.peer, &outcome, &timeline)
    }
  }

  /// Places the receipt of the peer's FIN, which `segment` is the first to acknowledge, where it happened in the life of `side`.
  ///
  /// The timestamp echo names the copy of the FIN that arrived, or something later (RFC 7323 §4.3). If `side` had sent its own FIN before that copy
  /// passed, or without acknowledging it, the FINs crossed.
  @inline(always)
  private mutating func placeFinReceipt(
    _ segment: inout Segment, of side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    let me = side.index
    if seldom(marks.contains(.simultaneousClose)), wasFinOvertaken(answeredBy: &segment, of: side, &timeline) {
      withdraw([.finReceived, .finCrossed], of: side, &outcome, &timeline)
      confirm(.finAcknowledged, of: side)
      prove(.finReceived, of: side, &outcome)
      return
    }
    // One FIN each way at most, and this one still presumed received as it came: the way of every clean connection. Had this side
    // sent its own in between, the presumption would be that they crossed.
    let fin = timeline.closings[closing].onlyFin(of: side.peer)
    if usually(fin != Timeline.none), usually(ends[me].pending.contains(.finReceived)),
      usually(!ends[me].facts.contains(.gotFinEarly))
    {
      if ends[me].facts.contains(.fin) {
        confirmAcknowledgement(carriedBy: fin, to: side, wasPresumed: true, &outcome, &timeline)
      }
      return confirm(.finReceived, of: side)
    }
    // A FIN behind a hole is received when the hole is filled, which is when it is acknowledged.
    let arrived =
      ends[me].facts.contains(.gotFinEarly) ? nil : entryOfArrivedFin(answeredBy: &segment, from: side.peer, &timeline)
    guard let arrived else {
      withdraw([.finReceived, .finCrossed], of: side, &outcome, &timeline)
      prove(.finReceived, of: side, &outcome)
      return
    }
    confirmAcknowledgement(carriedBy: arrived.entry, to: side, wasPresumed: false, &outcome, &timeline)
    let isKnown = !timeline[arrived.entry][side].presumed.isDisjoint(with: [.finReceived, .finCrossed])
    if !ends[me].facts.contains(.fin) || arrived.isAfterOwnFin {
      if isKnown, ends[me].pending.contains(.finReceived) {
        confirm(.finReceived, of: side)
        return
      }
      withdraw([.finReceived, .finCrossed], of: side, &outcome, &timeline)
      place(.finReceived, of: side, at: arrived.entry, &outcome, &timeline)
      openNoLater(than: arrived.entry, side, &outcome, &timeline)
      return
    }
    guard arrived.ownFin != Timeline.none else {
      withdraw([.finReceived, .finCrossed], of: side, &outcome, &timeline)
      prove(.finCrossed, of: side, &outcome)
      return
    }
    if ends[me].pending.contains(.finCrossed) {
      confirm(.finCrossed, of: side)
      return
    }
    withdraw([.finReceived, .finCrossed], of: side, &outcome, &timeline)
    place(.finCrossed, of: side, at: arrived.ownFin, &outcome, &timeline)
  }

  /// The FIN at `index` reached `side`, and with it the acknowledgement of its SYN that every FIN carries: if nothing before has opened it,
  /// that did (RFC 9293 §3.10.7.4, fifth check).
  private mutating func openNoLater(
    than index: UInt32, _ side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    guard ends[side.index].facts.contains(.synAck), ends[side.index].doubted.contains(.opened),
      !stands(.opened, of: side, upTo: index, &timeline)
    else { return }
    withdraw(.opened, of: side, &outcome, &timeline)
    place(.opened, of: side, at: index, &outcome, &timeline)
  }

  /// Whether the peer's FIN came to `side` behind the peer's acknowledgement of its own FIN, although it was sent in front of it.
  ///
  /// A FIN is acknowledged at once (RFC 9293 §3.10.7.4, eighth check). What its answer, `segment`, is late, it was late itself, unless
  /// the answer was held up: where timestamps tell, by milliseconds (RFC 7323 §5.4), how long after the own FIN the answer was
  /// made, that counts. If it was later than the acknowledgement was behind it, it was overtaken; but not by what left within a
  /// millisecond: that is held up together with it.
  private mutating func wasFinOvertaken(
    answeredBy segment: inout Segment, of side: Side, _ timeline: inout Timeline
  ) -> Bool {
    let me = side.index
    let peer = side.peer.index
    guard timeline.closings[closing].ends[peer].finCount == 1, ends[me].roundTrip >= 0,
      timeline.closings[closing].ends[me].finEntry != Timeline.none,
      let acknowledged = timeOfPresumption(.finAcknowledged, of: side, &timeline)
    else { return false }
    let own = timeline[timeline.closings[closing].ends[me].finEntry]
    var answered = segment.time
    if segment.options.present.contains(.timestamps), own.options.contains(.timestamps) {
      let age = Int64(Int32(bitPattern: segment.options.timestampValue &- own.timestampValue))
      answered = min(answered, own.time &+ age &* 1_000_000)
    }
    let sent = timeline.closings[closing].ends[peer].lastFinTime
    return acknowledged &- sent >= 1_000_000 && answered &- ends[me].roundTrip > acknowledged &+ 2_000_000
  }

  /// Where the copy of the FIN of `sender` that `segment` answers stands in the timeline, whether that is behind the first FIN of the
  /// side that answers, and where that one is; nil when no copy fits.
  private mutating func entryOfArrivedFin(
    answeredBy segment: inout Segment, from sender: Side, _ timeline: inout Timeline
  ) -> (entry: UInt32, isAfterOwnFin: Bool, ownFin: UInt32)? {
    let receiver = sender.peer
    let usesEcho = segment.options.present.contains(.timestamps)
    let echo = segment.options.timestampEcho
    // Without a matching echo: the last copy that had time to reach the receiver and be answered, else the first; one that the receiver seemed
    // to have missed only where there is no other. A FIN is answered at once: what comes far too late for one copy answers a later one,
    // however lately that passed.
    let latest = segment.time &- max(0, ends[receiver.index].roundTrip) / 2
    let overdue = segment.time &- ends[receiver.index].crossingTime &- Endpoint.answerDelay
    var ownFin = Timeline.none
    var named: (UInt32, Bool)?
    var timely: (UInt32, Bool)?
    var timelyTime: Int64 = 0
    var missed: (UInt32, Bool)?
    var copies = 0
    var index = head
    while index != Timeline.none {
      let entry = timeline[index]
      if entry.flags.contains(.fin), entry.marks.isDisjoint(with: [.duplicate, .afterGap]), entry.step == .fin {
        if entry.from == receiver {
          if ownFin == Timeline.none { ownFin = index }
        } else {
          copies += 1
          let place = (index, ownFin != Timeline.none)
          if usesEcho, entry.options.contains(.timestamps), !isAfter(entry.timestampValue, echo) {
            named = place
          }
          if !entry[receiver].refuted.isDisjoint(with: [.finReceived, .finCrossed]) {
            missed = place
          } else if timely == nil || entry.time <= latest || timelyTime < overdue {
            timely = place
            timelyTime = entry.time
          }
        }
      }
      index = timeline.next(index, to: tail)
    }
    guard let found = named ?? (usesEcho && copies > 1 ? nil : timely ?? missed) else { return nil }
    return (found.0, found.1, ownFin)
  }

  /// The segment at `index` arrived at `side`, and so did the acknowledgement it carries; if its arrival `wasPresumed` all along, so was that of
  /// the acknowledgement, then or before.
  private mutating func confirmAcknowledgement(
    carriedBy index: UInt32, to side: Side, wasPresumed: Bool, _ outcome: inout SegmentOutcome,
    _ timeline: inout Timeline
  ) {
    let me = side.index
    guard ends[me].facts.contains(.fin), timeline[index].flags.contains(.ack),
      timeline[index].acknowledgement.distance(from: timeline.closings[closing].ends[me].finEnd) >= 0
    else { return }
    if ends[me].pending.contains(.finAcknowledged) {
      if wasPresumed || stands(.finAcknowledged, of: side, upTo: index, &timeline) {
        confirm(.finAcknowledged, of: side)
      } else {
        withdraw(.finAcknowledged, of: side, &outcome, &timeline)
        place(.finAcknowledged, of: side, at: index, &outcome, &timeline)
      }
    } else if ends[me].doubted.contains(.finAcknowledged) {
      place(.finAcknowledged, of: side, at: index, &outcome, &timeline)
    }
  }

  /// Presumes again what a repeated FIN has just refuted, where the peer acknowledged the FIN so lately that the two crossed.
  private mutating func presumeAgain(
    at now: Int64, of side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    let me = side.index
    var index = head
    while index != Timeline.none {
      let entry = timeline[index]
      if entry.from != side, entry.flags.contains(.ack), !entry.flags.contains(.rst),
        now &- entry.time <= ends[me].crossingTime,
        entry.acknowledgement.distance(from: timeline.closings[closing].ends[me].finEnd) >= 0
      {
        place(.finAcknowledged, of: side, at: index, &outcome, &timeline)
        timeline[index][side].presumed.insert(.finAcknowledged)
        ends[me].pending.insert(.finAcknowledged)
        ends[me].confirmed.remove(.finAcknowledged)
        return
      }
      index = timeline.next(index, to: tail)
    }
  }

  /// Whether the timestamp `value` is later than `other` (RFC 7323 §5.2).
  private func isAfter(_ value: UInt32, _ other: UInt32) -> Bool {
    Int32(bitPattern: value &- other) > 0
  }

  /// Whether `side` acknowledged the peer's FIN with a number that lies past its own FIN, which is captured only now.
  private mutating func wasFinSentBeforeReceipt(by side: Side, _ timeline: inout Timeline) -> Bool {
    let me = side.index
    return ends[me].facts.contains(.acknowledgedFin)
      && timeline.closings[closing].ends[me].finAckSequence == timeline.closings[closing].ends[me].finEnd
  }

  /// The first RST that `side` sent; nil when it sent none.
  mutating func entryOfReset(by side: Side, _ timeline: inout Timeline) -> UInt32? {
    guard ends[side.index].facts.contains(.reset) else { return nil }
    var index = head
    while index != Timeline.none {
      if timeline[index].step == .rst, timeline[index].from == side { return index }
      index = timeline.next(index, to: tail)
    }
    return nil
  }

  private mutating func entryOfFinReceipt(of side: Side, _ timeline: inout Timeline) -> UInt32? {
    var index = head
    while index != Timeline.none {
      if timeline[index][side].standing.contains(.finReceived) { return index }
      index = timeline.next(index, to: tail)
    }
    return nil
  }
}
