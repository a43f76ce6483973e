import FlowTracking

/// `broken-ack-field`: an acknowledgement number that its missing flag makes meaningless.
enum BrokenAckField {
  static func judge(_ evidence: Evidence) -> [Finding] {
    evidence.tallies(.brokenAck).compactMap { tally in
      let (side, count) = (tally.side, Int(tally.standing))
      return evidence.finding(
        .brokenAckField, .proved, of: side, frames: tally.evidence, at: tally.firstTime,
        Phrase(
          en:
            "\(count) \(count == 1 ? "segment" : "segments") of the \(side.name(in: .english)) had an acknowledgement number but no ACK flag; receivers ignore the number. Some stacks and scanners leave it in.",
          ko:
            "\(side.name(in: .korean))의 segment \(count)개에 ACK flag 없이 acknowledgement number가 있습니다. 수신 측은 무시합니다. 일부 stack과 scanner가 그렇게 보냅니다."
        ))
    }
  }
}
