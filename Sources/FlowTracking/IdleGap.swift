import PacketDecoding

/// The last time that nothing at all passed on a connection for a minute or more.
package struct IdleGap: Sendable, BitwiseCopyable {
  /// The shortest silence that counts, in nanoseconds: the shortest idle timer that middleboxes are known to have.
  static let limit: Int64 = 60_000_000_000

  /// How long it was, in nanoseconds.
  package var length: Int64
  /// When it ended, in nanoseconds since the epoch.
  package var end: Int64
  /// The last segment before it.
  package var frameBefore: UInt64
  /// The first segment after it.
  package var frameAfter: UInt64
  /// Who has said nothing since then, apart from a RST that ends the silence; nil where both spoke.
  package var silentSide: Side?
  /// How many segments each side had sent before, by `Side.index`.
  var packets = InlineArray<2, UInt64>(repeating: 0)
}

extension Connection {
  /// A long silence ends with `segment`.
  @inline(never)
  mutating func noteIdleGap(before segment: inout Segment, _ timeline: inout Timeline) {
    // While something is unacknowledged, or a window closed, the silence is that of a timer.
    if isOwing(.client, &timeline) || isOwing(.server, &timeline) { return }
    // Of several silences in which one side never spoke, the first counts.
    if let gap = timeline.annexes[annex].idleGap,
      Side.allCases.contains(where: { ends[$0.index].packets > 0 && ends[$0.index].lastTime < gap.end })
    {
      return
    }
    var gap = IdleGap(
      length: segment.time &- lastTime, end: segment.time, frameBefore: max(ends[0].lastFrame, ends[1].lastFrame),
      frameAfter: segment.frame)
    guard gap.frameBefore > 0 else { return }
    gap.packets[0] = ends[0].packets
    gap.packets[1] = ends[1].packets
    timeline.annexes[openAnnex(&timeline)].idleGap = gap
  }

  /// Whether the peer of `side` has something to hear from it: an acknowledgement, or that its window is open.
  private mutating func isOwing(_ side: Side, _ timeline: inout Timeline) -> Bool {
    let me = side.index
    let peer = side.peer.index
    if hasLedger, timeline.paths[ends[me].path].closedSince != nil { return true }
    guard ends[me].facts.contains(.acknowledged), ends[peer].facts.contains(.next) else { return false }
    let open = ends[peer].next.distance(from: ends[me].acknowledged)
    return open > 0 && open < 1 << 30
  }

  /// A RST of `side` passes: whether it is the first that came of that side after a long silence.
  mutating func noteResetAfterIdle(from side: Side, _ timeline: inout Timeline) {
    guard let gap = timeline.annexes[annex].idleGap, gap.silentSide == nil, ends[side.index].lastTime < gap.end else {
      return
    }
    timeline.annexes[annex].idleGap?.silentSide = side
    marks.insert(.silentAfterIdle)
  }

  /// Whether one side has been asked again and again since a long silence, and never answered.
  mutating func settleIdleGap(_ timeline: inout Timeline) {
    guard let gap = timeline.annexes[annex].idleGap, gap.silentSide == nil else { return }
    for side in Side.allCases
    where ends[side.index].lastTime < gap.end && ends[side.index].packets > 0
      && ends[side.peer.index].packets &- gap.packets[side.peer.index] >= 3
      && ends[side.peer.index].lastTime &- gap.end >= 1_000_000_000
    {
      timeline.annexes[annex].idleGap?.silentSide = side
      marks.insert(.silentAfterIdle)
    }
  }
}
