import FlowTracking

/// `ack-of-unseen-data`: an acknowledgement covers octets past everything captured of its peer.
enum AckOfUnseenData {
  static func judge(_ evidence: Evidence) -> [Finding] {
    evidence.tallies(.acknowledgesUnseen).compactMap { tally in
      let (side, octets) = (tally.side, tally.octets)
      return evidence.finding(
        .ackOfUnseenData, .likely, of: side, frames: tally.evidence, at: tally.firstTime,
        Phrase(
          en:
            "The \(side.name(in: .english)) acknowledged \(octets) octets of the \(side.peer.name(in: .english)) that were never captured: the capture missed them, or they took another path.",
          ko:
            "\(side.name(in: .korean))가 캡처된 적 없는 \(side.peer.name(in: .korean))의 \(octets) octet을 ACK했습니다. 캡처가 놓쳤거나 다른 경로로 갔습니다."
        ))
    }
  }
}
