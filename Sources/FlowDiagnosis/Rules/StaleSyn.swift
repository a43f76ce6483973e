import FlowTracking
import PacketDecoding

/// `stale-syn`: the server answers a SYN whose client has given up, and the client's kernel answers with RST.
///
/// The RST carries the number that the SYN-ACK acknowledged (RFC 9293 §3.5.2, group 2). A client that aborts, or a scanner, sends the
/// same; what tells a stale SYN apart is that the SYN-ACK came later than the client would have repeated its SYN, or that the client had
/// already begun another attempt.
enum StaleSyn {
  static func judge(_ evidence: Evidence) -> Finding? {
    let record = evidence.record
    if let finding = judgeHeld(evidence) { return finding }
    guard let reset = evidence.resets.first(where: { $0.from == .client && !$0.flags.contains(.ack) }),
      evidence.handshakeAcks.allSatisfy({ $0.time > reset.time })
    else { return nil }
    if let answer = evidence.entries.first(where: {
      $0.step == .synAck && $0.marks.contains(.mismatch) && $0.acknowledgement == reset.sequence
        && $0.time <= reset.time
    }) {
      return evidence.finding(
        .staleSyn, record.previous == nil ? .likely : .proved, of: .client,
        frames: evidence.syns.prefix(1).map(\.frame) + [answer.frame, reset.frame], at: reset.time,
        Phrase(
          en: """
            The server answered a SYN of an attempt that the client had already given up for this one; the client refused the answer \
            with RST and went on trying. Neither side is at fault.
            """,
          ko: """
            클라이언트가 이 시도를 위해 이미 포기한 이전 시도의 SYN에 서버가 응답했습니다. 클라이언트는 그 응답을 RST로 거절하고 시도를 계속했습니다. 어느 쪽의 잘못도 아닙니다.
            """))
    }
    guard evidence.handshakeAcks.isEmpty, let syn = evidence.syns.last,
      let answer = evidence.synAcks.last(where: { $0.time <= reset.time && $0.acknowledgement == reset.sequence })
    else { return nil }
    let age = answer.time - syn.time
    // A client that still tried would have sent its SYN again after one second (RFC 6298 §2).
    guard age >= 1_000_000_000 else { return nil }
    return evidence.finding(
      .staleSyn, .likely, of: .client, frames: [syn.frame, answer.frame, reset.frame], at: reset.time,
      Phrase(
        en: """
          The server answered a SYN that was \(span(age)) old. The client had given up by then, so its kernel answered the SYN-ACK with \
          RST. Neither side is at fault; the SYN was late.
          """,
        ko: """
          서버가 \(span(age, in: .korean)) 전에 보낸 오래된 SYN에 응답했습니다. 그때는 클라이언트가 이미 포기한 뒤였으므로 클라이언트의 커널이 SYN-ACK에 RST로 응답했습니다. \
          어느 쪽의 잘못도 아니며, SYN이 늦었을 뿐입니다.
          """))
  }

  /// A copy of a SYN that came when its client still held the connection before, in TIME_WAIT as a rule: it answers the SYN-ACK with the last
  /// numbers of that connection (RFC 9293 §3.10.7.4, first check), and the server resets.
  static func judgeHeld(_ evidence: Evidence) -> Finding? {
    guard let previous = evidence.record.previous, let syn = evidence.syns.first, let answer = evidence.synAcks.first,
      let ack = evidence.entries.first(where: {
        $0.from == .client && $0.marks.contains(.mismatch) && $0.step == .ack && $0.time >= answer.time
      }),
      ack.sequence == previous.senderNext, ack.acknowledgement == previous.receiverNext,
      evidence.handshakeAcks.isEmpty,
      let reset = evidence.resets.first(where: { $0.from == .server && $0.sequence == ack.acknowledgement })
    else { return nil }
    let number = previous.number
    return evidence.finding(
      .staleSyn, .proved, of: .client, frames: [syn.frame, answer.frame, ack.frame, reset.frame],
      at: ack.time,
      Phrase(
        en: """
          The SYN is an old copy: the client still held connection \(number), and answered the SYN-ACK with the last numbers of that one. \
          Neither side is at fault; the SYN was late.
          """,
        ko: """
          이 SYN은 오래된 사본입니다. 클라이언트는 아직 연결 \(number)을 유지하고 있어 그 연결의 마지막 번호로 SYN-ACK에 응답했습니다. 어느 쪽의 잘못도 아니며, SYN이 늦었을 뿐입니다.
          """))
  }
}
