import FlowTracking

/// `fin-unanswered`: a FIN was repeated and never acknowledged.
enum FinUnanswered {
  static func judge(_ evidence: Evidence) -> Finding? {
    // Where the other direction was not captured, neither would an acknowledgement be.
    guard let loss = evidence.closingLosses.first(where: { $0.lost == .everything }),
      evidence.record[loss.side.peer].packets > 0
    else { return nil }
    let side = loss.side
    let extent = evidence.extent(evidence.fins(of: loss.side), counted: evidence.record[loss.side].finCount)
    let isCut = evidence.record.horizon - loss.time < max(1_000_000_000, loss.cost)
    let end = Phrase(
      en: "The capture ends while an acknowledgement of the last one could still come.",
      ko: "마지막 FIN에 대한 ACK가 아직 올 수 있는 시점에 캡처가 끝납니다.")
    return evidence.finding(
      .finUnanswered, isCut && extent.count < 3 ? .possible : loss.grade, of: loss.side.peer, frames: loss.frames,
      at: loss.time,
      Phrase(
        en: """
          The \(side.name(in: .english)) sent its FIN \(times(extent.count)) over \(span(extent.nanoseconds)) and no acknowledgement came \
          back: the other side is gone, or its answers were lost. The \(side.name(in: .english)) is left in a closing state until its \
          timer ends it.
          """,
        ko: """
          \(side.name(in: .korean))가 \(span(extent.nanoseconds, in: .korean)) 동안 FIN을 \(times(extent.count, in: .korean)) 보냈지만 ACK가 \
          돌아오지 않았습니다. 상대가 사라졌거나 상대의 응답이 유실되었습니다. \(side.name(in: .korean))는 타이머가 끝낼 때까지 종료 중인 상태에 머뭅니다.
          """
      ).then(isCut ? end : nil))
  }
}
