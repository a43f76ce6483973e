import FlowTracking

/// `syn-lost`: the server's first SYN-ACK answers a later copy of the SYN.
enum SynLost {
  static func judge(_ evidence: Evidence) -> Finding? {
    // The answer to a stale SYN came in between: the server was busy with that one, or this SYN was.
    guard let loss = evidence.openingLosses.first(where: { $0.lost == .syn }), StaleSyn.judge(evidence) == nil else {
      return nil
    }
    let proof =
      loss.isEchoed
      ? "The SYN-ACK echoes the timestamp of a later copy, so the earlier ones never entered the server's table: lost, or ignored "
        + "because a queue was full."
      : "There are no timestamps to tell a lost SYN from a lost SYN-ACK; the answer followed the last copy at once."
    return evidence.finding(
      .synLost, loss.grade, of: .client, frames: loss.frames, at: loss.time,
      loss: Loss(what: "SYN", location: loss.location),
      "The client's SYN passed here \(times(loss.count)) without reaching the server, which cost \(span(loss.cost)). \(proof)"
    )
  }
}
