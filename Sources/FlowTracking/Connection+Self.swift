import PacketDecoding

/// A socket that is connected with itself: an ephemeral port that a client hits by trying its own host's ports is enough.
///
/// There is one endpoint, which receives everything that it sends. It opens as in a simultaneous open (RFC 9293 §3.5, figure 7) and closes
/// as in a simultaneous close (§3.6, figure 13). It is kept as the client; there is no server.
extension Connection {
  mutating func acceptOwn(_ segment: inout Segment, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline) {
    let flags = segment.flags
    outcome.step = segment.payloadLength > 0 ? .data : .ack
    if flags.contains(.rst) {
      outcome.step = .rst
      outcome.isSignificant = true
      marks.insert(.reset)
      closedByReset = true
      prove(.reset, of: .client, &outcome)
    } else if flags.contains(.syn) {
      acceptOwnSyn(&segment, &outcome, &timeline)
    } else {
      acceptOwnLater(&segment, &outcome, &timeline)
    }
  }

  private mutating func acceptOwnSyn(
    _ segment: inout Segment, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    outcome.isSignificant = true
    outcome.step = segment.flags.contains(.ack) ? .synAck : .syn
    if outcome.step == .syn {
      if ends[0].facts.contains(.syn) {
        outcome.marks.insert(.repeated)
        marks.insert(.synRepeated)
      } else {
        ends[0].facts.insert(.syn)
        noteExtensions(&segment, &outcome)
        learnSyn(&segment, of: .client, &outcome)
      }
      hasSyn = true
      prove(.synSent, of: .client, &outcome)
    } else {
      // Its own SYN arrived, and with this its own acknowledgement.
      ends[0].facts.insert(.synAck)
      hasSynAck = true
      hasHandshakeAck = true
      if handshakeTime(.whole, &timeline) < 0 { setHandshakeTime(.whole, max(0, segment.time &- firstTime), &timeline) }
      prove([.synSent, .synAckSent, .opened], of: .client, &outcome)
    }
    ends[0].lastSynTime = segment.time
  }

  private mutating func acceptOwnLater(
    _ segment: inout Segment, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    if segment.flags.contains(.fin) {
      outcome.step = .fin
      outcome.isSignificant = true
      guard !ends[0].facts.contains(.fin) else { return }
      ends[0].facts.insert(.fin)
      timeline.closings[closing].ends[0].finEnd = segment.sequenceEnd
      timeline.closings[closing].time = segment.time
      closeInitiator = .client
      prove([.finSent, .finCrossed], of: .client, &outcome)
    } else if ends[0].facts.contains(.fin), segment.flags.contains(.ack),
      segment.acknowledgement.distance(from: timeline.closings[closing].ends[0].finEnd) >= 0
    {
      outcome.step = .finAck
      outcome.isSignificant = true
      timeline.closings[closing].endTime = segment.time
      prove(.finAcknowledged, of: .client, &outcome)
    }
  }
}
