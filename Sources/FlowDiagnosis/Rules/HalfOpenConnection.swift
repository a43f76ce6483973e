import FlowTracking
import PacketDecoding

/// `half-open-connection`: the server still had a connection that its client knew nothing of any more (RFC 9293 §3.5.1, figure 9).
enum HalfOpenConnection {
  static func judge(_ evidence: Evidence) -> Finding? {
    let record = evidence.record
    guard let odd = evidence.oddAnswer else { return nil }
    let isKnown = record.previous != nil
    // From TIME_WAIT or before it was open the same answer has another meaning.
    switch record.previous?.receiverState {
    case .established, .finWait1, .finWait2, .closeWait, .lastAck, .closing:
      guard record.previous?.hadOpened == true else { return nil }
    case nil where !isKnown && odd.reset != nil:
      break
    case nil, .listen, .synSent, .synReceived, .timeWait, .closed:
      return nil
    }
    let opened = record.outcome == .completed
    let state = record.previous?.receiverState?.name
    return evidence.finding(
      .halfOpenConnection, isKnown && odd.reset != nil ? .proved : .likely, of: .server, frames: odd.frames,
      at: odd.answer.time,
      Phrase(
        en: "The server still knew an earlier connection from this port"
          + (state.map { ", in \($0)," } ?? "")
          + " and answered the SYN with the old numbers: the client had restarted or lost it without a "
          + "word."
          + (odd.reset == nil ? " No RST of the client passed." : " The client's RST ended the old connection.")
          + (opened ? " Then the new one opened." : ""),
        ko: "서버가 이 포트의 이전 연결을" + (state.map { "(\($0)) " } ?? " ")
          + "아직 유지하고 있어 SYN에 이전 번호로 응답했습니다. 클라이언트가 재시작했거나 알리지 않고 연결을 잃은 것입니다."
          + (odd.reset == nil ? " 클라이언트의 RST는 보이지 않았습니다." : " 클라이언트의 RST가 이전 연결을 끝냈습니다.")
          + (opened ? " 그 뒤 새 연결이 열렸습니다." : "")))
  }
}
