import FlowTracking

/// `out-of-order`: a segment was overtaken by a later one; its own order shows in its timestamp, identification or haste.
enum OutOfOrder {
  static func judge(_ evidence: Evidence) -> [Finding] {
    evidence.tallies(.outOfOrder).compactMap { tally in
      let (side, count, longest) = (tally.side, Int(tally.standing), tally.longest)
      return evidence.finding(
        .outOfOrder, .likely, of: side, frames: tally.evidence, at: tally.firstTime,
        Phrase(
          en:
            "\(count) \(count == 1 ? "segment" : "segments") of the \(side.name(in: .english)) came behind a later one, \(span(longest)) late at most: the network changed their order. They were not sent again.",
          ko:
            "\(side.name(in: .korean))의 segment \(count)개가 나중 segment보다 늦게 왔습니다(최대 \(span(longest, in: .korean))). 네트워크가 순서를 바꾼 것이며 재전송이 아닙니다."
        ))
    }
  }
}
