import PacketDecoding

/// The short way of the segments that open and close a connection as they should: its SYN, the only answer to that, the handshake's ACK, FINs
/// in order, and what acknowledges them.
///
/// Most connections are short, and made of these and of plain segments. As on the way of those, all that could be otherwise is asked first;
/// then only the parts of the general way that have something to do are gone through.
extension Connection {
  /// Takes `segment` of `side`, if it is an orderly one, into account and says what it did in `outcome`, which is blank; false, and nothing
  /// of the connection has changed, otherwise.
  mutating func acceptOrderly(
    _ segment: inout Segment, from side: Side, timeline: inout Timeline, _ outcome: inout SegmentOutcome
  ) -> Bool {
    guard usually(segment.present.rawValue & Connection.unplain == Connection.whole),
      usually(segment.options.sackCount == 0), usually(!segment.options.present.contains(.malformed)),
      usually(!marks.contains(.selfConnection)), usually(segment.time &- lastTime < IdleGap.limit)
    else { return false }
    outcome.before[0] = ends[0].state
    outcome.before[1] = ends[1].state
    let print = Connection.fingerprint(segment)
    if isInStep {
      guard usually(isNext(&segment, from: side)), usually(!isRecent(print, from: side)) else { return false }
      let peerCount = ends[side.peer.index].freshPackets
      introduce(&outcome, from: side)
      enter(&segment, print, from: side, peerCount: peerCount, &timeline)
      acceptNext(&segment, from: side, &outcome, &timeline)
    } else if side == .server {
      guard usually(isOnlyAnswer(&segment)) else { return false }
      introduce(&outcome, from: side)
      enter(&segment, print, from: side, peerCount: ends[0].freshSyns, &timeline)
      acceptOnlyAnswer(&segment, &outcome, &timeline)
    } else if ends[0].packets == 0 {
      return acceptFirst(&segment, print, &outcome, &timeline)
    } else {
      guard usually(isAnswerToAnswer(&segment)), usually(!isRecent(print, from: side)) else { return false }
      introduce(&outcome, from: side)
      enter(&segment, print, from: side, peerCount: ends[1].freshPackets, &timeline)
      acceptAnswerToAnswer(&segment, &outcome, &timeline)
    }
    measureRoundTrip(&segment, from: side, isRepeat: !outcome.marks.isDisjoint(with: [.repeated, .outOfOrder]))
    conclude(&segment, &outcome, &timeline)
    return true
  }

  /// Whether `segment`, which is whole, is the next of `side` on a connection that is in step and open or closing, neither repeats the
  /// handshake's ACK nor comes behind the FIN of its side.
  @inline(always)
  private mutating func isNext(_ segment: inout Segment, from side: Side) -> Bool {
    let me = side.index
    guard usually(segment.flags.rawValue & 0x016 == 0x010), usually(ends[0].state?.isSynchronized == true),
      usually(ends[1].state?.isSynchronized == true)
    else { return false }
    let isOdd =
      segment.sequenceLength > 0
      ? ends[me].facts.contains(.fin) : segment.acknowledgement == ends[side.peer.index].synEnd
    return usually(!isOdd) && isInOrder(&segment, from: side)
  }

  @inline(always)
  private mutating func acceptNext(
    _ segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    let me = side.index
    outcome.step = segment.payloadLength > 0 ? .data : .ack
    let isFin = segment.flags.contains(.fin)
    if isFin {
      openClosing(&timeline)
      timeline.closings[closing].ends[me].finCount &+= 1
    } else {
      history.add(segment.payloadLength > 0 ? .data : .ack, from: side)
    }
    if seldom(ends[me].pending.contains(.opened)), provesOpen(&segment, from: side) { confirm(.opened, of: side) }
    let peerHasFin = ends[side.peer.index].facts.contains(.fin)
    if peerHasFin { acceptFinAcknowledgement(&segment, from: side, &outcome, &timeline) }
    if isFin { acceptFin(&segment, from: side, &outcome, &timeline) }
    if outcome.marks.isEmpty, segment.payloadLength == 0 || !peerHasFin {
      acceptUsual(&segment, from: side, &outcome)
    } else {
      acceptUnusual(&segment, from: side, &outcome, &timeline)
    }
  }

  /// Whether `segment` of the client, which is whole and its first, is a SYN, and nothing else passed so far.
  @inline(always)
  private mutating func isFirstSyn(_ segment: inout Segment) -> Bool {
    usually(segment.flags.rawValue & 0x037 == 0x002) && usually(segment.payloadLength == 0)
      && usually(segment.acknowledgement.rawValue == 0) && usually(ends[1].packets == 0)
      && usually(ends[0].facts.isEmpty) && usually(ends[1].facts.isEmpty) && usually(ends[0].state == nil)
      && usually(ends[1].state == nil) && usually(!closedByReset) && usually(!hasLedger)
  }

  /// The way of the client's first segment, of which `print` is the fingerprint.
  @inline(never)
  private mutating func acceptFirst(
    _ segment: inout Segment, _ print: UInt32, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) -> Bool {
    guard usually(isFirstSyn(&segment)) else { return false }
    introduce(&outcome, from: .client)
    enter(&segment, print, from: .client, peerCount: 0, &timeline)
    ends[0].synCount &+= 1
    ends[0].freshSyns &+= 1
    acceptSyn(&segment, from: .client, &outcome, &timeline)
    remember(&segment, from: .client)
    measureRoundTrip(&segment, from: .client, isRepeat: false)
    conclude(&segment, &outcome, &timeline)
    return true
  }

  /// Whether `segment` of the server, which is whole, is the SYN-ACK to a SYN, and both are all that passed so far.
  @inline(always)
  private mutating func isOnlyAnswer(_ segment: inout Segment) -> Bool {
    usually(segment.flags.rawValue & 0x037 == 0x012) && usually(segment.payloadLength == 0)
      && usually(ends[0].packets == 1) && usually(ends[0].freshSyns == 1) && usually(ends[1].packets == 0)
      && usually(ends[0].state == .synSent) && usually(ends[1].state == nil) && usually(ends[0].pending.isEmpty)
      && usually(ends[1].pending.isEmpty) && usually(ends[1].facts == .probing) && usually(!hasLedger)
      && usually(segment.acknowledgement == ends[0].synEnd) && usually(ends[0].next == ends[0].synEnd)
  }

  @inline(always)
  private mutating func acceptOnlyAnswer(
    _ segment: inout Segment, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    ends[1].synCount &+= 1
    acceptSynAck(&segment, from: .server, &outcome, &timeline)
    ends[1].facts.insert(.acknowledged)
    ends[1].acknowledged = segment.acknowledgement
    acceptSynNumbers(&segment, from: .server, &outcome, &timeline)
    remember(&segment, from: .server)
  }

  /// Whether `segment` of the client, which is whole, is the ACK of a SYN-ACK, and nothing else was acknowledged or sent so far.
  @inline(always)
  private mutating func isAnswerToAnswer(_ segment: inout Segment) -> Bool {
    let asked: Endpoint.Facts = [.syn, .initialSequence, .next]
    let answered: Endpoint.Facts = [.synAck, .initialSequence, .next, .acknowledged]
    let parts: Endpoint.Facts = [.syn, .synAck, .initialSequence, .next, .acknowledged]
    return usually(segment.flags.rawValue & 0x017 == 0x010) && usually(segment.payloadLength == 0)
      && usually(segment.window != 0)
      && usually(ends[0].state == .synSent) && usually(ends[1].state == .synReceived)
      && usually(ends[0].facts.intersection(parts.union(.windowEdge)) == asked)
      && usually(ends[1].facts.intersection(parts.union(.fin)) == answered)
      && usually(!marks.contains(.simultaneousOpen)) && usually(!isSplitHandshake) && usually(!hasLedger)
      && usually(segment.sequence == ends[0].next) && usually(segment.acknowledgement == ends[1].next)
      && usually(segment.acknowledgement == ends[1].synEnd)
  }

  @inline(always)
  private mutating func acceptAnswerToAnswer(
    _ segment: inout Segment, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    acceptOpen(&segment, from: .client, &outcome, &timeline)
    ends[0].facts.formUnion([.acknowledged, .windowEdge])
    ends[0].acknowledged = segment.acknowledgement
    ends[0].windowEdge = edge(of: &segment, from: .client)
    remember(&segment, from: .client)
    getInStep(&timeline)
  }
}
