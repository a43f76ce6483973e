import PacketDecoding

/// Resets (RFC 9293 §3.5.2, §3.5.3, §3.10.7) and the ICMP errors that act like them (§3.9.2.2).
extension Connection {
  mutating func acceptReset(
    _ segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    outcome.step = .rst
    outcome.isSignificant = true
    marks.insert(.reset)
    history.addEnd(
      segment.flags, at: segment.sequence, from: side, &timeline.closings[closing].historyNumbers)
    let me = side.index
    checkOrigin(of: &segment, from: side, &outcome, &timeline)
    noteResetAfterIdle(from: side, &timeline)
    if timeline.closings[closing].time < 0 {
      timeline.closings[closing].time = segment.time
      closeInitiator = side
    }
    timeline.closings[closing].endTime = segment.time
    ends[me].facts.insert(.reset)
    settlePresumptions(at: &segment, from: side, &outcome, &timeline)
    outcome.step = .rst
    // From SYN_SENT it refuses an answer to something else and goes on trying (RFC 9293 §3.5, figure 8).
    let goesOn = ends[me].state == .synSent && segment.sequence != ends[me].next
    if !goesOn { prove(.reset, of: side, &outcome) }
    timeline.closings[closing].ends[me].peersNextAtReset = sequenceReached(by: side.peer)
    timeline.closings[closing].ends[me].nextAtReset = sequenceReached(by: side)
    // What it refuses belonged to another attempt, and so does the connection that it ends at the peer.
    if !goesOn, takesEffect(&segment, from: side) {
      noteCut(by: &segment, from: side, &timeline)
      presume(.reset, of: side.peer, &outcome)
      timeline.closings[closing].ends[side.peer.index].peersNextAtPresumedReset = sequenceReached(by: side)
      closedByReset = true
    } else {
      outcome.marks.formUnion(goesOn ? .ineffectiveReset : [.ineffectiveReset, .mismatch])
    }
    // What the RST made of presumptions is no correction of what was said before.
    outcome.marks.remove(.correction)
  }

  /// What a RST says of its sender's last moments: what it acknowledges had arrived; what else was presumed to arrive found no
  /// connection any more.
  private mutating func settlePresumptions(
    at segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    let me = side.index
    if segment.flags.contains(.ack), ends[me].state != .synSent {
      acceptFinAcknowledgement(&segment, from: side, &outcome, &timeline)
    }
    refute([.finReceived, .finCrossed], of: side, &outcome, &timeline)
    // What it acknowledges beyond the SYN was taken by an open connection.
    if segment.flags.contains(.ack), ends[me].pending.contains(.opened),
      ends[side.peer.index].synEnd.precedes(segment.acknowledgement)
    {
      confirm(.opened, of: side)
    }
    refuteOpening(by: &segment, from: side, &outcome, &timeline)
    // A RST that answers the very ACK of its sender's FIN: that ACK met no connection.
    if !segment.flags.contains(.ack), ends[me].pending.contains(.finAcknowledged),
      segment.sequence == timeline.closings[closing].ends[me].finEnd,
      timeline.closings[closing].ends[me].peersPacketsAtFinAck == ends[side.peer.index].packets
    {
      refute(.finAcknowledged, of: side, &outcome, &timeline)
    }
    // A RST without ACK takes its number from the segment that provoked it. If that is one the peer sent before it acknowledged this
    // endpoint's FIN, the connection was gone before the acknowledgement came. A bare ACK that was overtaken may have provoked it
    // later, but not the first: no bare ACK ends a socket. Nor does it tell where the first answered data behind the acknowledgement: that
    // ended the socket, and what came after it was only held up.
    if ends[me].facts.contains(.fin), segment.sequence.precedes(timeline.closings[closing].ends[me].finEnd),
      let acknowledged = timeOfPresumption(.finAcknowledged, of: side, &timeline),
      (timeline.closings[closing].ends[side.peer.index].lastOldAckTime <= acknowledged
        && (timeline.closings[closing].ends[me].rstCount == 1 || !ends[side.peer.index].facts.contains(.overtakenAck)))
        || segment.time &- acknowledged <= ends[me].crossingTime,
      !hasRefusedData(since: acknowledged, side, &timeline)
    {
      refute(.finAcknowledged, of: side, &outcome, &timeline)
    }
  }

  /// Whether the first RST of `side`, one without ACK, answers a segment that acknowledges its FIN, and can answer data: the peer sent some after
  /// `acknowledged`, when it first acknowledged that.
  private mutating func hasRefusedData(since acknowledged: Int64, _ side: Side, _ timeline: inout Timeline) -> Bool {
    let me = side.index
    guard timeline.closings[closing].ends[me].rstCount > 1, ends[side.peer.index].dataTime >= acknowledged,
      let first = entryOfReset(by: side, &timeline)
    else { return false }
    return !timeline[first].flags.contains(.ack) && timeline[first].time >= acknowledged
      && timeline[first].sequence.distance(from: timeline.closings[closing].ends[me].finEnd) >= 0
  }

  /// A RST without ACK upon the ACK that should complete the handshake, at once or after copies of what followed went unanswered: there was no
  /// connection in SYN_RCVD any more, or no room for it.
  private mutating func refuteOpening(
    by segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    let me = side.index
    let peer = side.peer.index
    guard !segment.flags.contains(.ack), ends[me].facts.contains(.synAck),
      segment.sequence == ends[peer].acknowledged,
      let opened = timeOfPresumption(.opened, of: side, &timeline)
    else { return }
    let asked = timeline.annexes[annex].retransmittedPackets[peer] > 0 ? ends[peer].lastTime : opened
    if segment.time &- asked <= ends[me].crossingTime { refute(.opened, of: side, &outcome, &timeline) }
  }

  /// Whether a RST is one that the peer of `side` accepts: exactly in order, or acknowledging its SYN (RFC 9293 §3.5.3).
  private mutating func takesEffect(_ segment: inout Segment, from side: Side) -> Bool {
    let me = side.index
    let peer = side.peer.index
    switch ends[peer].state {
    case nil, .closed, .listen:
      return true
    case .synSent:
      return segment.flags.contains(.ack)
        && ends[peer].initialSequence.precedes(segment.acknowledgement)
        && segment.acknowledgement.distance(from: ends[peer].next) <= 0
    case .synReceived, .established, .finWait1, .finWait2, .closeWait, .closing, .lastAck, .timeWait:
      return segment.sequence == ends[peer].acknowledged || segment.sequence == ends[me].next
    }
  }

  /// Takes back what a RST was taken to mean when its sender or receiver goes on as if there had been none.
  mutating func acceptLifeAfterReset(
    _ segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    let me = side.index
    let peer = side.peer.index
    if ends[peer].state == .closed, ends[peer].facts.contains(.reset),
      let reached = timeline.closings[closing].ends[peer].nextAtReset,
      reached.precedes(ends[peer].next), acknowledges(&segment, of: side.peer, past: reached)
    {
      // It took what the peer sent after its RST: the peer lives, and this side with it.
      ends[peer].facts.remove(.reset)
      return takeBackReset(&outcome, &timeline)
    }
    guard ends[me].state == .closed else { return }
    if ends[me].facts.contains(.reset) {
      // It acknowledges what passed after its RST: it lives, and the RST was another's, or refused something else.
      if acknowledges(&segment, of: side.peer, past: timeline.closings[closing].ends[me].peersNextAtReset) {
        ends[me].facts.remove(.reset)
        return takeBackReset(&outcome, &timeline)
      }
      if continues(&segment, from: side, &timeline) {
        // It sends on: it lives, and the RST was another's. Whether its peer took the RST is another matter.
        ends[me].facts.remove(.reset)
        withdraw(.reset, of: side, &outcome, &timeline)
        outcome.marks.insert(.livesPastReset)
        outcome.isSignificant = true
        marks.insert(.livedPastReset)
        fold(side, &timeline)
      }
      return
    }
    guard ends[me].pending.contains(.reset),
      let reset = timeOfPresumption(.reset, of: side, &timeline)
    else { return }
    let answersLater = acknowledges(
      &segment, of: side.peer, past: timeline.closings[closing].ends[me].peersNextAtPresumedReset)
    if answersLater {
      // It acknowledges what its peer sent after the RST: neither side took it for one.
      takeBackReset(&outcome, &timeline)
    } else if segment.time &- reset > ends[me].crossingTime {
      refute(.reset, of: side, &outcome, &timeline)
      closedByReset = false
      fold(side, &timeline)
    } else if segment.flags.contains(.fin), !ends[me].facts.contains(.fin) {
      // It crossed with the RST: it was sent first, and the RST is still to arrive.
      withdraw(.reset, of: side, &outcome, &timeline)
      presume(.reset, of: side, &outcome)
    }
  }

  /// Neither side took the RSTs so far for what they said.
  private mutating func takeBackReset(_ outcome: inout SegmentOutcome, _ timeline: inout Timeline) {
    withdraw(.reset, of: .client, &outcome, &timeline)
    withdraw(.reset, of: .server, &outcome, &timeline)
    discountResets(&timeline)
    marks.insert(.livedPastReset)
    timeline.annexes[openAnnex(&timeline)].resetCut = nil
    closedByReset = false
    fold(.client, &timeline)
    fold(.server, &timeline)
  }

  /// How far `side` has got in its sequence space; nil when it has sent nothing that tells.
  private mutating func sequenceReached(by side: Side) -> SequenceNumber? {
    ends[side.index].facts.contains(.next) ? ends[side.index].next : nil
  }

  /// Whether `segment` acknowledges something that `side` sent after it had reached `mark` (nil: anything that it sent).
  private mutating func acknowledges(_ segment: inout Segment, of side: Side, past mark: SequenceNumber?) -> Bool {
    guard segment.flags.contains(.ack), ends[side.index].facts.contains(.next),
      segment.acknowledgement.distance(from: ends[side.index].next) <= 0
    else { return false }
    return mark?.precedes(segment.acknowledgement) ?? true
  }

  /// Whether `segment` carries on where `side` was when it seemed to send its last RST, with data that no RST can follow on a host's own
  /// account, and too long after it to have been overtaken.
  private mutating func continues(_ segment: inout Segment, from side: Side, _ timeline: inout Timeline) -> Bool {
    guard closedByReset, segment.payloadLength > 0,
      let reached = timeline.closings[closing].ends[side.index].nextAtReset,
      segment.time &- timeline.closings[closing].endTime >= Connection.longestOvertaking
    else { return false }
    let ahead = segment.sequence.distance(from: reached)
    return ahead >= 0 && ahead < 1 << 24
  }

  /// How long segments of one direction can be overtaken on the way, in nanoseconds, with room to spare.
  private static let longestOvertaking: Int64 = 2_000_000

  /// Marks every RST so far as one that changed nothing.
  private func discountResets(_ timeline: inout Timeline) {
    var index = head
    while index != Timeline.none {
      if timeline[index].step == .rst { timeline[index].marks.insert(.ineffectiveReset) }
      index = timeline.next(index, to: tail)
    }
  }

  /// An ICMP error that quotes a segment of `side`.
  mutating func acceptICMP(_ segment: inout Segment, quoting side: Side, _ outcome: inout SegmentOutcome) {
    outcome.from = side.peer
    outcome.step = .icmpError
    guard ends[side.index].packets > 0 else { return }
    outcome.isSignificant = true
    marks.insert(.icmpError)
    if quotesUnsent(&segment, side) {
      outcome.marks.insert(.mismatch)
      return
    }
    guard segment.icmp.isRejection else { return }
    marks.insert(.icmpRejection)
    if ends[side.index].state == .synSent, segment.sequence == ends[side.index].initialSequence {
      presume(.reset, of: side, &outcome)
    }
  }

  /// Whether an ICMP error quotes a number that `side` has not sent, as far as the capture knows: hosts ignore such an error (RFC 5927 §4.1).
  private mutating func quotesUnsent(_ segment: inout Segment, _ side: Side) -> Bool {
    guard segment.present.contains(.sequence) else { return false }
    let end = side.index
    if ends[end].facts.contains(.next), segment.sequence.distance(from: ends[end].next) > 0 { return true }
    return ends[end].facts.contains(.initialSequence)
      && segment.sequence.distance(from: ends[end].initialSequence) < 0
  }
}
