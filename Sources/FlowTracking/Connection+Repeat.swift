import PacketDecoding

/// Segments that begin below what their sender has sent: late, repeated, and why.
extension Connection {
  mutating func acceptOld(
    _ segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    let me = side.index
    if segment.payloadLength <= 1, segment.sequence.distance(from: ends[me].next) == -1,
      isKeepAlive(&segment, from: side, &timeline)
    {
      return noteKeepAlive(&segment, from: side, &outcome, &timeline)
    }
    if noteConflict(&segment, from: side, &outcome, &timeline) { return }
    let hole = fillHoles(&segment, from: side, &timeline)
    if let hole, isLate(&segment, behind: hole, from: side, &timeline) {
      outcome.marks.insert(.outOfOrder)
      // A FIN alone behind its answer is put where it belongs by the closing.
      guard segment.payloadLength > 0 else { return }
      marks.insert(.outOfOrder)
      note(
        .outOfOrder, of: side, &segment, earlier: hole.isShownByAck ? 0 : hole.frame,
        octets: UInt64(segment.payloadLength), took: segment.time &- hole.time, &outcome, &timeline)
      return
    }
    if let hole, hole.ackFrame != 0 { countGap(hole, of: side, &timeline) }
    outcome.marks.insert(.repeated)
    if segment.payloadLength > 0 || segment.flags.contains(.fin) { countRepeat(&segment, from: side, &timeline) }
    // A FIN alone is the closing's affair, and what a SYN carried in vain was not lost (RFC 7413 §4.2).
    let isFastOpen = marks.contains(.fastOpen) && segment.sequence.precedes(ends[me].synEnd)
    guard segment.payloadLength > 0, !isFastOpen, openLedger(&timeline) else { return }
    noteRepeat(&segment, from: side, isMissed: hole != nil, &outcome, &timeline)
  }

  /// Counts `segment`, which repeats data, under what made its sender repeat it.
  private mutating func noteRepeat(
    _ segment: inout Segment, from side: Side, isMissed: Bool, _ outcome: inout SegmentOutcome,
    _ timeline: inout Timeline
  ) {
    let me = side.index
    let peer = side.peer.index
    // Of data whose original was never captured, what passed before it stands in.
    let last = ends[me].dataTime == 0 ? ends[me].lastTime : ends[me].dataTime
    let silence = last == 0 ? 0 : max(0, segment.time &- last)
    let kind = reason(for: &segment, from: side, silence: silence, &timeline)
    marks.insert(.dataRepeated)
    switch kind {
    case .timeout: outcome.marks.insert(.timeout)
    case .fast: outcome.marks.insert(.fast)
    case .tailProbe: outcome.marks.insert(.tailProbe)
    case .unneeded: outcome.marks.insert(.unneeded)
    default: break
    }
    note(
      kind, of: side, &segment, octets: UInt64(segment.payloadLength), took: silence, isMissed: isMissed, &outcome,
      &timeline)
    if kind == .unneeded { return }
    var copy = Repeat()
    copy.start = segment.sequence
    copy.end = segment.sequence.advanced(by: segment.payloadLength)
    copy.frame = segment.frame
    copy.timestampValue = segment.options.present.contains(.timestamps) ? segment.options.timestampValue : 0
    copy.kind = kind
    copy.isMissed = isMissed
    copy.isResolved = false
    let slot = timeline.paths[ends[me].path].repeatIndex & 3
    timeline.paths[ends[me].path].repeats[slot] = copy
    timeline.paths[ends[me].path].repeatIndex = slot + 1
    // Without acknowledgements in the capture nothing would ever end the repair.
    guard ends[peer].facts.contains(.acknowledged), timeline.paths[ends[me].path].recovery != .timeout else {
      return
    }
    if timeline.paths[ends[me].path].recovery == nil || kind == .timeout {
      timeline.paths[ends[me].path].recovery = kind
      timeline.paths[ends[me].path].recoveryEnd = ends[me].next
    }
  }

  /// Why data that was sent before is sent again, after its sender sent no data for `silence` nanoseconds.
  private mutating func reason(
    for segment: inout Segment, from side: Side, silence: Int64, _ timeline: inout Timeline
  ) -> DataAnomaly {
    let me = side.index
    let peer = side.peer.index
    let end = segment.sequence.advanced(by: segment.payloadLength)
    guard ends[peer].facts.contains(.acknowledged), ends[peer].freshPackets > 0 else {
      return silence >= Connection.shortestTimeout ? .timeout : .unexplained
    }
    if ends[peer].acknowledged.distance(from: end) >= 0 { return .unneeded }
    if timeline.paths[ends[peer].path].hasSelectivelyAcknowledged(from: segment.sequence, to: end) {
      return .unneeded
    }
    let quiet = min(silence, segment.time &- ends[peer].lastTime)
    let isAsked =
      timeline.paths[ends[peer].path].duplicateAcks >= 3
      || timeline.paths[ends[peer].path].hasSelectivelyAcknowledged(past: end)
    let recovery = timeline.paths[ends[me].path].recovery
    let isRepairing =
      recovery != nil && segment.sequence.precedes(timeline.paths[ends[me].path].recoveryEnd)
    if isAsked || (isRepairing && recovery == .fast) {
      return quiet >= Connection.shortestTimeout ? .timeout : .fast
    }
    if isRepairing, recovery == .timeout, quiet < Connection.shortestTimeout { return .timeout }
    let roundTrip = max(0, ends[me].roundTrip) &+ max(0, ends[peer].roundTrip)
    // Two round trips and a margin for timers (RFC 8985 §7.2); the retransmission timer takes longer (RFC 6298 §2.4).
    let isLast = end == ends[me].next
    let isFirst = segment.sequence.distance(from: ends[peer].acknowledged) <= 0
    let offersSelective =
      ends[me].options.contains(.sackPermitted) && ends[peer].options.contains(.sackPermitted)
    if isLast, offersSelective, silence > roundTrip, !isFirst || silence < Connection.shortestTimeout,
      recovery == nil
    {
      return .tailProbe
    }
    if silence >= Connection.shortestTimeout { return .timeout }
    let isTimed = ends[me].roundTrip >= 0 && ends[peer].roundTrip >= 0
    return isTimed && isFirst && silence > max(10_000_000, 2 &* roundTrip) ? .timeout : .unexplained
  }

  /// The shortest retransmission timeout in common use, less some tolerance, in nanoseconds.
  static let shortestTimeout: Int64 = 190_000_000

  /// What `segment` acknowledges was sent again: its echo tells whether that was needed (the Eifel detection, RFC 3522 §3.2).
  mutating func settleRepeats(
    acknowledgedBy segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    let me = side.index
    let sender = side.peer.index
    for slot in 0..<4 {
      let copy = timeline.paths[ends[sender].path].repeats[slot]
      guard !copy.isResolved, segment.acknowledgement.distance(from: copy.end) >= 0 else { continue }
      timeline.paths[ends[sender].path].repeats[slot].isResolved = true
      // Everything before it was acknowledged, so the echo is of the copy that filled the hole, and of no segment before it.
      guard copy.timestampValue != 0, segment.options.present.contains(.timestamps),
        copy.start == ends[me].acknowledged,
        Int32(bitPattern: segment.options.timestampEcho &- copy.timestampValue) < 0
      else { continue }
      refute(copy, of: side.peer, by: &segment, &outcome, &timeline)
    }
  }

  /// A report of octets received twice (RFC 2883): what was sent again had arrived the first time.
  mutating func acceptDuplicateReport(
    _ segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    guard hasLedger else { return }
    let sender = side.peer.index
    let left = SequenceNumber(segment.options.sackBlocks[0])
    let right = SequenceNumber(segment.options.sackBlocks[1])
    for slot in 0..<4 {
      let copy = timeline.paths[ends[sender].path].repeats[slot]
      guard copy.frame != 0, copy.kind != .unneeded, left.distance(from: copy.start) <= 0,
        right.distance(from: copy.end) >= 0
      else { continue }
      timeline.paths[ends[sender].path].repeats[slot].isResolved = true
      refute(copy, of: side.peer, by: &segment, &outcome, &timeline)
      timeline.paths[ends[sender].path].repeats[slot].kind = .unneeded
    }
  }

  /// `copy` was not needed, as `segment` shows.
  private mutating func refute(
    _ copy: Repeat, of side: Side, by segment: inout Segment, _ outcome: inout SegmentOutcome,
    _ timeline: inout Timeline
  ) {
    guard copy.kind != .unneeded else { return }
    let index = tallyIndex(copy.kind, of: side, &timeline)
    let octets = UInt64(copy.end.rawValue &- copy.start.rawValue)
    if index != Pool<DataTally>.none {
      timeline.tallies[index].takeBack(copy.frame, octets: octets, isMissed: copy.isMissed)
    }
    for slot in 0..<4 where timeline.paths[ends[side.index].path].repeats[slot].frame == copy.frame {
      timeline.paths[ends[side.index].path].repeats[slot].kind = .unneeded
    }
    let count = tally(
      .unneeded, of: side, frame: segment.frame, at: segment.time, earlier: copy.frame, octets: octets,
      &timeline)
    if count <= Connection.entriesPerAnomaly { outcome.isSignificant = true }
  }

  /// Compares a repeat with the segment of the same numbers, as far as that was among the last: their payloads must be equal.
  ///
  /// The first copy may have been damaged on its way, and be sent again for that reason: so it must have been acknowledged, or the second must
  /// come sooner than its loss could have become known. Returns whether they differ: then it is no repeat.
  private mutating func noteConflict(
    _ segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) -> Bool {
    let me = side.index
    let peer = side.peer.index
    let print = segment.payloadPrint
    guard print != 0, segment.payloadLength > 1, !segment.hasPartialChecksum else { return false }
    let now = UInt32(truncatingIfNeeded: segment.time / 1000)
    let isAcknowledged =
      ends[peer].facts.contains(.acknowledged) && ends[peer].acknowledged.distance(from: segment.sequenceEnd) >= 0
    let place = Connection.place(segment.sequence, length: segment.payloadLength)
    var differs = false
    for slot in 0..<4
    where ends[me].recentPlaces[slot] == place && ends[me].recentPayloads[slot] != 0 {
      let age = Int64(now &- ends[me].recentMicroseconds[slot]) &* 1000
      // The segment itself is among the last.
      if age == 0, ends[me].recentPayloads[slot] == print { continue }
      if ends[me].recentPayloads[slot] == print { return false }
      if isAcknowledged || (ends[peer].roundTrip > 0 && age < ends[peer].roundTrip / 2) { differs = true }
    }
    guard differs else { return false }
    note(.overlapConflict, of: side, &segment, octets: UInt64(segment.payloadLength), &outcome, &timeline)
    marks.insert(.overlapConflict)
    return true
  }
}
