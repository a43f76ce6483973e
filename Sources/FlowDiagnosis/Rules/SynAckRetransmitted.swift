import FlowTracking

/// `syn-ack-retransmitted`: a repeated SYN-ACK that neither a lost SYN-ACK, a lost ACK nor a stale SYN explains.
enum SynAckRetransmitted {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard evidence.synAcks.count > 1, evidence.openingLosses.allSatisfy({ $0.lost == .syn }),
      StaleSyn.judge(evidence) == nil
    else { return nil }
    // As many answers as SYNs: the repeated SYN is what there is to tell.
    if evidence.synAcks.count <= evidence.syns.count, SynRetransmitted.judge(evidence) != nil { return nil }
    if evidence.synAcks.dropFirst().allSatisfy({ $0.marks.contains(.crossing) }) { return crossed(evidence) }
    let first = evidence.synAcks[0]
    let last = evidence.synAcks[evidence.synAcks.count - 1]
    let bySyn = evidence.syns.contains { last.time - $0.time >= 0 && last.time - $0.time < 1_000_000 }
    let wait = last.time - evidence.synAcks[evidence.synAcks.count - 2].time
    let cause =
      bySyn
      ? "a repeated SYN made it"
      : wait >= 200_000_000 ? "its timer ran out" : "a SYN that was not captured made it, or the network copied it"
    let silence =
      evidence.handshakeAcks.isEmpty
      ? " No ACK of the client was captured: its answers or the SYN-ACKs were lost, or it is gone or never asked." : ""
    return evidence.finding(
      .synAckRetransmitted, .proved, of: .server, frames: evidence.synAcks.map(\.frame), at: last.time,
      "The server sent its SYN-ACK \(times(evidence.synAcks.count)) over \(span(last.time - first.time)), the last because \(cause)."
        + silence)
  }

  /// Every copy was on its way when the client's ACK passed: nothing was lost, the timer was short for this path.
  private static func crossed(_ evidence: Evidence) -> Finding? {
    // No timer is shorter than 200 ms: copies closer together have another cause, and lost nothing either.
    guard let ack = evidence.handshakeAcks.first, evidence.synAcks[1].time - evidence.synAcks[0].time >= 200_000_000,
      let copy = evidence.synAcks.dropFirst().last(where: { $0.time >= ack.time }) ?? evidence.synAcks.last
    else { return nil }
    return evidence.finding(
      .synAckRetransmitted, .proved, of: .server, frames: (evidence.synAcks.map(\.frame) + [ack.frame]).sorted(),
      at: copy.time,
      severity: .note,
      "The server sent its SYN-ACK again just before the client's ACK reached it: the two crossed and nothing was lost. An answer "
        + "takes longer on this path than the server's timer waits.")
  }
}
