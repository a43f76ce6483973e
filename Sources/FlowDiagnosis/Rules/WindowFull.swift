import FlowTracking

/// `window-full`: data reached the very edge of what its receiver offered, so that the receiver set the pace.
enum WindowFull {
  static func judge(_ evidence: Evidence) -> [Finding] {
    evidence.tallies(.windowFull).compactMap { tally in
      let (side, count) = (tally.side, Int(tally.standing))
      return evidence.finding(
        .windowFull, .proved, of: side, frames: tally.evidence, at: tally.firstTime,
        Phrase(
          en:
            "The \(side.name(in: .english)) filled the window of the \(side.peer.name(in: .english)) \(times(count)) and had to wait: the receiver's window, not the network, set the pace.",
          ko:
            "\(side.name(in: .korean))가 \(side.peer.name(in: .korean))의 window를 \(times(count, in: .korean)) 다 채우고 기다려야 했습니다. 속도를 정한 것은 네트워크가 아니라 수신 window입니다."
        ))
    }
  }
}
