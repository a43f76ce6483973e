import FlowTracking
import PacketDecoding

/// `closed-while-opening`: a FIN from a side that was not open yet (RFC 9293 §3.10.4).
enum ClosedWhileOpening {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard evidence.record.marks.contains(.closedWhileOpening), let syn = evidence.syns.first else { return nil }
    if let fin = evidence.entries.first(where: {
      $0.from == .client && $0.flags.contains(.fin) && !$0.flags.contains(.ack) && !$0.flags.contains(.syn)
    }), evidence.handshakeAcks.allSatisfy({ $0.time > fin.time }) {
      return evidence.finding(
        .closedWhileOpening, .proved, of: .client, frames: [syn.frame, fin.frame], at: fin.time,
        Phrase(
          en:
            "The client sent a FIN without ACK before its connection was open. No stack closes like that: it is a probe or a scanner.",
          ko: "클라이언트가 연결이 열리기 전에 ACK 없는 FIN을 보냈습니다. 어떤 스택도 이렇게 닫지 않으므로 probe 또는 scanner입니다."))
    }
    guard let answer = evidence.synAcks.first, let fin = evidence.fins(of: .server).first,
      evidence.handshakeAcks.allSatisfy({ $0.time > fin.time })
    else { return nil }
    return evidence.finding(
      .closedWhileOpening, .possible, of: .server, frames: [answer.frame, fin.frame], at: fin.time, severity: .note,
      Phrase(
        en:
          "The server closed right after its SYN-ACK, before the client's ACK passed here: it closed from SYN_RCVD, or the capture missed "
          + "the ACK.",
        ko: "서버가 SYN-ACK 직후, 클라이언트의 ACK가 이곳을 지나기 전에 닫았습니다. SYN_RCVD에서 닫았거나, 캡처가 ACK를 놓쳤습니다."))
  }
}
