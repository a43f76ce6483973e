import FlowTracking

/// `keep-alive-unanswered`: at least two keep-alives in a row got no answer.
enum KeepAliveUnanswered {
  static func judge(_ evidence: Evidence) -> [Finding] {
    // All of them are taken back where an answer came at last.
    evidence.record.tallies.filter { $0.kind == .keepAliveUnanswered }.compactMap { tally in
      let (side, count) = (tally.side, Int(tally.count))
      // Where the other direction was not captured, neither were answers.
      guard count >= 2, evidence.record[side.peer].packets > 0 else { return nil }
      let answered = tally.refuted > 0
      return evidence.finding(
        .keepAliveUnanswered, answered ? .proved : .likely, of: side.peer, frames: tally.evidence, at: tally.firstTime,
        severity: answered ? .note : .warning,
        Phrase(
          en:
            "\(count) keep-alives of the \(side.name(in: .english)) in a row got no answer"
            + (answered
              ? ", then one did: the \(side.peer.name(in: .english)) was out of reach for a while."
              : ": the \(side.peer.name(in: .english)) is gone, or a device on the way forgot the connection."),
          ko:
            "\(side.name(in: .korean))의 keep-alive가 연속 \(count)번 응답을 받지 못했습니다"
            + (answered
              ? ". 그 뒤 응답이 왔으므로 \(side.peer.name(in: .korean))에 잠시 닿지 못했던 것입니다."
              : ". \(side.peer.name(in: .korean))가 사라졌거나 경로의 장비가 연결을 잊었습니다.")))
    }
  }
}
