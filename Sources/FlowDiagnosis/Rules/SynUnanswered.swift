import FlowTracking

/// `syn-unanswered`: the client asked and nothing came back in the time that a client waits.
enum SynUnanswered {
  static func judge(_ evidence: Evidence) -> Finding? {
    let record = evidence.record
    guard record.outcome == .unanswered, let first = evidence.syns.first, let last = evidence.syns.last,
      record.server.packets == 0
    else { return nil }
    let tried = last.time - first.time
    let waited = record.horizon - last.time
    // One initial RTO (RFC 6298 §2) must have passed in silence; the end of a capture is no silence.
    guard tried >= 900_000_000 || waited >= 900_000_000 else { return nil }
    let extent = evidence.extent(evidence.syns, counted: record.client.synCount)
    let isNearEnd = waited < max(1_000_000_000, tried)
    let end = isNearEnd ? " The capture ends while an answer to the last one could still come." : ""
    return evidence.finding(
      .synUnanswered, isNearEnd ? .likely : .proved, of: .server, frames: evidence.syns.map(\.frame), at: last.time,
      "The client asked \(times(extent.count))\(tried > 0 ? " over \(span(extent.nanoseconds))" : "") and nothing came back: the SYNs or all answers were lost, "
        + "a filter dropped them, or nothing is at that address." + end)
  }
}
