import FlowTracking
import PacketDecoding

/// `reset-no-connection`: a bare RST with the number that the provoking segment acknowledged, from a side that had not closed
/// (RFC 9293 §3.5.2, group 3): it knows nothing of the connection.
enum ResetNoConnection {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard
      let reset = evidence.resets.first(where: {
        !$0.flags.contains(.ack) && !$0.marks.contains(.ineffectiveReset) && !ResetInjected.isInjected($0, evidence)
      }),
      evidence.record[reset.from.peer].packets > 0, evidence.record.resetCut?.isAnswer ?? true,
      // A side that has just given up, or was reset itself, resets what comes after that, too.
      evidence.resets.allSatisfy({
        $0.frame >= reset.frame || ($0.from != reset.from && $0.marks.contains(.ineffectiveReset))
      }),
      // Who sends a FIN, even one that the RST overtook, knows of the connection.
      evidence.fins(of: reset.from).isEmpty,
      evidence.record.outcome == .completed || evidence.record.outcome == .unseen,
      HandshakeResetByClient.judge(evidence) == nil, HandshakeResetByServer.judge(evidence) == nil,
      StaleSyn.judge(evidence) == nil, ResetAfterIdle.judge(evidence) == nil
    else { return nil }
    let side = reset.from
    return evidence.finding(
      .resetNoConnection, .likely, of: reset.from, frames: evidence.frames(of: reset),
      at: reset.time,
      Phrase(
        en: """
          The \(side.name(in: .english)) answered a segment with a bare RST, as a host does that has no such connection: it restarted, \
          its socket is gone, or a device on the way forgot the connection.
          """,
        ko: """
          \(side.name(in: .korean))가 그런 연결이 없는 호스트처럼 ACK 없는 RST로 응답했습니다. 호스트가 재시작했거나, socket이 사라졌거나, 중간 장비가 연결을 잊었습니다.
          """))
  }
}
