import FlowTracking
import PacketDecoding

/// `syn-isn-changed`: a SYN with another ISN meets a server that is still in SYN_RCVD of the attempt before (RFC 9293 §3.10.7.4, first check;
/// RFC 5961 §4).
enum SynISNChanged {
  static func judge(_ evidence: Evidence) -> Finding? {
    let record = evidence.record
    guard let previous = record.previous, !previous.hadOpened,
      previous.receiverState == .synReceived || previous.receiverState == nil, let odd = evidence.oddAnswer
    else { return nil }
    let opened = record.outcome == .completed
    return evidence.finding(
      .synISNChanged, previous.receiverState == .synReceived ? .proved : .likely, of: .client, frames: odd.frames,
      at: odd.answer.time,
      Phrase(
        en:
          "The client asked again from the same port with another ISN while the server was still in SYN_RCVD of the attempt before; the "
          + "server acknowledged the old number."
          + (odd.reset == nil ? "" : " The client's RST cleared that away.")
          + (opened ? " Then the connection opened." : ""),
        ko: "서버가 이전 시도의 SYN_RCVD에 있는 동안 클라이언트가 같은 포트에서 다른 ISN으로 다시 요청했고, 서버는 이전 번호에 ACK를 보냈습니다."
          + (odd.reset == nil ? "" : " 클라이언트의 RST가 그 상태를 지웠습니다.") + (opened ? " 그 뒤 연결이 열렸습니다." : "")))
  }
}
