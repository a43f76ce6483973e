import FlowTracking

/// `out-of-window`: data that begins past the window its receiver offered, which answered with a bare ACK instead of taking it.
enum OutOfWindow {
  static func judge(_ evidence: Evidence) -> [Finding] {
    evidence.tallies(.outOfWindow).compactMap { tally in
      let (side, count, octets) = (tally.side, Int(tally.standing), tally.octets)
      return evidence.finding(
        .outOfWindow, .likely, of: side, frames: tally.evidence, at: tally.firstTime,
        Phrase(
          en:
            "\(count) \(count == 1 ? "segment" : "segments") of the \(side.name(in: .english)) (\(octets) octets) began past the window that the \(side.peer.name(in: .english)) had offered, which refused them with an ACK: a sender that ignores the window, or a forged segment.",
          ko:
            "\(side.name(in: .korean))의 segment \(count)개(\(octets) octet)가 \(side.peer.name(in: .korean))의 window 밖에서 시작했고, 상대는 받지 않고 ACK로 답했습니다. window를 무시하는 송신 측이거나 위조된 segment입니다."
        ))
    }
  }
}
