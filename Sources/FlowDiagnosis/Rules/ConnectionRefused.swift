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
    let wait = reset.time - asked.time
    let port = evidence.record.server.port
    let refusal = Phrase(
      en: """
        The server refused after \(span(wait)): nothing listens on port \(port), or a firewall answers in its name.
        """,
      ko: "서버가 \(span(wait, in: .korean)) 만에 연결을 거부했습니다. \(port)번 포트를 듣는 프로세스가 없거나, 방화벽이 서버를 대신해 응답했습니다.")
    let retry = Phrase(
      en: "The client tried again, and then the server accepted.", ko: "클라이언트가 다시 시도하자 서버가 수락했습니다.")
    return evidence.finding(
      .connectionRefused, .proved, of: .server, frames: [asked.frame, reset.frame], at: reset.time,
      severity: isFinal ? .error : .warning,
      refusal.then(isFinal ? nil : retry))
  }
}
