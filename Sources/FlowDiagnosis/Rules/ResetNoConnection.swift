import FlowTracking
import PacketDecoding

/// `reset-no-connection`: a bare RST with the number that the provoking segment acknowledged, from a side that had not closed
/// (RFC 9293 §3.5.2, group 3): it knows nothing of the connection.
enum ResetNoConnection {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard
      let reset = evidence.resets.first(where: { !$0.flags.contains(.ack) && !$0.marks.contains(.ineffectiveReset) }),
      evidence.record[reset.from.peer].packets > 0,
      evidence.fins(of: reset.from).allSatisfy({ $0.time > reset.time }),
      evidence.record.outcome == .completed || evidence.record.outcome == .unseen,
      HandshakeResetByClient.judge(evidence) == nil, HandshakeResetByServer.judge(evidence) == nil,
      StaleSyn.judge(evidence) == nil
    else { return nil }
    let who = reset.from == .client ? "client" : "server"
    return evidence.finding(
      .resetNoConnection, .likely, of: reset.from, frames: evidence.frames(of: reset),
      at: reset.time,
      "The \(who) answered a segment with a bare RST, as a host does that has no such connection: it restarted, its socket is gone, or a "
        + "device on the way forgot the connection.")
  }
}
