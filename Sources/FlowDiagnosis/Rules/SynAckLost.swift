import FlowTracking

/// `syn-ack-lost`: the server answered, and the client did not get it.
enum SynAckLost {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard let loss = evidence.openingLosses.first(where: { $0.lost == .synAck }) else { return nil }
    let opened = evidence.record.outcome == .completed
    let story: String
    if loss.location == .beforeCapturePoint {
      story =
        "The server answered the client's first SYN, and that SYN-ACK was lost before it came here: the first SYN-ACK that did echoes an "
        + "earlier SYN than the last."
    } else {
      story =
        "The server's SYN-ACK passed here \(times(loss.count)) and did not reach the client, which stayed in SYN_SENT"
        + (evidence.syns.count > 1 ? " and sent its SYN again." : ".")
    }
    let end =
      !opened && !evidence.record.isSettled
      ? ""
      : opened
        ? " The connection opened after \(span(loss.cost)) more."
        : " The connection did not open."
    return evidence.finding(
      .synAckLost, loss.grade, of: .server, frames: loss.frames, at: loss.time,
      loss: Loss(what: "SYN-ACK", location: loss.location),
      severity: opened || !evidence.record.isSettled ? .warning : .error, story + end)
  }
}
