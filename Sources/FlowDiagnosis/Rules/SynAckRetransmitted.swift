import FlowTracking

/// `syn-ack-retransmitted`: a repeated SYN-ACK that neither a lost SYN-ACK, a lost ACK nor a stale SYN explains.
enum SynAckRetransmitted {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard evidence.synAcks.count > 1, evidence.openingLosses.allSatisfy({ $0.lost == .syn }),
      StaleSyn.judge(evidence) == nil,
      evidence.synAcks.dropFirst().contains(where: { !$0.marks.contains(.crossing) })
    else { return nil }
    let first = evidence.synAcks[0]
    let last = evidence.synAcks[evidence.synAcks.count - 1]
    let bySyn = evidence.syns.contains { last.time - $0.time >= 0 && last.time - $0.time < 1_000_000 }
    let cause = bySyn ? "a repeated SYN made it" : "its timer ran out"
    let silence =
      evidence.handshakeAcks.isEmpty
      ? " No ACK of the client was captured: its answers or the SYN-ACKs were lost, or it is gone or never asked." : ""
    return evidence.finding(
      .synAckRetransmitted, .proved, of: .server, frames: evidence.synAcks.map(\.frame), at: last.time,
      "The server sent its SYN-ACK \(times(evidence.synAcks.count)) over \(span(last.time - first.time)), the last because \(cause)."
        + silence)
  }
}
