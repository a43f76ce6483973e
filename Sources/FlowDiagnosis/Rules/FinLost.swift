import FlowTracking

/// `fin-lost`: a FIN was repeated, and the acknowledgement answers a later copy.
enum FinLost {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard let loss = evidence.closingLosses.first(where: { $0.lost == .fin }) else { return nil }
    let (side, peer, cost, count) = (loss.side, loss.side.peer, loss.cost, loss.count)
    let doubt = Phrase(
      en: "Its acknowledgement may have been lost instead.", ko: "FIN이 아니라 그에 대한 ACK가 유실되었을 수도 있습니다.")
    // Where they could not all be read, it is only possible.
    let unread = Phrase(
      en: "Not all of the options that would tell were captured.", ko: "이를 알려 줄 option이 모두 캡처되지는 않았습니다.")
    return evidence.finding(
      .finLost, loss.grade, of: loss.side, frames: loss.frames, at: loss.time,
      loss: Loss(what: "FIN", location: loss.location), severity: loss.grade == .possible ? .note : nil,
      Phrase(
        en: """
          The \(side.name(in: .english))'s FIN passed here \(times(count)) and did not reach the \(peer.name(in: .english)); a copy sent \
          \(span(cost)) later did. The \(peer.name(in: .english)) was still there to answer.
          """,
        ko: """
          \(side.name(in: .korean))의 FIN이 캡처 지점을 \(times(count, in: .korean)) 지나갔지만 \(peer.name(in: .korean))에 도달하지 못했고, \
          \(span(cost, in: .korean)) 뒤에 재전송한 FIN이 도달했습니다. \(peer.name(in: .korean))는 아직 남아 있어 응답할 수 있었습니다.
          """
      ).then(loss.grade == .proved ? nil : doubt).then(loss.grade == .possible ? unread : nil))
  }
}
