import FlowTracking
import PacketDecoding

/// `syn-ack-unsolicited`: a SYN-ACK for a SYN that was not captured, and that its receiver knows nothing of.
enum SynAckUnsolicited {
  static func judge(_ evidence: Evidence) -> Finding? {
    let record = evidence.record
    guard evidence.syns.isEmpty, evidence.handshakeAcks.isEmpty, let answer = evidence.synAcks.first,
      record.server.octets == 0, record.server.finCount == 0, record.timeline.first?.frame == answer.frame
    else { return nil }
    let reset = evidence.resets.first {
      $0.from == .client && !$0.flags.contains(.ack) && $0.sequence == answer.acknowledgement
    }
    // Whoever acknowledges it asked for it, on another path or before the capture began.
    guard reset != nil || (record.isSettled && record.client.packets == 0),
      record.client.packets == UInt64(record.client.rstCount)
    else {
      return nil
    }
    let waited = record.horizon - answer.time
    guard reset != nil || waited >= 1_000_000_000 else { return nil }
    let frames = evidence.synAcks.prefix(4).map(\.frame) + (reset.map { [$0.frame] } ?? [])
    let answered =
      reset != nil
      ? Phrase(en: "Its receiver refused it with RST.", ko: "받은 쪽은 RST로 거부했습니다.")
      : Phrase(
        en: "Nothing came back here; the other direction may take another path.",
        ko: "이곳에서는 아무 응답도 보이지 않았습니다. 반대 방향이 다른 경로를 쓸 수도 있습니다.")
    return evidence.finding(
      .synAckUnsolicited, reset != nil ? .likely : .possible, of: .server, frames: frames, at: answer.time,
      Phrase(
        en:
          "A SYN-ACK passed for a SYN that was not captured: somebody asked with a forged source address (backscatter), or the SYN "
          + "took another path or passed before the capture began.",
        ko: "캡처되지 않은 SYN에 대한 SYN-ACK가 지나갔습니다. 누군가 위조한 출발지 주소로 요청했거나(backscatter), SYN이 다른 경로로 갔거나 캡처 시작 전에 지나갔습니다."
      ).then(answered))
  }
}
