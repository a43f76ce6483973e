import PacketDecoding

/// The handshake (RFC 9293 §3.5, §3.10.7.2 through §3.10.7.4).
extension Connection {
  mutating func acceptSyn(
    _ segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    outcome.step = .syn
    outcome.isSignificant = true
    history.addSyn(segment.flags, at: segment.sequence, from: side)
    let me = side.index
    if segment.payloadLength > 0 { marks.insert(.fastOpen) }
    noteExtensions(&segment, &outcome)
    if ends[me].facts.contains(.syn) || ends[me].facts.contains(.synAck) {
      outcome.marks.insert(.repeated)
      marks.insert(.synRepeated)
      outcome.sincePrevious = segment.time &- ends[me].lastSynTime
      countRepeat(&segment, from: side, &timeline)
      if closedByReset, !hasSynAck { acceptRetry(of: side, &outcome, &timeline) }
      // It did not give up when an ICMP error said that its SYN did not arrive.
      if ends[me].pending.contains(.reset) { withdraw(.reset, of: side, &outcome, &timeline) }
    } else {
      // Initial when its SYN-ACK came first in the capture: the client's SYN_SENT was presumed then.
      if ends[me].pending.contains(.synSent) {
        confirm(.synSent, of: side)
        marks.insert(.synAckFirst)
      } else {
        prove(.synSent, of: side, &outcome)
      }
      learnSyn(&segment, of: side, &outcome)
      if closedByReset { acceptRefusedSyn(from: side, &outcome, &timeline) }
      if ends[side.peer.index].facts.contains(.syn) {
        if ends[me].facts.contains(.acknowledged) {
          // It acknowledged the peer's SYN before: a SYN-ACK in two pieces, not two clients.
          isSplitHandshake = true
        } else {
          marks.insert(.simultaneousOpen)
          outcome.swapsRoles = port(of: .client) < port(of: .server)
        }
      }
    }
    ends[me].facts.insert(.syn)
    hasSyn = true
    ends[me].lastSynTime = segment.time
  }

  mutating func acceptSynAck(
    _ segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    outcome.step = .synAck
    outcome.isSignificant = true
    history.addSyn(segment.flags, at: segment.sequence, from: side)
    let me = side.index
    let peer = side.peer.index
    if ends[me].facts.contains(.synAck) {
      if segment.sequence == ends[me].initialSequence {
        acceptSynAckAgain(&segment, from: side, &outcome, &timeline)
      } else {
        outcome.marks.insert(.mismatch)
        marks.insert(.synAckMismatch)
      }
      ends[me].lastSynTime = segment.time
      return
    }
    if ends[peer].facts.contains(.initialSequence), !acknowledgesSyn(&segment, of: side.peer) {
      // It answers an attempt that is over; the client refuses it with RST (RFC 9293 §3.5, figure 8).
      outcome.marks.insert(.mismatch)
      marks.insert(.synAckMismatch)
      return
    }
    noteExtensions(&segment, &outcome)
    checkOptions(of: &segment, from: side, &outcome)
    prove(.synAckSent, of: side, &outcome)
    if ends[me].pending.contains(.opened) { acceptSynAckBehindItsAck(&segment, from: side, &outcome, &timeline) }
    // In a simultaneous open the SYN-ACK repeats the SYN's number.
    if !ends[me].facts.contains(.syn) { learnSyn(&segment, of: side, &outcome) }
    ends[me].facts.insert(.synAck)
    hasSynAck = true
    if ends[peer].facts.contains(.initialSequence) {
      measureServerRoundTrip(&segment, from: side, &timeline)
      if ends[peer].lastSynTime > 0 { outcome.sincePrevious = segment.time &- ends[peer].lastSynTime }
    } else {
      // Captured before its SYN, or without it.
      ends[peer].initialSequence = segment.acknowledgement.advanced(by: .max)
      ends[peer].synEnd = segment.acknowledgement
      ends[peer].next = segment.acknowledgement
      ends[peer].facts.formUnion([.initialSequence, .next])
      presume(.synSent, of: side.peer, &outcome)
    }
    ends[me].lastSynTime = segment.time
  }

  private mutating func acceptSynAckAgain(
    _ segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    outcome.marks.insert(.repeated)
    outcome.sincePrevious = segment.time &- ends[side.index].lastSynTime
    marks.insert(.synAckRepeated)
    countRepeat(&segment, from: side, &timeline)
    guard let presumed = timeOfPresumption(.opened, of: side, &timeline) else { return }
    if segment.time &- presumed > ends[side.index].crossingTime {
      refute(.opened, of: side, &outcome, &timeline)
    } else {
      outcome.marks.insert(.crossing)
    }
  }

  /// What a segment without SYN and RST says about the opening.
  mutating func acceptOpen(
    _ segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    let me = side.index
    let peer = side.peer.index
    let hasAck = segment.flags.contains(.ack)
    outcome.step = segment.payloadLength > 0 ? .data : .ack
    if !segment.flags.contains(.fin) {
      if segment.payloadLength > 0 {
        history.add(.data, from: side)
      } else if hasAck {
        history.add(.ack, from: side)
      }
    }

    if segment.flags.contains(.fin) { noteEarlyFin(&segment, from: side, &outcome) }
    switch ends[me].state {
    case nil:
      // A bare ACK to a SYN opens nothing: half of a split handshake, or the answer of an old connection.
      if ends[peer].state == .synSent, segment.payloadLength == 0 {
        // Its numbers are those of an old connection, if it does not acknowledge the SYN.
        if hasAck, ends[peer].facts.contains(.syn), !acknowledgesSyn(&segment, of: side.peer) {
          markOddAcknowledgement(&outcome)
        }
        break
      }
      // Without ACK it is no segment of an open connection (RFC 9293 §3.10.7.4, fifth check) but a probe.
      guard hasAck else { break }
      prove(.opened, of: side, &outcome)
      if !hasSyn && !hasSynAck { marks.insert(.midstream) }
    case .synSent where hasAck:
      if marks.contains(.simultaneousOpen), ends[peer].facts.contains(.synAck), acknowledgesSyn(&segment, of: side.peer)
      {
        acceptEndOfSplit(from: side, &outcome, &timeline)
        break
      }
      if !acknowledgesSyn(&segment, of: side.peer) {
        adoptOtherSynAck(of: side.peer, acknowledgedBy: &segment, &timeline)
      }
      guard acknowledgesSyn(&segment, of: side.peer), !isOutOfPlace(&segment, from: side) else {
        if isOutOfPlace(&segment, from: side) { markOddAcknowledgement(&outcome) }
        break
      }
      confirm(.synSent, of: side)
      prove(.opened, of: side, &outcome)
      completeHandshake(&segment, from: side, &outcome, &timeline)
    case .synReceived:
      if ends[peer].facts.contains(.synAck), marks.contains(.simultaneousOpen) || isSplitHandshake {
        prove(.opened, of: side, &outcome)
        if hasAck, acknowledgesSyn(&segment, of: side.peer) {
          completeHandshake(&segment, from: side, &outcome, &timeline)
        }
      } else if provesOpen(&segment, from: side) {
        prove(.opened, of: side, &outcome)
      }
    default:
      if ends[me].pending.contains(.opened), provesOpen(&segment, from: side) { confirm(.opened, of: side) }
      if hasAck, isHandshakeAckAgain(&segment, from: side) {
        outcome.step = .handshakeAck
        outcome.marks.insert(.repeated)
        outcome.isSignificant = true
        outcome.sincePrevious = segment.time &- ends[me].lastTime
        if !ends[me].facts.contains(.handshakeAck) { completeHandshake(&segment, from: side, &outcome, &timeline) }
      }
    }

    guard hasAck else { return }
    switch ends[peer].state {
    case nil:
      presume(.opened, of: side.peer, &outcome)
    case .synReceived where acknowledgesSyn(&segment, of: side.peer):
      // The ACK that opens the server is the one that reaches it, not the first.
      if ends[peer].doubted.contains(.opened), hasSyn {
        setHandshakeTime(.whole, max(0, segment.time &- firstTime), &timeline)
      }
      presume(.opened, of: side.peer, &outcome)
    case .synSent where acknowledgesUnseenData(&segment, from: side):
      prove(.opened, of: side.peer, &outcome)
    default:
      break
    }
  }

  /// Whether `segment` shows, captured one way only, that the client got the SYN-ACK and went on: more than its SYN is acknowledged.
  ///
  /// Where a SYN of the client was captured its segments would have been too, and the number may be that of another attempt.
  private mutating func acknowledgesUnseenData(_ segment: inout Segment, from side: Side) -> Bool {
    let peer = side.peer.index
    return ends[side.index].facts.contains(.synAck) && !ends[peer].facts.contains(.syn)
      && ends[peer].synEnd.precedes(segment.acknowledgement)
  }

  /// The client tries again with the same SYN after a refusal, as Windows does: the refusal was not the end.
  private mutating func acceptRetry(
    of side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    withdraw(.reset, of: side, &outcome, &timeline)
    withdraw(.reset, of: side.peer, &outcome, &timeline)
    closedByReset = false
    if closing != Closing.blank { timeline.closings[closing].time = -1 }
    closeInitiator = nil
  }

  private mutating func completeHandshake(
    _ segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    let peer = side.peer.index
    ends[side.index].facts.insert(.handshakeAck)
    hasHandshakeAck = true
    guard ends[peer].facts.contains(.synAck) else { return }
    outcome.step = .handshakeAck
    outcome.isSignificant = true
    outcome.sincePrevious = segment.time &- ends[peer].lastSynTime
    if hasSyn, handshakeTime(.whole, &timeline) < 0 {
      setHandshakeTime(.whole, max(0, segment.time &- firstTime), &timeline)
    }
    if segment.time < ends[peer].lastSynTime {
      // The clock stepped back in between: neither part of the handshake can be timed.
      setHandshakeTime(.server, -1, &timeline)
      setHandshakeTime(.whole, -1, &timeline)
    } else if handshakeTime(.client, &timeline) < 0 {
      let time = unambiguousTime(of: &segment, answering: .synAck, from: side.peer, &timeline)
      setHandshakeTime(.client, time, &timeline)
    }
  }

  /// Whether `segment` acknowledges the SYN of `side` (and nothing that `side` has not sent).
  mutating func acknowledgesSyn(_ segment: inout Segment, of side: Side) -> Bool {
    let me = side.index
    guard ends[me].facts.contains(.initialSequence) else { return true }
    return ends[me].initialSequence.precedes(segment.acknowledgement)
      && segment.acknowledgement.distance(from: ends[me].next) <= 0
  }

  /// Whether `segment`, sent by the side that sent the SYN-ACK, shows that this side is past SYN_RCVD.
  ///
  /// A bare ACK of the SYN does not: it is also what SYN_RCVD answers to a SYN with another number.
  mutating func provesOpen(_ segment: inout Segment, from side: Side) -> Bool {
    if segment.flags.contains(.fin) { return true }
    // With Fast Open a server may send from SYN_RCVD.
    if segment.payloadLength > 0, !marks.contains(.fastOpen) { return true }
    return segment.flags.contains(.ack) && ends[side.peer.index].synEnd.precedes(segment.acknowledgement)
  }

  /// Whether `segment` answers a repeated SYN-ACK with the handshake's ACK again.
  private mutating func isHandshakeAckAgain(_ segment: inout Segment, from side: Side) -> Bool {
    let peer = side.peer.index
    return ends[peer].synCount > 1 && ends[peer].facts.contains(.synAck) && segment.payloadLength == 0
      && !segment.flags.contains(.fin) && segment.acknowledgement == ends[peer].synEnd
      && ends[peer].next == ends[peer].synEnd
  }
}
