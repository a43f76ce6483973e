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
      let reset = evidence.resets.first { isGivingUp($0, evidence) }
      return evidence.finding(
        .keepAliveUnanswered, answered ? .proved : .likely, of: side.peer,
        frames: tally.evidence + (reset.map { [$0.frame] } ?? []), at: tally.firstTime,
        severity: answered ? .note : reset != nil ? .error : .warning,
        Phrase(
          en:
            "\(count) keep-alives of the \(side.name(in: .english)) in a row got no answer"
            + (answered
              ? ", then one did: the \(side.peer.name(in: .english)) was out of reach for a while."
              : ": the \(side.peer.name(in: .english)) is gone, or a device on the way forgot the connection.")
            + (reset != nil ? " Then the \(side.name(in: .english)) gave the connection up with RST." : ""),
          ko:
            "\(side.name(in: .korean))의 keep-alive가 연속 \(count)번 응답을 받지 못했습니다"
            + (answered
              ? ". 그 뒤 응답이 왔으므로 \(side.peer.name(in: .korean))에 잠시 닿지 못했던 것입니다."
              : ". \(side.peer.name(in: .korean))가 사라졌거나 경로의 장비가 연결을 잊었습니다.")
            + (reset != nil ? " 그 뒤 \(side.name(in: .korean))가 RST로 연결을 포기했습니다." : "")))
    }
  }

  /// Whether `reset` ends the connection because keep-alives of its sender got no answer.
  static func isGivingUp(_ reset: TimelineEntry, _ evidence: Evidence) -> Bool {
    guard evidence.record[reset.from.peer].packets > 0,
      let tally = evidence.record.tallies.first(where: { $0.kind == .keepAliveUnanswered && $0.side == reset.from })
    else { return false }
    return tally.count >= 2 && tally.refuted == 0 && reset.time > tally.lastTime
      && evidence.record[reset.from.peer].lastTime < tally.firstTime
  }
}
