import FlowTracking

/// `final-ack-lost`: the last ACK of the connection did not arrive; its sender acknowledges again from TIME_WAIT.
enum FinalAckLost {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard let loss = evidence.closingLosses.first(where: { $0.lost == .ack && $0.isLast }) else { return nil }
    let who = loss.side == .client ? "client" : "server"
    let peer = loss.side == .client ? "server" : "client"
    return evidence.finding(
      .finalAckLost, loss.grade, of: loss.side.peer, frames: loss.frames, at: loss.time,
      loss: Loss(what: "ACK of FIN", location: loss.location),
      "The last ACK did not reach the \(who), which stayed in LAST_ACK and sent its FIN again after \(span(loss.cost)). "
        + "The \(peer) acknowledged again from TIME_WAIT: this is what TIME_WAIT is for.")
  }
}
