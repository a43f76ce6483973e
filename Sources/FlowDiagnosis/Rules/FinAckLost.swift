import FlowTracking

/// `fin-ack-lost`: a FIN was repeated although it had been acknowledged, and its sender still waited for the peer's FIN.
///
/// An acknowledgement that travelled on the peer's FIN was lost with it: that is one loss, and `fin-lost` tells it.
enum FinAckLost {
  static func judge(_ evidence: Evidence) -> Finding? {
    let losses = evidence.closingLosses
    guard
      let loss = losses.first(where: { loss in
        loss.lost == .ack && !loss.isLast && !losses.contains { $0.explains(loss, evidence) }
      })
    else { return nil }
    let (side, cost) = (loss.side, loss.cost)
    return evidence.finding(
      .finAckLost, loss.grade, of: loss.side.peer, frames: loss.frames, at: loss.time,
      loss: Loss(what: "ACK of FIN", location: loss.location),
      Phrase(
        en: """
          The \(side.name(in: .english))'s FIN arrived, but its acknowledgement did not come back to the \(side.name(in: .english)), \
          which sent the FIN again after \(span(cost)).
          """,
        ko: """
          \(side.name(in: .korean))의 FIN은 도달했지만 그에 대한 ACK가 돌아오지 못해, \(side.name(in: .korean))가 \(span(cost, in: .korean)) 뒤에 \
          FIN을 재전송했습니다.
          """
      ).then(loss.grade == .proved ? nil : Evidence.orLate))
  }
}

extension ClosingLoss {
  /// Whether the acknowledgements that `other` misses all stood on the FINs that this loss is about.
  fileprivate func explains(_ other: ClosingLoss, _ evidence: Evidence) -> Bool {
    guard lost == .fin, side == other.side.peer else { return false }
    let fins = Set(evidence.fins(of: side).map(\.frame))
    return other.frames.dropLast().allSatisfy(fins.contains)
  }
}
