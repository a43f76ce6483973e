import PacketDecoding

/// What is noted about an opening beside its states, and captures that hold it in the wrong order.
extension Connection {
  /// Notes the extensions that a SYN or SYN-ACK asks for or grants.
  mutating func noteExtensions(_ segment: inout Segment, _ outcome: inout SegmentOutcome) {
    // ECE, CWR and AE (RFC 3168 §6.1.1, RFC 9768 §3.1).
    if segment.flags.rawValue & 0x1C0 != 0 { marks.insert(.congestionNotification) }
    let options = segment.options.present
    if options.isDisjoint(with: [.fastOpen, .multipath]) { return }
    if options.contains(.fastOpen) {
      marks.insert(.fastOpen)
      if segment.options.fastOpenCookieLength > 0 { outcome.marks.insert(.fastOpenCookie) }
    }
    if options.contains(.multipath) {
      marks.insert(.multipath)
      if segment.options.multipathSubtype == 1 { outcome.marks.insert(.multipathJoin) }
    }
  }

  /// Marks a SYN-ACK that carries an option which its receiver had not offered: window scale (RFC 7323 §2.2) or timestamps (§3.2).
  ///
  /// Only where all options of both were captured.
  mutating func checkOptions(of segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome) {
    let peer = side.peer.index
    guard ends[peer].facts.contains(.syn), ends[peer].facts.contains(.allOptions), segment.present.contains(.allOptions)
    else { return }
    let isScaled = segment.options.present.contains(.windowScale) && !ends[peer].options.contains(.windowScale)
    let isStamped = segment.options.present.contains(.timestamps) && !ends[peer].options.contains(.timestamps)
    guard isScaled || isStamped else { return }
    outcome.marks.insert(.optionViolation)
    marks.insert(.optionViolation)
  }

  /// Takes over what a SYN or SYN-ACK says of its sender.
  mutating func learnSyn(_ segment: inout Segment, of side: Side, _ outcome: inout SegmentOutcome) {
    let me = side.index
    ends[me].initialSequence = segment.sequence
    ends[me].synEnd = segment.sequence.advanced(by: 1 &+ segment.payloadLength)
    if !ends[me].facts.contains(.next) || ends[me].next.precedes(segment.sequenceEnd) {
      ends[me].next = segment.sequenceEnd
    }
    ends[me].facts.formUnion([.initialSequence, .next])
    if segment.present.contains(.allOptions) { ends[me].facts.insert(.allOptions) }
    ends[me].options = segment.options.present
    ends[me].maximumSegmentSize = segment.options.maximumSegmentSize
    guard segment.options.present.contains(.windowScale) else { return }
    ends[me].windowScale = segment.options.windowScale
    // 14 is the largest shift there is (RFC 7323 §2.3).
    if segment.options.windowScale > 14 {
      outcome.marks.insert(.optionViolation)
      marks.insert(.optionViolation)
    }
  }

  /// Marks a segment that acknowledges what is not this connection's.
  mutating func markOddAcknowledgement(_ outcome: inout SegmentOutcome) {
    outcome.isSignificant = true
    outcome.marks.insert(.mismatch)
    marks.insert(.oddAcknowledgement)
  }

  /// Whether the first segment that `side` sends after its SYN cannot answer the SYN-ACK: it acknowledges what lies before that, or far
  /// beyond what passed, or it begins before the SYN (RFC 9293 §3.10.7.4, fifth check).
  ///
  /// A little beyond is a gap in the capture, and one before its place a keep-alive.
  mutating func isOutOfPlace(_ segment: inout Segment, from side: Side) -> Bool {
    let me = side.index
    let peer = side.peer.index
    guard ends[peer].facts.contains(.synAck), ends[me].facts.contains(.syn) else { return false }
    let ahead = segment.acknowledgement.distance(from: ends[peer].initialSequence)
    if ahead <= 0 || ahead > 1 << 24 { return true }
    let begins = segment.sequence.distance(from: ends[me].initialSequence)
    return begins < 0 || begins > 1 << 24
  }

  /// Of two SYN-ACKs with different ISNs the client may take the second: from then on its numbers are the server's.
  mutating func adoptOtherSynAck(
    of side: Side, acknowledgedBy segment: inout Segment, _ timeline: inout Timeline
  ) {
    let me = side.index
    guard marks.contains(.synAckMismatch) else { return }
    var index = head
    while index != Timeline.none {
      let entry = timeline.entry(at: index, to: tail)
      if entry.from == side, entry.step == .synAck, entry.marks.contains(.mismatch),
        entry.sequenceEnd == segment.acknowledgement,
        entry.acknowledgement.distance(from: ends[side.peer.index].initialSequence) > 0,
        entry.acknowledgement.distance(from: ends[side.peer.index].synEnd) <= 0
      {
        ends[me].initialSequence = entry.sequence
        ends[me].synEnd = entry.sequenceEnd
        ends[me].next = entry.sequenceEnd
        return
      }
      index = timeline.next(index, to: tail)
    }
  }

  /// Notes a FIN of a side that is not open: the client has not acknowledged a SYN-ACK, or the server's was not acknowledged.
  mutating func noteEarlyFin(_ segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome) {
    let me = side.index
    guard hasSyn, !ends[me].facts.contains(.fin) else { return }
    switch ends[me].state {
    case .synSent where !segment.flags.contains(.ack):
      marks.insert(.closedWhileOpening)
      outcome.isSignificant = true
    case .synReceived
    where !hasHandshakeAck && segment.sequence == ends[me].synEnd && segment.payloadLength == 0
      && !marks.contains(.simultaneousOpen) && !isSplitHandshake:
      marks.insert(.closedWhileOpening)
    default:
      break
    }
  }

  /// The side that answered a SYN with a SYN of its own does not go on as a client would, with a SYN-ACK, but acknowledges the other's: it
  /// had sent the two halves of its SYN-ACK apart.
  mutating func acceptEndOfSplit(
    from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    marks.remove(.simultaneousOpen)
    isSplitHandshake = true
    confirm(.synSent, of: side)
    prove(.opened, of: side, &outcome)
    outcome.step = .handshakeAck
    outcome.isSignificant = true
    hasHandshakeAck = true
    ends[side.index].facts.insert(.handshakeAck)
    // Who asked first is the client, whatever the ports made of the two SYNs.
    outcome.swapsRoles = head != Timeline.none && timeline[head].step == .syn && timeline[head].from == .server
  }

  /// The RST that refuses this SYN was captured just before it: the SYN comes first all the same, and its sender is the client.
  mutating func acceptRefusedSyn(
    from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    withdraw(.reset, of: side, &outcome, &timeline)
    presume(.reset, of: side, &outcome)
    rolesAreGuessed = false
    outcome.swapsRoles = side == .server
    marks.remove(.midstream)
  }

  /// The client's ACK of this SYN-ACK was captured just before it: only with the SYN-ACK does the server's way begin.
  mutating func acceptSynAckBehindItsAck(
    _ segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    guard ends[side.peer.index].facts.contains(.handshakeAck),
      segment.time &- ends[side.peer.index].lastTime < Connection.disorder
    else { return }
    withdraw(.opened, of: side, &outcome, &timeline)
    presume(.opened, of: side, &outcome)
    var index = head
    while index != Timeline.none {
      if timeline[index].from == side.peer, timeline[index].step == .ack,
        timeline[index][side.peer].standing.contains(.opened)
      {
        timeline[index].step = .handshakeAck
        if hasSyn, handshakeTime(.whole, &timeline) < 0 {
          setHandshakeTime(.whole, max(0, timeline[index].time &- firstTime), &timeline)
        }
      }
      index = timeline.next(index, to: tail)
    }
  }

  /// How far a capture may have two packets in the wrong order, in nanoseconds.
  static var disorder: Int64 { 10_000_000 }

  /// Whether the one segment so far is the RST with which `segment`, a SYN captured just after it, was refused (RFC 9293 §3.5.2).
  mutating func isRefused(_ segment: inout Segment, from side: Side, _ timeline: inout Timeline) -> Bool {
    let peer = side.peer.index
    return ends[peer].packets == 1 && timeline.closings[closing].ends[peer].rstCount == 1
      && ends[side.index].packets == 0
      && head != Timeline.none && timeline[head].flags.contains(.ack)
      && timeline[head].acknowledgement == segment.sequenceEnd
      && segment.time &- firstTime < Connection.disorder
  }

  /// Whether `side`, having sent a SYN-ACK, has not shown yet that it heard the ACK of it.
  mutating func isUnheard(by side: Side) -> Bool {
    let me = side.index
    return ends[me].facts.contains(.synAck) && (ends[me].pending.contains(.opened) || ends[me].state == .synReceived)
  }
}
