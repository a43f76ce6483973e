import FlowTracking

/// `handshake-ack-lost`: the client is ESTABLISHED, the server is still in SYN_RCVD.
enum HandshakeAckLost {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard let loss = evidence.openingLosses.first(where: { $0.lost == .handshakeAck }) else { return nil }
    let record = evidence.record
    let recovered = record.history(of: .server).contains { $0.state == .established }
    let place =
      loss.location == .afterCapturePoint
      ? "The client's ACK passed here and did not reach the server"
      : "The client's ACK was lost before it came here and did not reach the server"
    let proof = loss.isEchoed ? " Proof: the repeated ACK still echoes the first SYN-ACK." : ""
    let end =
      !record.isSettled
      ? ""
      : recovered
        ? " Recovered; the client believed the connection open for \(span(loss.cost)) longer than the server did."
        : " The server never left SYN_RCVD, while the client believed the connection open."
    return evidence.finding(
      .handshakeAckLost, loss.grade, of: .client, frames: loss.frames, at: loss.time,
      loss: Loss(what: "ACK", location: loss.location), severity: recovered || !record.isSettled ? .warning : .error,
      "\(place), which stayed in SYN_RCVD and sent its SYN-ACK again." + end + proof)
  }
}
