import FlowTracking
import PacketDecoding

/// `connection-aborted`: a RST with ACK from a side that knew the connection (RFC 9293 §3.10.5, §3.6.1).
enum ConnectionAborted {
  static func judge(_ evidence: Evidence) -> Finding? {
    let record = evidence.record
    guard
      let reset = evidence.resets.first(where: {
        reset in
        reset.flags.contains(.ack) && !reset.marks.contains(.ineffectiveReset)
          && evidence.synAcks.allSatisfy { $0.time < reset.time } && reset.time > evidence.syns.last?.time ?? .min
      }),
      evidence.synAcks.count > 0 || ConnectionRefused.judge(evidence) == nil,
      HandshakeResetByClient.judge(evidence) == nil,
      HandshakeResetByServer.judge(evidence) == nil,
      record[reset.from].packets > UInt64(record[reset.from].rstCount),
      record.outcome == .completed || record.outcome == .unseen, !isAtEnd(evidence, reset)
    else { return nil }
    let side = reset.from
    return evidence.finding(
      .connectionAborted, .proved, of: reset.from, frames: evidence.frames(of: reset),
      at: reset.time,
      Phrase(
        en: """
          The \(side.name(in: .english)) gave the connection up with RST instead of closing it: it closed with data unread, or its \
          application asked for an abort (linger 0) or died. What was still on the way is lost.
          """,
        ko: """
          \(side.name(in: .korean))가 정상 종료 대신 RST로 연결을 포기했습니다. 읽지 않은 데이터가 남은 채 닫았거나, 애플리케이션이 abort를 요청했거나(linger 0) \
          죽었습니다. 전송 중이던 데이터는 사라집니다.
          """))
  }

  /// Whether both sides had closed already, so that the RST cut nothing.
  private static func isAtEnd(_ evidence: Evidence, _ reset: TimelineEntry) -> Bool {
    Side.allCases.allSatisfy { side in evidence.fins(of: side).contains { $0.time < reset.time } }
  }
}
