import FlowTracking
import PacketDecoding

/// `syn-ack-mismatch`: a SYN-ACK for a SYN that is not this connection's, and no stale SYN explains it (RFC 9293 §3.10.7.3, first check).
enum SynAckMismatch {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard let isn = evidence.record.client.initialSequence, let syn = evidence.syns.first,
      StaleSyn.judge(evidence) == nil,
      let answer = evidence.entries.first(where: {
        $0.step == .synAck && $0.from == .server && $0.marks.contains(.mismatch)
          && !($0.acknowledgement.distance(from: isn) > 0 && $0.acknowledgement.distance(from: syn.sequenceEnd) <= 0)
      })
    else { return nil }
    let distance = Int64(answer.acknowledgement.distance(from: isn)) - 1
    let reset = evidence.resets.first {
      $0.from == .client && $0.sequence == answer.acknowledgement && $0.time >= answer.time
    }
    return evidence.finding(
      .synAckMismatch, .proved, of: .server, frames: [syn.frame, answer.frame] + (reset.map { [$0.frame] } ?? []),
      at: answer.time,
      Phrase(
        en:
          "The server's SYN-ACK acknowledges a number that is \(distance) off the client's SYN: it answers another SYN of this address and "
          + "port, one that was not captured, or a device on the way changes numbers. The client has to refuse it with RST.",
        ko: "서버의 SYN-ACK가 클라이언트의 SYN과 \(distance)만큼 어긋난 번호를 확인합니다. 캡처되지 않은 다른 SYN에 대한 응답이거나, 중간 장비가 번호를 바꾸고 있습니다. "
          + "클라이언트는 이를 RST로 거부해야 합니다."))
  }
}
