import FlowTracking
import PacketDecoding

/// `handshake-ack-invalid`: the client's first segment after the SYN-ACK does not answer it (RFC 9293 §3.10.7.4, fifth check).
enum HandshakeAckInvalid {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard StaleSyn.judgeHeld(evidence) == nil, let answer = evidence.synAcks.first,
      let ack = evidence.entries.first(where: {
        $0.from == .client && $0.marks.contains(.mismatch) && $0.flags.contains(.ack) && $0.time >= answer.time
      })
    else { return nil }
    let reset = evidence.resets.first {
      $0.from == .server && $0.time >= ack.time && $0.sequence == ack.acknowledgement
    }
    let isAckWrong = ack.acknowledgement != answer.sequenceEnd
    return evidence.finding(
      .handshakeAckInvalid, reset == nil ? .likely : .proved, of: .client,
      frames: [answer.frame, ack.frame] + (reset.map { [$0.frame] } ?? []), at: ack.time,
      Phrase(
        en: "The client's first segment after the SYN-ACK does not answer it: its "
          + (isAckWrong ? "acknowledgement" : "sequence")
          + " number is not this connection's. A device on the way changes numbers, two connections share the 4-tuple, or it is forged."
          + (reset == nil ? "" : " The server reset it, as it must."),
        ko: "SYN-ACK 뒤 클라이언트의 첫 세그먼트가 그에 대한 응답이 아닙니다. " + (isAckWrong ? "확인 번호" : "순서 번호")
          + "가 이 연결의 것이 아닙니다. 중간 장비가 번호를 바꾸거나, 두 연결이 같은 4-tuple을 쓰거나, 위조된 것입니다."
          + (reset == nil ? "" : " 서버는 규정대로 RST로 응답했습니다.")))
  }
}
