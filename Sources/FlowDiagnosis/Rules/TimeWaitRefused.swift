import FlowTracking
import PacketDecoding

/// `time-wait-refused`: a SYN met the old connection in TIME_WAIT and was too old for it; the answer has the old connection's numbers, and
/// the client refuses that with RST (RFC 9293 §3.6.1, RFC 6191 §2).
///
/// The same segments around a connection that is still open are a half-open connection discovered: the state of the old one tells.
enum TimeWaitRefused {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard let previous = evidence.record.previous, previous.receiverState == .timeWait, let syn = evidence.syns.first,
      let answer = evidence.entries.first(where: {
        $0.from == .server && $0.step == .ack && $0.marks.contains(.mismatch)
          && $0.acknowledgement == previous.senderNext
      })
    else { return nil }
    let reset = evidence.resets.first {
      $0.from == .client && $0.sequence == answer.acknowledgement && $0.time >= answer.time
    }
    let opened = evidence.record.outcome == .completed
    let number = previous.number
    let age = syn.time - previous.end
    var account = Phrase(
      en:
        "The server still held connection \(number) on these addresses and ports in TIME_WAIT, \(span(age)) after its last segment. "
        + "The SYN's number was not above the old connection's and its timestamp not newer, so it was answered with the old numbers.",
      ko:
        "서버는 마지막 segment 후 \(span(age, in: .korean))가 지나도 같은 주소와 포트의 연결 \(number)을 TIME_WAIT로 유지하고 있었습니다. SYN의 번호가 이전 연결보다 크지 않고 "
        + "timestamp도 더 새롭지 않아 이전 번호로 응답했습니다.")
    if reset != nil {
      account = account.then(
        Phrase(
          en: "The client's RST ended TIME_WAIT." + (opened ? " Its next SYN opened the connection." : ""),
          ko: "클라이언트의 RST가 TIME_WAIT을 끝냈습니다." + (opened ? " 다음 SYN으로 연결이 열렸습니다." : "")))
    }
    return evidence.finding(
      .timeWaitRefused, .proved, of: .server, frames: [syn.frame, answer.frame] + (reset.map { [$0.frame] } ?? []),
      at: reset?.time ?? answer.time, severity: opened || !evidence.record.isSettled ? .warning : .error, account)
  }
}
