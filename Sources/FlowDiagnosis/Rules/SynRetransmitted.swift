import FlowTracking

/// `syn-retransmitted`: a repeated SYN that no loss, refusal or silence explains yet.
enum SynRetransmitted {
  static func judge(_ evidence: Evidence) -> Finding? {
    // What an old connection answered is told elsewhere.
    let answered = evidence.oddAnswer?.answer.time ?? .min
    guard evidence.syns.count(where: { $0.time > answered }) > 1,
      evidence.openingLosses.allSatisfy({ $0.lost == .handshakeAck }),
      SynUnanswered.judge(evidence) == nil, ConnectionRefused.judge(evidence) == nil,
      ICMPUnreachable.judge(evidence) == nil, StaleSyn.judge(evidence) == nil, TimeWaitRefused.judge(evidence) == nil
    else { return nil }
    let last = evidence.syns[evidence.syns.count - 1]
    if let answer = evidence.synAcks.first,
      evidence.syns.dropFirst().allSatisfy({ crossed($0, answer, evidence) })
        || evidence.areAllAnswered(evidence.syns, by: answer)
    {
      return evidence.finding(
        .synRetransmitted, .proved, of: .client, frames: (evidence.syns.map(\.frame) + [answer.frame]).sorted(),
        at: last.time,
        severity: .note,
        Phrase(
          en: """
            The client sent its SYN again just before the SYN-ACK reached it: the two crossed and nothing was lost. An answer takes \
            longer on this path than the client's timer waits.
            """,
          ko: """
            SYN-ACK가 도달하기 직전에 클라이언트가 SYN을 재전송했습니다. 둘이 엇갈렸을 뿐 유실된 것은 없습니다. 이 경로에서는 응답이 클라이언트의 타이머보다 오래 걸립니다.
            """))
    }
    let extent = evidence.extent(evidence.syns, counted: evidence.record.client.synCount)
    return evidence.finding(
      .synRetransmitted, .proved, of: .client, frames: evidence.syns.map(\.frame), at: last.time,
      Phrase(
        en: """
          The client sent its SYN \(times(extent.count)), over \(span(extent.nanoseconds)). A SYN or its SYN-ACK was lost beyond the \
          capture point, or the server did not answer; which is not known.
          """,
        ko: """
          클라이언트가 \(span(extent.nanoseconds, in: .korean)) 동안 SYN을 \(times(extent.count, in: .korean)) 보냈습니다. 캡처 지점 너머에서 SYN이나 \
          SYN-ACK가 유실되었거나 서버가 응답하지 않았으며, 어느 쪽인지는 알 수 없습니다.
          """
      ).then(evidence.scheduleSentence))
  }

  /// Whether `syn` and `answer`, the server's to an earlier copy, passed each other: the answer passed first but could not be at the
  /// client yet, or it echoes the first SYN and the path is known to be as long as it took.
  private static func crossed(_ syn: TimelineEntry, _ answer: TimelineEntry, _ evidence: Evidence) -> Bool {
    if answer.time < syn.time { return syn.time - answer.time <= evidence.crossingTime(at: .client) }
    return evidence.isSlowPath(to: answer)
  }
}
