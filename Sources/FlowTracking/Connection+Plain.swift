import PacketDecoding

/// The short way of plain segments: data and acknowledgements of an open connection, in order, with nothing to notice about them.
///
/// Most segments of most captures are of this kind. What they would pass through on the general way finds nothing to do, one part after
/// the other; here all that could be otherwise is asked first, in one place, and then what they change is written down. Whatever is not plain
/// takes the general way, with the same result where it was plain after all.
extension Connection {
  /// What has to be there, and nothing else of `unplain`, for a segment to be plain.
  static var whole: UInt16 { Segment.Presence.fullHeader.rawValue | Segment.Presence.allOptions.rawValue }
  static var unplain: UInt16 {
    whole | Segment.Presence.icmp.rawValue | Segment.Presence.malformedHeader.rawValue
      | Segment.Presence.damaged.rawValue
  }

  /// Whether `segment` may be a plain one, as `takePlain` finds out: asked before, so that segments which open and close do without a call.
  @inline(always)
  mutating func mayTakePlain(_ segment: inout Segment) -> Bool {
    isInStep && segment.flags.rawValue & 0x017 == 0x010
      && ends[0].state == .established && ends[1].state == .established
  }

  /// Takes `segment` of this connection, which `mayTakePlain`, if it is a plain one, into account; false, and nothing has changed,
  /// otherwise. What it did is in `outcome` where somebody `asks` for that, else only whether it is offloaded.
  @inline(always)
  mutating func takePlain(
    _ segment: inout Segment, senderIsLow: Bool, timeline: inout Timeline, into outcome: inout SegmentOutcome,
    asks: Bool
  ) -> Bool {
    let side: Side = clientIsLow == senderIsLow ? .client : .server
    guard usually(isPlain(&segment, from: side)) else { return false }
    let me = side.index
    let print = Connection.fingerprint(segment)
    // A copy would not be the next in order; but what passed beyond a window may come again.
    if seldom(isRecent(print, from: side)) { return false }

    outcome.isOffloaded = false
    if asks {
      outcome = SegmentOutcome()
      outcome.before[0] = .established
      outcome.before[1] = .established
      introduce(&outcome, from: side)
    }
    enter(&segment, print, from: side, peerCount: ends[side.peer.index].freshPackets, &timeline)
    ends[me].lastTime = segment.time
    if segment.payloadLength > 0 {
      outcome.step = .data
      history.add(.data, from: side)
      ends[me].dataTime = segment.time
      noteOffload(&segment, from: side, &outcome)
    } else {
      history.add(.ack, from: side)
    }
    if seldom(!ends[side.index].pending.isEmpty), provesOpen(&segment, from: side) { confirm(.opened, of: side) }
    advance(with: &segment, from: side)
    measureRoundTrip(&segment, from: side, isRepeat: false)
    run.add(&segment, from: side)
    return true
  }

  /// Whether one of the last segments of `side` had this `print`.
  @inline(always)
  mutating func isRecent(_ print: UInt32, from side: Side) -> Bool {
    let me = side.index
    return seldom(ends[me].recentPrints[0] == print) || seldom(ends[me].recentPrints[1] == print)
      || seldom(ends[me].recentPrints[2] == print) || seldom(ends[me].recentPrints[3] == print)
  }

  /// Begins `outcome`, which is blank but for the states, with a segment of `side`.
  @inline(always)
  mutating func introduce(_ outcome: inout SegmentOutcome, from side: Side) {
    outcome.from = side
    outcome.peersFrame = ends[side.peer.index].lastFrame
  }

  /// Counts `segment` of `side`, which is no copy; the peer had sent `peerCount` segments that it might answer.
  @inline(always)
  mutating func enter(
    _ segment: inout Segment, _ print: UInt32, from side: Side, peerCount: UInt32, _ timeline: inout Timeline
  ) {
    let me = side.index
    lastTime = max(lastTime, segment.time)
    ends[me].packets &+= 1
    ends[me].octets &+= UInt64(segment.payloadLength)
    ends[me].freshPackets &+= 1
    ends[me].lastFrame = segment.frame
    remember(print, of: &segment, from: side, peerCount: peerCount)
    if seldom(segment.vlan != 0) { noteVLAN(segment.vlan, &timeline) }
  }

  /// Whether the end of the key that sorts first sent `segment`; nil where it is not of this connection, or another part of the network
  /// than what that end sent before, or where the connection is not in the index any more.
  @inline(always)
  mutating func senderIsLow(_ segment: inout Segment, _ timeline: inout Timeline) -> Bool? {
    guard isListed, let isLow = key.senderIsLow(&segment) else { return nil }
    return context(fromLow: isLow, &timeline) == segment.context ? isLow : nil
  }

  /// Whether `segment` from `side`, which `mayTakePlain`, is the next in order, and neither repeats nor reaches the edge of a window.
  @inline(always)
  private mutating func isPlain(_ segment: inout Segment, from side: Side) -> Bool {
    let me = side.index
    let peer = side.peer.index
    return usually(segment.present.rawValue & Connection.unplain == Connection.whole)
      && usually(segment.options.sackCount == 0)
      && usually(ends[me].pending.rawValue & ~EndpointEvents.opened.rawValue == 0)
      && usually((ends[0].facts.rawValue | ends[1].facts.rawValue) & Endpoint.Facts.fin.rawValue == 0)
      && usually(!marks.contains(.selfConnection))
      && usually(segment.time &- lastTime < IdleGap.limit)
      && (segment.payloadLength > 0 || usually(segment.acknowledgement != ends[peer].synEnd))
      && isInOrder(&segment, from: side)
  }

  /// Whether `segment`, which has ACK and neither SYN nor RST, is the next of `side` by its numbers, acknowledges no more than was sent,
  /// and stays within the windows; asked of connections that are in step.
  @inline(always)
  mutating func isInOrder(_ segment: inout Segment, from side: Side) -> Bool {
    let me = side.index
    let peer = side.peer.index
    let number = segment.acknowledgement
    let end = segment.sequenceEnd
    let progress = number.distance(from: ends[me].acknowledged)
    return usually(segment.sequence == ends[me].next) && usually(segment.window != 0)
      && usually(progress >= 0) && (progress > 0 || usually(end != segment.sequence))
      && usually(number.distance(from: ends[peer].next) <= 0)
      && usually(Int32(bitPattern: segment.options.timestampValue &- ends[me].lastTimestampValue) >= 0)
      && (!knowsWindows
        || (usually(edge(of: &segment, from: side).distance(from: ends[me].windowEdge) >= 0)
          && usually(end.distance(from: ends[peer].windowEdge) < 0)))
  }

  /// Takes over the numbers of `segment`, which is in order.
  @inline(always)
  mutating func advance(with segment: inout Segment, from side: Side) {
    let me = side.index
    ends[me].windowEdge = edge(of: &segment, from: side)
    ends[me].acknowledged = segment.acknowledgement
    ends[me].next = segment.sequenceEnd
    ends[me].lastTimestampValue = segment.options.timestampValue
    ends[me].priorIdentification = ends[me].lastIdentification
    ends[me].lastIdentification = segment.identification
    ends[me].lastHopLimit = segment.hopLimit
  }

  /// One past the last octet that the sender of `segment` offers to receive.
  @inline(always)
  mutating func edge(of segment: inout Segment, from side: Side) -> SequenceNumber {
    segment.acknowledgement.advanced(by: UInt32(segment.window) &<< UInt32(ends[side.index].windowShift))
  }
}
