import FlowTracking

/// `syn-retransmitted`: a repeated SYN that no loss, refusal or silence explains yet.
enum SynRetransmitted {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard evidence.syns.count > 1, evidence.openingLosses.allSatisfy({ $0.lost == .handshakeAck }),
      SynUnanswered.judge(evidence) == nil, ConnectionRefused.judge(evidence) == nil,
      ICMPUnreachable.judge(evidence) == nil, StaleSyn.judge(evidence) == nil
    else { return nil }
    let last = evidence.syns[evidence.syns.count - 1]
    if let answer = evidence.synAcks.first, evidence.syns.dropFirst().allSatisfy({ crossed($0, answer, evidence) }) {
      return evidence.finding(
        .synRetransmitted, .proved, of: .client, frames: (evidence.syns.map(\.frame) + [answer.frame]).sorted(),
        at: last.time,
        severity: .note,
        "The client sent its SYN again just before the SYN-ACK reached it: the two crossed and nothing was lost. An answer "
          + "takes longer on this path than the client's timer waits.")
    }
    let extent = evidence.extent(evidence.syns, counted: evidence.record.client.synCount)
    return evidence.finding(
      .synRetransmitted, .proved, of: .client, frames: evidence.syns.map(\.frame), at: last.time,
      "The client sent its SYN \(times(extent.count)), over \(span(extent.nanoseconds)). "
        + "A SYN or its SYN-ACK was lost beyond the capture point, or the server did not answer; which is not known.")
  }

  /// Whether `syn` and `answer`, the server's to an earlier copy, passed each other: the answer passed first but could not be at the
  /// client yet, or it echoes the first SYN and the path is known to be as long as it took.
  private static func crossed(_ syn: TimelineEntry, _ answer: TimelineEntry, _ evidence: Evidence) -> Bool {
    if answer.time < syn.time { return syn.time - answer.time <= evidence.crossingTime(at: .client) }
    return evidence.isSlowPath(to: answer)
  }
}
