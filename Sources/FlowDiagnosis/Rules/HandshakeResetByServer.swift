import FlowTracking

/// `handshake-reset-by-server`: a SYN-ACK, then a RST before the server sent anything.
enum HandshakeResetByServer {
  static func judge(_ evidence: Evidence) -> Finding? {
    let record = evidence.record
    guard let answer = evidence.synAcks.first, record.server.octets == 0, record.server.finCount == 0,
      let reset = evidence.resets.first, reset.from == .server, reset.time >= answer.time,
      record.client.finCount == 0, HandshakeAckInvalid.judge(evidence) == nil, StaleSyn.judgeHeld(evidence) == nil,
      !hasServerProgress(evidence, before: reset.time)
    else { return nil }
    let acknowledged = evidence.handshakeAcks.first { $0.time <= reset.time }
    let wait = reset.time - answer.time
    return evidence.finding(
      .handshakeResetByServer, .proved, of: .server,
      frames: [answer.frame] + (acknowledged.map { [$0.frame] } ?? []) + [reset.frame], at: reset.time,
      Phrase(
        en: """
          The server reset the connection \(span(wait)) after its own SYN-ACK, before it had sent or acknowledged anything: its accept \
          queue was full and it aborts on overflow, or a filter or proxy stepped in.
          """,
        ko: """
          서버가 SYN-ACK를 보내고 \(span(wait, in: .korean)) 뒤, 데이터나 ACK를 보내기 전에 연결을 reset했습니다. accept queue가 넘쳐 reset하도록 설정되어 있거나, \
          방화벽이나 proxy가 끼어들었습니다.
          """
      ).then(hasGivenUp(evidence, acknowledged) ? givenUp : nil))
  }

  private static let givenUp = Phrase(
    en: "Or it had given up: the ACK came when its next SYN-ACK was long due.",
    ko: "또는 서버가 이미 포기했을 수 있습니다. 다음 SYN-ACK가 나왔어야 할 때를 훨씬 지나 ACK가 왔습니다.")

  /// Whether the server sent its SYN-ACK again, but no more in the time before `acknowledgement` in which it would have.
  private static func hasGivenUp(_ evidence: Evidence, _ acknowledgement: TimelineEntry?) -> Bool {
    guard let acknowledgement, let last = evidence.synAcks.last(where: { $0.time < acknowledgement.time }),
      let before = evidence.synAcks.last(where: { $0.time < last.time })
    else { return false }
    return acknowledgement.time - last.time > 2 * (last.time - before.time)
  }

  /// Whether the server acknowledged data before, which shows that it was past the handshake.
  private static func hasServerProgress(_ evidence: Evidence, before time: Int64) -> Bool {
    evidence.record.timeline.contains { $0.time < time && $0.run.serverPackets > 0 }
      || evidence.record.history(of: .server).contains {
        $0.state == .established && $0.standing == .proved && $0.time < time
      }
  }
}
