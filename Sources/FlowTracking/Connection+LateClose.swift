/// A side that acknowledged its peer's FIN and keeps its own direction open: CLOSE_WAIT there, FIN_WAIT_2 at the peer.
extension Connection {
  /// From here on a FIN that was still to come is late, in nanoseconds: Linux gives a socket that nobody holds any more that long in
  /// FIN_WAIT_2.
  package static let lateCloseLimit: Int64 = 60_000_000_000
  /// The shortest wait that is worth telling where the capture ended in it.
  private static let openLimit: Int64 = 10_000_000_000

  /// `side` sends its first FIN.
  mutating func noteLateClose(of side: Side, at now: Int64, _ timeline: inout Timeline) {
    // Asked first, since hardly any side does before it sends its own.
    guard ends[side.index].facts.contains(.acknowledgedFin),
      let wait = closeWait(of: side, at: now, &timeline), wait >= Connection.lateCloseLimit
    else { return }
    timeline.annexes[openAnnex(&timeline)].closeWait = wait
    marks.insert(.lateClose)
  }

  /// The connection ends, or the capture does.
  mutating func settleLateClose(at now: Int64, _ timeline: inout Timeline) {
    guard timeline.annexes[annex].closeWait < 0, !marks.contains(.reset) else { return }
    for side in Side.allCases where !ends[side.index].facts.contains(.fin) {
      guard let wait = closeWait(of: side, at: now, &timeline), wait >= Connection.openLimit else { continue }
      timeline.annexes[openAnnex(&timeline)].closeWait = wait
      marks.insert(.lateClose)
    }
  }

  /// How long `side` has said nothing since it acknowledged its peer's FIN, or since the payload it sent after that; nil where it has not
  /// acknowledged one.
  private mutating func closeWait(of side: Side, at now: Int64, _ timeline: inout Timeline) -> Int64? {
    let me = side.index
    guard ends[side.peer.index].facts.contains(.fin), ends[me].facts.contains(.acknowledgedFin) else { return nil }
    let since =
      ends[me].facts.contains(.dataAfterPeersFin)
      ? ends[me].lastTime : timeline.closings[closing].ends[side.peer.index].lastFinTime
    return now &- since
  }
}
