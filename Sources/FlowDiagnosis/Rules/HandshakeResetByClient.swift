import FlowTracking
import PacketDecoding

/// `handshake-reset-by-client`: a RST instead of the handshake's ACK.
enum HandshakeResetByClient {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard evidence.handshakeAcks.isEmpty, evidence.record.outcome == .reset, let answer = evidence.synAcks.first,
      let reset = evidence.resets.first(where: {
        $0.from == .client && $0.time >= answer.time && !$0.marks.contains(.ineffectiveReset)
      }),
      !evidence.resets.contains(where: { $0.from == .server && $0.time < reset.time }),
      StaleSyn.judge(evidence) == nil, SynAckUnsolicited.judge(evidence) == nil
    else { return nil }
    let delay = reset.time - answer.time
    if evidence.record.marks.contains(.lostRace) {
      return evidence.finding(
        .handshakeResetByClient, .likely, of: .client,
        frames: evidence.syns.prefix(1).map(\.frame) + [answer.frame, reset.frame], at: reset.time, severity: .note,
        Phrase(
          en: """
            The client answered the SYN-ACK with RST after \(span(delay)): it had just opened a connection to the same port of another \
            address, and this was the loser of an address race (RFC 8305).
            """,
          ko: """
            클라이언트가 \(span(delay, in: .korean)) 뒤에 SYN-ACK에 RST로 응답했습니다. 같은 port로 다른 주소와 막 연결을 열었으므로, 두 주소에 동시에 접속해 늦은 쪽을 \
            끊은 것입니다(RFC 8305).
            """))
    }
    return evidence.finding(
      .handshakeResetByClient, .proved, of: .client,
      frames: evidence.syns.prefix(1).map(\.frame) + [answer.frame, reset.frame], at: reset.time,
      Phrase(
        en: """
          The client answered the SYN-ACK with RST after \(span(delay)) instead of completing the handshake: a scanner, a client that \
          gave up, the loser of an address race, or a device on the way that lost track.
          """,
        ko: """
          클라이언트가 3-way handshake를 완료하지 않고 \(span(delay, in: .korean)) 뒤에 SYN-ACK에 RST로 응답했습니다. scanner이거나, 포기한 클라이언트이거나, \
          두 주소에 동시에 접속해 늦은 쪽이거나, 중간 장비가 연결을 잊었습니다.
          """))
  }
}
