import FlowTracking

/// `fin-lost`: a FIN was repeated, and the acknowledgement answers a later copy.
enum FinLost {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard let loss = evidence.closingLosses.first(where: { $0.lost == .fin }) else { return nil }
    let who = loss.side == .client ? "client" : "server"
    let peer = loss.side == .client ? "server" : "client"
    let doubt = loss.grade == .proved ? "" : " Its acknowledgement may have been lost instead."
    return evidence.finding(
      .finLost, loss.grade, of: loss.side, frames: loss.frames, at: loss.time,
      loss: Loss(what: "FIN", location: loss.location),
      "The \(who)'s FIN passed here \(times(loss.count)) and did not reach the \(peer); a copy sent \(span(loss.cost)) later did. "
        + "The \(peer) was still there to answer." + doubt)
  }
}
