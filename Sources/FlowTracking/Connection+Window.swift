import PacketDecoding

/// Receive windows: closed, probed, opened, filled, shrunk (RFC 9293 §3.8.6).
extension Connection {
  /// Takes the window that `segment` offers into account; `progress` is how far its acknowledgement moved on.
  mutating func acceptWindow(
    _ segment: inout Segment, from side: Side, progress: Int32, _ outcome: inout SegmentOutcome,
    _ timeline: inout Timeline
  ) {
    let me = side.index
    let peer = side.peer.index
    let edge = segment.acknowledgement.advanced(by: UInt32(segment.window) &<< UInt32(ends[me].windowShift))
    // One that was overtaken tells an older window.
    let isOld =
      progress == 0
      && (segment.sequence.precedes(ends[me].next)
        || (segment.options.present.contains(.timestamps)
          && Int32(bitPattern: segment.options.timestampValue &- ends[me].lastTimestampValue) < 0))
    let isProbe = outcome.step == .keepAlive
    if isOld, !isProbe { return }
    if segment.window == 0, !segment.flags.contains(.fin), !ends[peer].facts.contains(.fin) {
      acceptClosedWindow(&segment, from: side, &outcome, &timeline)
    } else if hasLedger, let since = timeline.paths[ends[me].path].closedSince {
      timeline.paths[ends[me].path].closedSince = nil
      timeline.paths[ends[peer].path].beyond = PendingSegment()
      lengthenClosure(of: side, from: since, to: &segment, &timeline)
      outcome.isSignificant = true
    }
    if knowsWindows, ends[me].facts.contains(.windowEdge), !ends[peer].facts.contains(.fin) {
      acceptShrinkage(&segment, from: side, edge, &outcome, &timeline)
    }
    ends[me].windowEdge = edge
    ends[me].facts.insert(.windowEdge)
  }

  private mutating func acceptClosedWindow(
    _ segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    let me = side.index
    outcome.marks.insert(.zeroWindow)
    guard openLedger(&timeline), timeline.paths[ends[me].path].closedSince == nil else { return }
    marks.insert(.zeroWindow)
    timeline.paths[ends[me].path].closedSince = segment.time
    note(.zeroWindow, of: side, &segment, &outcome, &timeline)
  }

  /// The window of `side` was closed until `segment`.
  private mutating func lengthenClosure(
    of side: Side, from since: Int64, to segment: inout Segment, _ timeline: inout Timeline
  ) {
    let index = tallyIndex(.zeroWindow, of: side, &timeline)
    guard index != Pool<DataTally>.none else { return }
    let duration = segment.time &- since
    timeline.tallies[index].longest = max(timeline.tallies[index].longest, duration)
    timeline.tallies[index].total &+= max(0, duration)
    timeline.tallies[index].keep(segment.frame)
  }

  /// The right edge must not move left, but for the rounding that the scale brings (RFC 7323 §2.4).
  private mutating func acceptShrinkage(
    _ segment: inout Segment, from side: Side, _ edge: SequenceNumber, _ outcome: inout SegmentOutcome,
    _ timeline: inout Timeline
  ) {
    let me = side.index
    let loss = ends[me].windowEdge.distance(from: edge)
    guard loss > Int32(1) << Int32(ends[me].windowShift) else { return }
    outcome.marks.insert(.windowShrunk)
    marks.insert(.windowShrunk)
    // Octets on their way that no longer fit.
    let cut = max(0, ends[side.peer.index].next.distance(from: edge))
    note(
      .windowShrunk, of: side, &segment, octets: UInt64(loss.magnitude), took: Int64(cut), isMissed: cut > 0, &outcome,
      &timeline)
  }

  /// Whether `segment`, which is not behind what its sender has sent, begins past the window that its receiver offered; if so, what it means
  /// is left to the answer. Notes data that fills the window.
  mutating func isBeyondWindow(
    _ segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) -> Bool {
    let me = side.index
    let peer = side.peer.index
    guard knowsWindows, segment.payloadLength > 0 else { return false }
    let start = segment.sequence.distance(from: ends[peer].windowEdge)
    let end = segment.sequence.advanced(by: segment.payloadLength).distance(from: ends[peer].windowEdge)
    if end < 0 { return false }
    let isClosed = hasLedger && timeline.paths[ends[peer].path].closedSince != nil
    let slop = Int32(1) << Int32(ends[peer].windowShift)
    if start < 0 || (!isClosed && start < slop) {
      if start < 0, end < slop {
        outcome.marks.insert(.windowFull)
        marks.insert(.windowFull)
        note(.windowFull, of: side, &segment, octets: UInt64(segment.payloadLength), &outcome, &timeline)
      }
      return false
    }
    guard openLedger(&timeline) else { return false }
    let before = timeline.paths[ends[me].path].beyond
    if before.frame != 0, before.end == segment.sequence {
      // It goes on there: rather an update of the window was not captured.
      acceptBeyond(of: side, &timeline)
      return false
    }
    if ends[me].next.precedes(segment.sequence) { outcome.marks.insert(.afterGap) }
    timeline.paths[ends[me].path].beyond = PendingSegment(segment)
    timeline.paths[ends[me].path].beyondIsProbe = isClosed
    if isClosed {
      outcome.marks.insert(.windowProbe)
      note(.windowProbe, of: side, &segment, &outcome, &timeline)
    }
    return true
  }

  /// What `side` seemed to have sent past the window was taken: it belongs to what it sent, and so does what was skipped before it.
  mutating func acceptBeyond(of side: Side, _ timeline: inout Timeline) {
    let me = side.index
    let beyond = timeline.paths[ends[me].path].beyond
    timeline.paths[ends[me].path].beyond = PendingSegment()
    guard beyond.frame != 0, ends[me].next.precedes(beyond.end) else { return }
    if ends[me].next.precedes(beyond.start) {
      var hole = Hole()
      hole.start = ends[me].next
      hole.end = beyond.start
      hole.time = beyond.time
      hole.frame = beyond.frame
      add(hole, of: side, &timeline)
    }
    ends[me].next = beyond.end
  }
}
