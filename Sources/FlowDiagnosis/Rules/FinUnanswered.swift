import FlowTracking

/// `fin-unanswered`: a FIN was repeated and never acknowledged.
enum FinUnanswered {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard let loss = evidence.closingLosses.first(where: { $0.lost == .everything }) else { return nil }
    let who = loss.side == .client ? "client" : "server"
    return evidence.finding(
      .finUnanswered, loss.grade, of: loss.side.peer, frames: loss.frames, at: loss.time,
      "The \(who) sent its FIN \(times(loss.count)) over \(span(loss.cost)) and no acknowledgement came back: the other side is gone, or "
        + "its answers were lost. The \(who) is left in a closing state until its timer ends it.")
  }
}
