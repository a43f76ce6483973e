import PacketDecoding

/// Keep-alives (RFC 9293 §3.8.4) and the probes of a closed window that look like them (§3.8.6.1).
extension Connection {
  /// Whether a segment one octet back probes rather than repeats: all that was sent is acknowledged, and nothing is closing.
  ///
  /// One with an octet might be that octet again: then it comes after less than a second. Where only one direction was captured, nothing tells
  /// what was acknowledged: then an octet that was no segment of its own before is no repeat, because stacks repeat whole segments.
  mutating func isKeepAlive(_ segment: inout Segment, from side: Side, _ timeline: inout Timeline) -> Bool {
    let me = side.index
    let peer = side.peer.index
    guard segment.flags.rawValue & 0x007 == 0, !ends[me].facts.contains(.fin) else { return false }
    let isSoon = ends[me].dataTime != 0 && segment.time &- ends[me].dataTime < 900_000_000
    guard ends[peer].facts.contains(.acknowledged) else {
      return segment.payloadLength == 1 && !isSoon && !wasSentAlone(&segment, from: side, &timeline)
    }
    guard ends[peer].acknowledged == ends[me].next else { return false }
    // Nobody asks whether a peer is there that he has just heard; a segment so soon is an older one, captured late.
    if ends[me].lastTime != 0, segment.time &- ends[me].lastTime < 190_000_000 { return false }
    return segment.payloadLength == 0 || ends[me].dataTime == 0 || isClosed(side.peer, &timeline) || !isSoon
  }

  /// Whether the octet of `segment` was a segment by itself before, and not a keep-alive, as far as `side`'s last segments tell. Nothing tells
  /// it of a capture that begins with such an octet.
  private mutating func wasSentAlone(_ segment: inout Segment, from side: Side, _ timeline: inout Timeline) -> Bool {
    let me = side.index
    if hasLedger, timeline.paths[ends[me].path].keepAlive.frame != 0 { return false }
    if !ends[me].facts.contains(.initialSequence), ends[me].octets == 2 { return false }
    let now = UInt32(truncatingIfNeeded: segment.time / 1000)
    let place = Connection.place(segment.sequence, length: 1)
    for slot in 0..<4
    where ends[me].recentPrints[slot] != 0 && ends[me].recentPlaces[slot] == place
      && ends[me].recentMicroseconds[slot] != now
    {
      return true
    }
    return false
  }

  private mutating func isClosed(_ side: Side, _ timeline: inout Timeline) -> Bool {
    hasLedger && timeline.paths[ends[side.index].path].closedSince != nil
  }

  /// Notes a segment for which `isKeepAlive` holds.
  mutating func noteKeepAlive(
    _ segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    let me = side.index
    outcome.step = .keepAlive
    guard openLedger(&timeline) else { return }
    if isClosed(side.peer, &timeline) {
      outcome.marks.insert(.windowProbe)
      return note(.windowProbe, of: side, &segment, &outcome, &timeline)
    }
    outcome.marks.insert(.keepAlive)
    marks.insert(.keepAlive)
    let before = timeline.paths[ends[me].path].keepAlive
    let row = timeline.paths[ends[me].path].keepAlivesInARow
    timeline.paths[ends[me].path].keepAlive = PendingSegment(segment)
    timeline.paths[ends[me].path].keepAlivesInARow = before.frame == 0 ? 1 : row &+ 1
    let interval = before.frame == 0 ? 0 : segment.time &- before.time
    note(.keepAlive, of: side, &segment, took: interval, &outcome, &timeline)
    if before.frame != 0 { noteUnanswered(before, row: row, of: side, shownBy: segment.frame, &timeline) }
  }

  /// The peer of `side` let a keep-alive pass without an answer, the last of `row` in a row, as `frame` shows (0: the end does).
  mutating func noteUnanswered(
    _ probe: PendingSegment, row: UInt32, of side: Side, shownBy frame: UInt64, _ timeline: inout Timeline
  ) {
    let index = tallyIndex(.keepAliveUnanswered, of: side, &timeline)
    guard index != Pool<DataTally>.none else { return }
    marks.insert(.keepAliveUnanswered)
    if timeline.tallies[index].count == 0 { timeline.tallies[index].firstTime = probe.time }
    timeline.tallies[index].count = max(timeline.tallies[index].count, row)
    timeline.tallies[index].lastTime = probe.time
    timeline.tallies[index].refuted = 0
    timeline.tallies[index].keep(probe.frame)
    timeline.tallies[index].keep(frame)
  }

  /// Whatever comes from a side that was asked whether it is there answers.
  mutating func acceptKeepAliveAnswer(
    _ segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    let peer = side.peer.index
    guard timeline.paths[ends[peer].path].keepAlive.frame != 0 else { return }
    let since = timeline.paths[ends[peer].path].keepAlive.time
    let isUnanswered = timeline.paths[ends[peer].path].keepAlivesInARow > 1
    timeline.paths[ends[peer].path].keepAlive = PendingSegment()
    timeline.paths[ends[peer].path].keepAlivesInARow = 0
    if isUnanswered {
      let index = tallyIndex(.keepAliveUnanswered, of: side.peer, &timeline)
      if index != Pool<DataTally>.none { timeline.tallies[index].refuted = timeline.tallies[index].count }
    }
    guard segment.sequenceLength == 0, segment.flags.contains(.ack), ends[side.index].facts.contains(.acknowledged),
      segment.acknowledgement == ends[side.index].acknowledged
    else { return }
    outcome.marks.insert(.keepAlive)
    outcome.sincePrevious = segment.time &- since
    let index = tallyIndex(.keepAlive, of: side.peer, &timeline)
    if index != Pool<DataTally>.none, timeline.tallies[index].count <= Connection.entriesPerAnomaly {
      outcome.isSignificant = true
    }
  }
}
