import FlowTracking
import PacketDecoding

/// `handshake-ack-ignored`: the handshake's ACK and what followed it reached the server, whose accept queue was full.
///
/// A lost ACK is answered by one repeated SYN-ACK, and the next ACK or data opens the server. Here the client's data is ignored copy after
/// copy as well, whether the SYN-ACK is repeated or not, and then all of it is taken at once or reset; or the listener treats its other
/// clients alike.
enum HandshakeAckIgnored {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard let answer = evidence.synAcks.first, let ack = evidence.handshakeAcks.first else { return nil }
    let again = evidence.synAcks.filter {
      $0.time - ack.time > evidence.crossingTime(at: .server) && !$0.marks.contains(.crossing)
    }
    // What came in one burst with the ACK came before the server can have said anything.
    let copies = evidence.entries.filter {
      $0.from == .client && $0.marks.contains(.unheard) && $0.time - ack.time > evidence.crossingTime(at: .server)
    }
    guard let last = copies.last ?? again.last else { return nil }
    let reset = evidence.resets.first { $0.from == .server && $0.time >= last.time }
    let isHeard = evidence.record.history(of: .server).contains { $0.state == .established && $0.standing == .proved }
    let other = evidence.record.marks.contains(.listenerIgnoresAcks) ? evidence.record.listenerFrame : nil
    // Three copies of the data beside the data itself and the ACK: no ordinary loss.
    let isTakenAtOnce = copies.count { $0.payloadLength > 0 } >= 3 && (isHeard || reset != nil)
    guard isTakenAtOnce || (other != nil && (copies.count >= 2 || !again.isEmpty)) else { return nil }
    let opened = isHeard || (copies.isEmpty && evidence.record.outcome == .completed && reset == nil)
    let wait = last.time - ack.time
    let count = evidence.handshakeAcks.filter { $0.time <= last.time }.count + copies.count
    let frames =
      [answer.frame, ack.frame] + copies.prefix(3).map(\.frame) + again.prefix(3).map(\.frame)
      + [reset?.frame, other].compactMap { $0 }
    let repeats = again.count
    let ending =
      reset != nil && !isHeard
      ? Phrase(en: "In the end it reset the connection.", ko: "결국 서버가 연결을 RST로 끊었습니다.")
      : opened
        ? Phrase(
          en: "Then it took everything, \(span(wait)) late.", ko: "그 뒤 \(span(wait, in: .korean)) 늦게 모두 받아들였습니다.")
        : Phrase(en: "It never took the connection.", ko: "서버는 끝내 연결을 받아들이지 않았습니다.")
    let others =
      other != nil
      ? Phrase(
        en: "It treated other clients of this port in the same way.", ko: "이 포트의 다른 클라이언트도 같은 일을 겪었습니다.")
      : nil
    let silence =
      repeats > 0
      ? Phrase(
        en: "Meanwhile it sent its SYN-ACK again \(times(repeats)).",
        ko: "그동안 SYN-ACK를 \(times(repeats, in: .korean)) 다시 보냈습니다.") : nil
    return evidence.finding(
      .handshakeAckIgnored, other != nil || repeats > 0 ? .likely : .possible, of: .server, frames: frames.sorted(),
      at: (copies.first ?? again[0]).time, severity: opened || !evidence.record.isSettled ? .warning : .error,
      Phrase(
        en:
          "The client's ACK passed, and the server ignored it and what was sent again after it (\(count) segments): its accept queue was "
          + "full. A firewall that drops what follows the SYN, or a path that broke just then, looks the same.",
        ko: "클라이언트의 ACK가 지나갔지만 서버는 그 ACK와 뒤이어 재전송된 세그먼트(모두 \(count)개)를 무시했습니다. accept queue가 가득 찬 것으로 보입니다. "
          + "SYN 뒤의 패킷을 버리는 방화벽이나 바로 그때 끊어진 경로도 같은 모습을 보입니다."
      ).then(silence).then(ending).then(others))
  }
}
