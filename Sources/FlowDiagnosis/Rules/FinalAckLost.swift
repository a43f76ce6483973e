import FlowTracking

/// `final-ack-lost`: the last ACK of the connection did not arrive; its sender acknowledges again from TIME_WAIT.
enum FinalAckLost {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard let loss = evidence.closingLosses.first(where: { $0.lost == .ack && $0.isLast }) else { return nil }
    let (side, cost) = (loss.side, loss.cost)
    return evidence.finding(
      .finalAckLost, loss.grade, of: loss.side.peer, frames: loss.frames, at: loss.time,
      loss: Loss(what: "ACK of FIN", location: loss.location),
      Phrase(
        en: """
          The last ACK did not reach the \(side.name(in: .english)), which stayed in LAST_ACK and sent its FIN again after \(span(cost)). \
          The \(side.peer.name(in: .english)) acknowledged again from TIME_WAIT: this is what TIME_WAIT is for.
          """,
        ko: """
          마지막 ACK가 \(side.name(in: .korean))에 도달하지 못했습니다. \(side.name(in: .korean))는 LAST_ACK에 머물다가 \
          \(span(cost, in: .korean)) 뒤에 FIN을 재전송했고, \(side.peer.name(in: .korean))가 TIME_WAIT에서 다시 ACK를 보냈습니다. TIME_WAIT은 바로 이를 \
          위한 상태입니다.
          """
      ).then(loss.grade == .proved ? nil : Evidence.orLate))
  }
}
