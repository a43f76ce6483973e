import FlowTracking

/// `ack-invalid`: an acknowledgement of what was never sent, or of what lies further back than any window.
enum AckInvalid {
  static func judge(_ evidence: Evidence) -> [Finding] {
    evidence.tallies(.invalidAck).compactMap { tally in
      let (side, count) = (tally.side, Int(tally.standing))
      return evidence.finding(
        .ackInvalid, .likely, of: side, frames: tally.evidence, at: tally.firstTime,
        Phrase(
          en:
            "\(count) \(count == 1 ? "segment" : "segments") of the \(side.name(in: .english)) acknowledged octets that the \(side.peer.name(in: .english)) had not sent yet, or that were acknowledged long ago: of another connection, or forged.",
          ko:
            "\(side.name(in: .korean))의 segment \(count)개가 \(side.peer.name(in: .korean))가 아직 보내지 않았거나 오래전에 ACK된 octet을 ACK했습니다. 다른 연결의 것이거나 위조된 것입니다."
        ))
    }
  }
}
