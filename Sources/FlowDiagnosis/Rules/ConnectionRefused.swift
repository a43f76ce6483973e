import FlowTracking
import PacketDecoding

/// `connection-refused`: a RST that acknowledges the SYN (RFC 9293 §3.5.2, group 1).
enum ConnectionRefused {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard evidence.synAcks.isEmpty, let syn = evidence.syns.first,
      let reset = evidence.resets.first(where: {
        $0.from == .server && $0.flags.contains(.ack) && !$0.marks.contains(.ineffectiveReset)
      })
    else { return nil }
    let asked = evidence.syns.last(where: { $0.time <= reset.time }) ?? syn
    return evidence.finding(
      .connectionRefused, .proved, of: .server, frames: [asked.frame, reset.frame], at: reset.time,
      "The server refused after \(span(reset.time - asked.time)): nothing listens on port \(evidence.record.server.port), or a firewall "
        + "answers in its name.")
  }
}
