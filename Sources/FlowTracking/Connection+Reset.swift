import PacketDecoding

/// Resets (RFC 9293 §3.5.2, §3.5.3, §3.10.7) and the ICMP errors that act like them (§3.9.2.2).
extension Connection {
  mutating func acceptReset(
    _ segment: Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    outcome.step = .rst
    outcome.isSignificant = true
    marks.insert(.reset)
    history.add(0x52, from: side)
    let me = side.index
    let peer = side.peer.index
    if closeTime < 0 {
      closeTime = segment.time
      closeInitiator = side
    }
    closeEndTime = segment.time
    ends[me].facts.insert(.reset)
    // From SYN_SENT it refuses an answer to something else and goes on trying (RFC 9293 §3.5, figure 8).
    let goesOn = ends[me].state == .synSent && segment.sequence != ends[me].next
    if !goesOn { prove(.reset, of: side, &outcome) }
    if takesEffect(segment, from: side, on: ends[peer]) {
      presume(.reset, of: side.peer, &outcome)
      closedByReset = true
    } else {
      outcome.marks.insert(.ineffectiveReset)
    }
  }

  /// Whether a RST is one that the endpoint `end` accepts: exactly in order, or acknowledging its SYN (RFC 9293 §3.5.3).
  private func takesEffect(_ segment: Segment, from side: Side, on end: Endpoint) -> Bool {
    let me = ends[side.index]
    switch end.state {
    case nil, .closed, .listen:
      return true
    case .synSent:
      return segment.flags.contains(.ack)
        && end.initialSequence.precedes(segment.acknowledgement)
        && segment.acknowledgement.distance(from: end.next) <= 0
    case .synReceived, .established, .finWait1, .finWait2, .closeWait, .closing, .lastAck, .timeWait:
      return segment.sequence == end.acknowledged || segment.sequence == me.next
    }
  }

  /// Takes back what a RST was taken to mean when its sender or receiver goes on as if there had been none.
  mutating func acceptLifeAfterReset(
    _ segment: Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    let me = side.index
    guard ends[me].state == .closed, ends[me].pending.contains(.reset),
      let reset = timeOfPresumption(.reset, of: side, timeline),
      segment.time &- reset > ends[me].crossingTime
    else { return }
    refute(.reset, of: side, &outcome, &timeline)
    closedByReset = false
    ends[me].doubted.remove(.reset)
  }

  /// An ICMP error that quotes a segment of `side`.
  mutating func acceptICMP(_ segment: Segment, quoting side: Side, _ outcome: inout SegmentOutcome) {
    outcome.from = side.peer
    outcome.step = .icmpError
    let isUnreachable = segment.icmp.isIPv6 ? segment.icmp.type == 1 : segment.icmp.type == 3
    guard ends[side.index].packets > 0 else { return }
    outcome.isSignificant = true
    marks.insert(.icmpError)
    if isUnreachable, ends[side.index].state == .synSent, segment.sequence == ends[side.index].initialSequence {
      presume(.reset, of: side, &outcome)
    }
  }
}
