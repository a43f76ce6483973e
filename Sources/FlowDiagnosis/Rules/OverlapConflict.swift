import FlowTracking

/// `overlap-conflict`: a segment was followed by one with the same numbers and length whose payload differs, by the share of the payload
/// in both checksums: somebody else's octets.
enum OverlapConflict {
  static func judge(_ evidence: Evidence) -> [Finding] {
    evidence.tallies(.overlapConflict).compactMap { tally in
      let (side, count) = (tally.side, Int(tally.standing))
      return evidence.finding(
        .overlapConflict, .likely, of: side, frames: tally.evidence, at: tally.firstTime,
        Phrase(
          en:
            "\(times(count).capitalizedFirst) a segment of the \(side.name(in: .english)) came again with the same numbers and other octets: the receiver keeps those that came first. Data was injected, or a device on the way rewrites it.",
          ko:
            "\(side.name(in: .korean))의 segment가 같은 번호에 다른 octet으로 \(times(count, in: .korean)) 다시 왔습니다. 수신 측은 먼저 온 것을 씁니다. 누군가 데이터를 끼워 넣었거나 경로의 장비가 바꾼 것입니다."
        ))
    }
  }
}

extension String {
  /// The same beginning with a capital letter.
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
