import FlowTracking

/// `fin-ack-lost`: a FIN was repeated although it had been acknowledged, and its sender still waited for the peer's FIN.
enum FinAckLost {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard let loss = evidence.closingLosses.first(where: { $0.lost == .ack && !$0.isLast }) else { return nil }
    let who = loss.side == .client ? "client" : "server"
    return evidence.finding(
      .finAckLost, loss.grade, of: loss.side.peer, frames: loss.frames, at: loss.time,
      loss: Loss(what: "ACK of FIN", location: loss.location),
      "The \(who)'s FIN arrived, but its acknowledgement did not come back to the \(who), which sent the FIN again after "
        + "\(span(loss.cost)).")
  }
}
