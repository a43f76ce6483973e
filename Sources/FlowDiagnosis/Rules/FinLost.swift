import FlowTracking

/// `fin-lost`: a FIN was repeated, and the acknowledgement answers a later copy.
enum FinLost {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard let loss = evidence.closingLosses.first(where: { $0.lost == .fin }) else { return nil }
    let who = loss.side == .client ? "client" : "server"
    let doubt = loss.grade == .proved ? "" : " Its acknowledgement may have been lost instead."
    return evidence.finding(
      .finLost, loss.grade, of: loss.side, frames: loss.frames, at: loss.time,
      loss: Loss(what: "FIN", location: loss.location),
      "The \(who)'s FIN passed here \(times(loss.count)) without reaching the other side, which could still answer; a copy arrived "
        + "\(span(loss.cost)) later." + doubt)
  }
}
