import PacketDecoding

/// Parts of the sequence space that were skipped, and how they come to be filled.
extension Connection {
  /// The sender of `segment` had got as far as `start` before it: what lies between was lost before the capture point, comes late, or was
  /// missed by the capture.
  mutating func skipAhead(
    to start: SequenceNumber, _ segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome,
    _ timeline: inout Timeline
  ) {
    let me = side.index
    var hole = Hole()
    hole.start = ends[me].next
    hole.end = start
    hole.time = segment.time
    hole.since = ends[me].dataTime
    hole.frame = segment.frame
    hole.timestampValue = segment.options.timestampValue
    hole.identification = segment.present.contains(.ipv4) ? segment.identification : 0
    add(hole, of: side, &timeline)
    ends[me].next = start
    outcome.marks.insert(.afterGap)
  }

  mutating func add(_ hole: Hole, of side: Side, _ timeline: inout Timeline) {
    guard openLedger(&timeline) else { return }
    let me = side.index
    if timeline.paths[ends[me].path].holeCount == DataPath.holeLimit {
      let oldest = timeline.paths[ends[me].path].holes[0]
      removeHole(at: 0, of: side, &timeline)
      countGap(oldest, of: side, &timeline)
    }
    let count = timeline.paths[ends[me].path].holeCount
    timeline.paths[ends[me].path].holes[count] = hole
    timeline.paths[ends[me].path].holeCount = count + 1
    if hole.ackFrame == 0 { ends[me].holeCount &+= 1 }
  }

  private mutating func removeHole(at index: Int, of side: Side, _ timeline: inout Timeline) {
    let me = side.index
    if timeline.paths[ends[me].path].holes[index].ackFrame == 0, ends[me].holeCount > 0 {
      ends[me].holeCount &-= 1
    }
    let last = timeline.paths[ends[me].path].holeCount - 1
    var position = index
    while position < last {
      timeline.paths[ends[me].path].holes[position] = timeline.paths[ends[me].path].holes[position + 1]
      position += 1
    }
    timeline.paths[ends[me].path].holeCount = last
  }

  /// The hole of `side` that showed last; nil when there is none.
  mutating func lastHole(of side: Side, _ timeline: inout Timeline) -> Hole? {
    let count = timeline.paths[ends[side.index].path].holeCount
    return count == 0 ? nil : timeline.paths[ends[side.index].path].holes[count - 1]
  }

  mutating func removeLastHole(of side: Side, _ timeline: inout Timeline) {
    let count = timeline.paths[ends[side.index].path].holeCount
    if count > 0 { removeHole(at: count - 1, of: side, &timeline) }
  }

  /// The peer of `side` acknowledged everything up to `number`: what is still missing below reached it, and the capture missed it,
  /// unless it comes late. A second later nothing is late any more.
  mutating func acknowledgeHoles(
    of side: Side, upTo number: SequenceNumber, by frame: UInt64, at time: Int64, _ timeline: inout Timeline
  ) {
    let me = side.index
    var index = 0
    while index < timeline.paths[ends[me].path].holeCount {
      let hole = timeline.paths[ends[me].path].holes[index]
      if hole.ackFrame == 0, hole.end.distance(from: number) <= 0 {
        acknowledgeHole(at: index, of: side, by: frame, &timeline)
      }
      if timeline.paths[ends[me].path].holes[index].ackFrame != 0, time &- hole.time > 1_000_000_000 {
        removeHole(at: index, of: side, &timeline)
        countGap(hole.ackFrame == 0 ? hole.acknowledged(by: frame) : hole, of: side, &timeline)
      } else {
        index += 1
      }
    }
  }

  /// The same for holes that the peer of `side` acknowledged selectively.
  mutating func acknowledgeHoles(selectivelyOf side: Side, by frame: UInt64, _ timeline: inout Timeline) {
    let me = side.index
    for index in 0..<timeline.paths[ends[me].path].holeCount {
      let hole = timeline.paths[ends[me].path].holes[index]
      if hole.ackFrame == 0,
        timeline.paths[ends[side.peer.index].path].hasSelectivelyAcknowledged(from: hole.start, to: hole.end)
      {
        acknowledgeHole(at: index, of: side, by: frame, &timeline)
      }
    }
  }

  private mutating func acknowledgeHole(at index: Int, of side: Side, by frame: UInt64, _ timeline: inout Timeline) {
    timeline.paths[ends[side.index].path].holes[index].ackFrame = frame
    history.count(.gap, from: side, &timeline.annexes[openAnnex(&timeline)].occurrences)
    if ends[side.index].holeCount > 0 { ends[side.index].holeCount &-= 1 }
  }

  /// Nothing fills `hole` any more: if its receiver had what was in it, the capture missed it.
  mutating func countGap(_ hole: Hole, of side: Side, _ timeline: inout Timeline) {
    guard hole.ackFrame != 0 else { return }
    let kind: DataAnomaly = hole.isShownByAck ? .acknowledgesUnseen : .captureGap
    tally(
      kind, of: hole.isShownByAck ? side.peer : side, frame: hole.ackFrame, at: hole.time, earlier: hole.frame,
      octets: UInt64(hole.end.rawValue &- hole.start.rawValue), &timeline)
    marks.insert(.captureGap)
    if hole.isShownByAck { marks.insert(.acknowledgesUnseen) }
  }

  /// Whether `segment` has octets that the capture has missed so far.
  mutating func fallsIntoHole(_ segment: inout Segment, from side: Side, _ timeline: inout Timeline) -> Bool {
    guard hasLedger else { return false }
    let me = side.index
    for index in 0..<timeline.paths[ends[me].path].holeCount {
      let hole = timeline.paths[ends[me].path].holes[index]
      if segment.sequence.precedes(hole.end), hole.start.precedes(segment.sequenceEnd) { return true }
    }
    return false
  }

  /// Takes `segment` out of the holes; returns the first hole it fell into, nil when all of it was captured before.
  mutating func fillHoles(_ segment: inout Segment, from side: Side, _ timeline: inout Timeline) -> Hole? {
    guard hasLedger else { return nil }
    let me = side.index
    let end = segment.sequenceEnd
    var found: Hole?
    var index = 0
    while index < timeline.paths[ends[me].path].holeCount {
      let hole = timeline.paths[ends[me].path].holes[index]
      guard segment.sequence.precedes(hole.end), hole.start.precedes(end) else {
        index += 1
        continue
      }
      if found == nil { found = hole }
      let coversStart = !hole.start.precedes(segment.sequence)
      let coversEnd = !end.precedes(hole.end)
      if coversStart, coversEnd {
        removeHole(at: index, of: side, &timeline)
        continue
      }
      if coversStart {
        timeline.paths[ends[me].path].holes[index].start = end
      } else {
        timeline.paths[ends[me].path].holes[index].end = segment.sequence
        if !coversEnd {
          var rest = hole
          rest.start = end
          add(rest, of: side, &timeline)
        }
      }
      index += 1
    }
    return found
  }

  /// Whether a segment that fills `hole` was overtaken rather than sent again: it is older than the segment behind the hole, or it comes
  /// before its sender can have known of a loss.
  mutating func isLate(_ segment: inout Segment, behind hole: Hole, from side: Side, _ timeline: inout Timeline) -> Bool
  {
    let waited = segment.time &- hole.time
    let there = ends[0].roundTrip
    let back = ends[1].roundTrip
    let roundTrip = there < 0 || back < 0 ? 0 : there &+ back
    // Before a round trip is over nobody can have asked for it again. Who misses something before it asks for that, and can ask for this
    // only with what came behind it (RFC 2018 §4, RFC 6582 §3.2).
    let isAskedFor = isAskedFor(hole, of: side, &timeline)
    let isUnasked = !isAskedFor && waited >= 0 && waited < roundTrip / 2
    // Nor can a timer have run out that was set after `since` (RFC 6298 §5, RFC 8985 §7.2). Then it was sent once, whatever its numbers say:
    // a clock may tick, and a counter be taken, while a segment waits behind another.
    if isUnasked, hole.since > 0, segment.time &- hole.since < min(Connection.shortestTimeout, roundTrip) {
      return true
    }
    if segment.options.present.contains(.timestamps), hole.timestampValue != 0 {
      let age = Int32(bitPattern: segment.options.timestampValue &- hole.timestampValue)
      if age != 0 { return age < 0 }
    }
    if segment.present.contains(.ipv4), segment.identification != 0, hole.identification != 0 {
      // A counter, of the host or of the connection; other numbers tell nothing.
      let age = Int16(bitPattern: segment.identification &- hole.identification)
      if age != 0, age > -256, age < 256 { return age < 0 }
    }
    if isUnasked { return true }
    // What its receiver had is sent again only when acknowledgements get lost, after a timeout.
    if hole.ackFrame != 0 { return waited < 100_000_000 }
    if timeline.paths[ends[side.peer.index].path].duplicateAcks >= 3 { return false }
    return waited < max(3_000_000, roundTrip / 10 &* 9)
  }
}

extension Connection {
  /// Whether the peer of `side` repeats acknowledgements that may be of what came behind `hole`.
  private mutating func isAskedFor(_ hole: Hole, of side: Side, _ timeline: inout Timeline) -> Bool {
    let peer = side.peer.index
    guard timeline.paths[ends[peer].path].duplicateAcks > 0 else { return false }
    return !ends[peer].acknowledged.precedes(hole.start)
      || timeline.paths[ends[peer].path].hasSelectivelyAcknowledged(past: hole.start)
  }
}

extension Hole {
  /// The hole with the frame that acknowledges what is in it.
  func acknowledged(by frame: UInt64) -> Hole {
    var hole = self
    hole.ackFrame = frame
    return hole
  }
}
