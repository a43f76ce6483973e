import PacketDecoding

/// What resets and the end say of the data path.
extension Connection {
  /// A RST: one that its receiver has to challenge (RFC 5961 §3), or the answer to data for an endpoint that is closed.
  mutating func acceptResetNumbers(
    _ segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    let me = side.index
    let peer = side.peer.index
    // In the window but not its first octet; outside of it a RST is dropped without a word.
    if outcome.marks.contains(.ineffectiveReset), ends[peer].facts.contains([.acknowledged, .windowEdge]),
      ends[peer].acknowledged.precedes(segment.sequence), segment.sequence.precedes(ends[peer].windowEdge)
    {
      provoke(by: &segment, from: side, &timeline)
      isInStep = false
    }
    guard outcome.before[me] == .closed, ends[me].facts.contains(.reset), !segment.flags.contains(.ack),
      timeline.closings[closing].ends[me].rstCount > 1, !ends[me].facts.contains(.fin),
      ends[me].facts.contains(.acknowledged),
      timeline.closings[closing].time >= 0,
      ends[peer].dataTime > timeline.closings[closing].time &+ ends[peer].crossingTime,
      isSentLately(by: side.peer, &timeline),
      ends[peer].dataTime == ends[peer].lastTime, ends[peer].facts.contains(.acknowledged),
      segment.sequence == ends[peer].acknowledged
    else { return }
    let unread = max(0, ends[peer].next.distance(from: ends[me].acknowledged))
    note(
      .dataToClosed, of: side, &segment, earlier: outcome.peersFrame,
      took: ends[peer].dataTime &- timeline.closings[closing].time, &outcome,
      &timeline)
    // All of it together, not once for each segment that brought a part.
    let index = tallyIndex(.dataToClosed, of: side, &timeline)
    if index != Pool<DataTally>.none { timeline.tallies[index].octets = UInt64(unread) }
    marks.insert(.dataToClosed)
  }

  /// Whether the last data of `side` was sent since the first RST passed, rather than having stood in a queue on the way since before: so long a
  /// queue is none, or a timer made it send the data again.
  private mutating func isSentLately(by side: Side, _ timeline: inout Timeline) -> Bool {
    if ends[side.index].dataTime &- timeline.closings[closing].time >= 1_000_000_000 { return true }
    guard hasLedger else { return false }
    let index = tallyIndex(.timeout, of: side, &timeline)
    return index != Pool<DataTally>.none && timeline.tallies[index].lastFrame == ends[side.index].lastFrame
  }

  /// Draws the conclusions about the data path that only the end allows; there is a ledger.
  mutating func settleData(at now: Int64, _ timeline: inout Timeline) {
    for side in Side.allCases {
      let me = side.index
      let path = timeline.paths[ends[me].path]
      // Of a direction that was captured alone, what is missing may also have been lost.
      let isAlone = ends[side.peer.index].freshPackets == 0
      for index in 0..<path.holeCount {
        let hole = path.holes[index]
        countGap(isAlone && hole.ackFrame == 0 ? hole.acknowledged(by: hole.frame) : hole, of: side, &timeline)
      }
      timeline.paths[ends[me].path].holeCount = 0
      if path.keepAlive.frame != 0, now &- path.keepAlive.time > ends[side.peer.index].crossingTime &+ 1_000_000_000 {
        noteUnanswered(path.keepAlive, row: path.keepAlivesInARow, of: side, shownBy: 0, &timeline)
      }
      if let since = path.closedSince {
        let index = tallyIndex(.zeroWindow, of: side, &timeline)
        guard index != Pool<DataTally>.none else { continue }
        // It never opened again: as long as the connection was seen to go on.
        timeline.tallies[index].longest = max(timeline.tallies[index].longest, lastTime &- since)
        timeline.tallies[index].total &+= max(0, lastTime &- since)
        timeline.tallies[index].missed = 1
      }
    }
  }
}
