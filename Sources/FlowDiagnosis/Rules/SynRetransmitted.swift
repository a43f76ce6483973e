import FlowTracking

/// `syn-retransmitted`: a repeated SYN that no loss, refusal or silence explains yet.
enum SynRetransmitted {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard evidence.syns.count > 1, evidence.openingLosses.allSatisfy({ $0.lost == .handshakeAck }),
      SynUnanswered.judge(evidence) == nil, ConnectionRefused.judge(evidence) == nil,
      ICMPUnreachable.judge(evidence) == nil, StaleSyn.judge(evidence) == nil,
      evidence.syns.dropFirst().contains(where: { !crossedAnswer($0, evidence) })
    else { return nil }
    let last = evidence.syns[evidence.syns.count - 1]
    return evidence.finding(
      .synRetransmitted, .proved, of: .client, frames: evidence.syns.map(\.frame), at: last.time,
      "The client sent its SYN \(times(evidence.syns.count)), over \(span(last.time - evidence.syns[0].time)). "
        + "A SYN or its SYN-ACK was lost beyond the capture point, or the server did not answer; which is not known.")
  }

  /// Whether `syn` was sent before the SYN-ACK could reach the client: the two crossed and nothing was lost.
  private static func crossedAnswer(_ syn: TimelineEntry, _ evidence: Evidence) -> Bool {
    guard let answer = evidence.synAcks.first, answer.time < syn.time else { return false }
    return syn.time - answer.time <= evidence.crossingTime(at: .client)
  }
}
