import FlowTracking

/// `fin-unanswered`: a FIN was repeated and never acknowledged.
enum FinUnanswered {
  static func judge(_ evidence: Evidence) -> Finding? {
    // Where the other direction was not captured, neither would an acknowledgement be.
    guard let loss = evidence.closingLosses.first(where: { $0.lost == .everything }),
      evidence.record[loss.side.peer].packets > 0
    else { return nil }
    let who = loss.side == .client ? "client" : "server"
    let extent = evidence.extent(evidence.fins(of: loss.side), counted: evidence.record[loss.side].finCount)
    let isCut = evidence.record.horizon - loss.time < max(1_000_000_000, loss.cost)
    return evidence.finding(
      .finUnanswered, isCut && extent.count < 3 ? .possible : loss.grade, of: loss.side.peer, frames: loss.frames,
      at: loss.time,
      "The \(who) sent its FIN \(times(extent.count)) over \(span(extent.nanoseconds)) and no acknowledgement came back: the other side is gone, or "
        + "its answers were lost. The \(who) is left in a closing state until its timer ends it."
        + (isCut ? " The capture ends while an acknowledgement of the last one could still come." : ""))
  }
}
