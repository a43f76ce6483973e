import FlowTracking

/// `syn-dropped-by-queue`: a lost SYN whose listener ignored other clients as well, while it answered some.
enum SynDroppedByQueue {
  static func judge(_ evidence: Evidence) -> Finding? {
    // One SYN may be lost in a moment's burst; copies that are a second apart are not.
    guard let loss = evidence.openingLosses.first(where: { $0.lost == .syn }), loss.count >= 2,
      evidence.record.marks.contains(.listenerDropsSyns), let other = evidence.record.listenerFrame
    else { return nil }
    let count = loss.count
    let cost = loss.cost
    return evidence.finding(
      .synDroppedByQueue, .likely, of: .server, frames: (loss.frames + [other]).sorted(), at: loss.time,
      loss: Loss(what: "SYN", location: loss.location),
      Phrase(
        en:
          "The server ignored the client's SYN \(times(count)), which cost \(span(cost)), and answered a later copy at once. It ignored "
          + "other clients of this port at the same time and answered some, so its SYN queue or accept queue was full, rather than the path "
          + "lossy. Look at the listener's queue (ss -ltn) and at nstat TcpExtListenOverflows and TcpExtListenDrops.",
        ko:
          "서버가 클라이언트의 SYN을 \(times(count, in: .korean)) 무시해 \(span(cost, in: .korean))가 지연되었고, 나중에 보낸 SYN에는 곧바로 응답했습니다. "
          + "같은 시간에 이 포트의 다른 클라이언트도 무시하면서 일부에는 응답했으므로, 경로 유실보다는 SYN queue 또는 accept queue가 가득 찼을 가능성이 높습니다. "
          + "listener의 queue(ss -ltn)와 nstat의 TcpExtListenOverflows, TcpExtListenDrops를 확인하십시오."))
  }
}
