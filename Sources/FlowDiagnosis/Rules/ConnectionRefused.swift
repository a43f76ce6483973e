import FlowTracking
import PacketDecoding

/// `connection-refused`: a RST that acknowledges the SYN (RFC 9293 §3.5.2, group 1).
enum ConnectionRefused {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard let syn = evidence.syns.first,
      let reset = evidence.resets.first(where: { reset in
        reset.from == .server && reset.flags.contains(.ack) && !reset.marks.contains(.ineffectiveReset)
          && evidence.synAcks.allSatisfy { $0.time > reset.time }
          && reset.acknowledgement.distance(from: syn.sequence) > 0
          && reset.acknowledgement.distance(from: syn.sequenceEnd) <= 0
          && evidence.isOpening(before: reset)
      })
    else { return nil }
    let asked = evidence.syns.last(where: { $0.time <= reset.time }) ?? syn
    let isFinal = evidence.synAcks.isEmpty
    return evidence.finding(
      .connectionRefused, .proved, of: .server, frames: [asked.frame, reset.frame], at: reset.time,
      severity: isFinal ? .error : .warning,
      "The server refused after \(span(reset.time - asked.time)): nothing listens on port \(evidence.record.server.port), or a firewall "
        + "answers in its name." + (isFinal ? "" : " The client tried again, and then the server accepted."))
  }
}
