import FlowTracking
import PacketDecoding

/// `connection-aborted`: a RST with ACK from a side that knew the connection (RFC 9293 §3.10.5, §3.6.1).
enum ConnectionAborted {
  static func judge(_ evidence: Evidence) -> Finding? {
    let record = evidence.record
    guard
      let reset = evidence.resets.first(where: {
        reset in
        reset.flags.contains(.ack) && !reset.marks.contains(.ineffectiveReset)
          && evidence.synAcks.allSatisfy { $0.time < reset.time } && reset.time > evidence.syns.last?.time ?? .min
      }),
      evidence.synAcks.count > 0 || ConnectionRefused.judge(evidence) == nil,
      HandshakeResetByClient.judge(evidence) == nil,
      HandshakeResetByServer.judge(evidence) == nil,
      record[reset.from].packets > UInt64(record[reset.from].rstCount),
      record.outcome == .completed || record.outcome == .unseen, !isAtEnd(evidence, reset)
    else { return nil }
    let who = reset.from == .client ? "client" : "server"
    return evidence.finding(
      .connectionAborted, .proved, of: reset.from, frames: evidence.frames(of: reset),
      at: reset.time,
      "The \(who) gave the connection up with RST instead of closing it: it closed with data unread, or its application asked for an abort "
        + "(linger 0) or died. What was still on the way is lost.")
  }

  /// Whether both sides had closed already, so that the RST cut nothing.
  private static func isAtEnd(_ evidence: Evidence, _ reset: TimelineEntry) -> Bool {
    Side.allCases.allSatisfy { side in evidence.fins(of: side).contains { $0.time < reset.time } }
  }
}
