import FlowTracking

/// `zero-window`: a receiver closed its window because its application did not read; how long, and how often that was probed.
enum ZeroWindow {
  /// From this on, in nanoseconds, a closed window is a stall that users feel.
  private static let long: Int64 = 1_000_000_000

  static func judge(_ evidence: Evidence) -> [Finding] {
    evidence.tallies(.zeroWindow).compactMap { tally in
      let (side, count, longest) = (tally.side, Int(tally.standing), tally.longest)
      let probes = evidence.tally(.windowProbe, of: side.peer)
      let probed = Int(probes?.standing ?? 0)
      let stayed = tally.missed > 0
      let frames = (tally.evidence + (probes?.evidence ?? [])).sorted()
      return evidence.finding(
        .zeroWindow, .proved, of: side, frames: frames, at: tally.firstTime,
        severity: longest >= long ? .warning : .note,
        Phrase(
          en:
            "The \(side.name(in: .english)) closed its window \(times(count)), for \(span(longest)) at most: its application did not read."
            + (probed > 0 ? " The \(side.peer.name(in: .english)) probed it \(times(probed))." : "")
            + (stayed ? " It never opened again in the capture." : ""),
          ko:
            "\(side.name(in: .korean))가 window를 \(times(count, in: .korean)) 닫았습니다(최대 \(span(longest, in: .korean))). 애플리케이션이 데이터를 읽지 않았습니다."
            + (probed > 0 ? " \(side.peer.name(in: .korean))가 \(times(probed, in: .korean)) probe했습니다." : "")
            + (stayed ? " 캡처가 끝날 때까지 다시 열리지 않았습니다." : "")))
    }
  }
}
