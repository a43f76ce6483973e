import FlowTracking

/// `paws-drop`: new data with a timestamp older than one before it was answered with an ACK that does not cover it (RFC 7323 §5).
enum PawsDrop {
  static func judge(_ evidence: Evidence) -> [Finding] {
    evidence.tallies(.agedTimestamp).compactMap { tally in
      let (side, count, octets) = (tally.side, Int(tally.standing), tally.octets)
      return evidence.finding(
        .pawsDrop, .likely, of: side, frames: tally.evidence, at: tally.firstTime,
        Phrase(
          en:
            "\(count) \(count == 1 ? "segment" : "segments") of the \(side.name(in: .english)) (\(octets) octets) had a timestamp older than one before, and the \(side.peer.name(in: .english)) did not take them: protection against wrapped sequence numbers, as when several hosts share an address.",
          ko:
            "\(side.name(in: .korean))의 segment \(count)개(\(octets) octet)의 timestamp가 앞선 것보다 오래되어 \(side.peer.name(in: .korean))가 받지 않았습니다. 여러 호스트가 한 주소를 쓸 때처럼 PAWS가 버린 것입니다."
        ))
    }
  }
}
