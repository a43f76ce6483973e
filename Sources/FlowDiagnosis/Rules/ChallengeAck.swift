import FlowTracking

/// `challenge-ack`: a RST, SYN or acknowledgement that might be forged was answered with a bare ACK instead of being obeyed.
enum ChallengeAck {
  static func judge(_ evidence: Evidence) -> [Finding] {
    evidence.tallies(.challengeAck).compactMap { tally in
      let (side, count) = (tally.side, Int(tally.standing))
      return evidence.finding(
        .challengeAck, .likely, of: side, frames: tally.evidence, at: tally.firstTime,
        Phrase(
          en:
            "The \(side.name(in: .english)) answered a segment that might be forged with a challenge ACK \(times(count)) and went on: a genuine \(side.peer.name(in: .english)) that had lost the connection would answer with an exact RST.",
          ko:
            "\(side.name(in: .korean))가 위조일 수 있는 segment에 challenge ACK로 \(times(count, in: .korean)) 응답하고 연결을 유지했습니다. 정말로 연결을 잃은 \(side.peer.name(in: .korean))라면 정확한 번호의 RST로 답합니다."
        ))
    }
  }
}
