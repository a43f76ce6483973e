import FlowTracking

/// `syn-lost`: the server's first SYN-ACK answers a later copy of the SYN.
enum SynLost {
  static func judge(_ evidence: Evidence) -> Finding? {
    // The answer to a stale SYN came in between: the server was busy with that one, or this SYN was.
    guard let loss = evidence.openingLosses.first(where: { $0.lost == .syn }), StaleSyn.judge(evidence) == nil,
      TimeWaitRefused.judge(evidence) == nil, SynDroppedByQueue.judge(evidence) == nil
    else { return nil }
    let proof =
      loss.isEchoed
      ? Phrase(
        en:
          "The SYN-ACK echoes the timestamp of a later copy, so the earlier ones never entered the server's table: lost, or "
          + "ignored because a queue was full.",
        ko: "SYN-ACK가 나중에 보낸 SYN의 timestamp를 echo하므로, 앞선 SYN은 서버의 테이블에 들어간 적이 없습니다. 유실되었거나 큐가 가득 차서 무시된 것입니다.")
      : Phrase(
        en:
          "There are no timestamps to tell a lost SYN from a lost SYN-ACK; the answer followed the last copy at once.",
        ko: "timestamp가 없어 SYN 유실과 SYN-ACK 유실을 확실히 구별할 수는 없지만, 마지막 SYN에는 곧바로 응답이 왔습니다.")
    return evidence.finding(
      .synLost, loss.grade, of: .client, frames: loss.frames, at: loss.time,
      loss: Loss(what: "SYN", location: loss.location),
      Phrase(
        en:
          "The client's SYN passed here \(times(loss.count)) without reaching the server, which cost \(span(loss.cost)).",
        ko:
          "클라이언트의 SYN이 캡처 지점을 \(times(loss.count, in: .korean)) 지나갔지만 서버에 도달하지 못해 \(span(loss.cost, in: .korean))가 지연되었습니다."
      ).then(proof).then(evidence.scheduleSentence))
  }
}
