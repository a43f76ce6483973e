import FlowTracking

/// `keep-alive`: an idle side asked whether its peer was still there.
enum KeepAlive {
  static func judge(_ evidence: Evidence) -> [Finding] {
    evidence.tallies(.keepAlive).compactMap { tally in
      let (side, count, interval) = (tally.side, Int(tally.standing), tally.longest)
      return evidence.finding(
        .keepAlive, .proved, of: side, frames: tally.evidence, at: tally.firstTime,
        Phrase(
          en:
            "The \(side.name(in: .english)) asked \(times(count)) whether the \(side.peer.name(in: .english)) was still there"
            + (interval > 0 ? ", \(span(interval)) apart at most while no answer came." : "."),
          ko:
            "\(side.name(in: .korean))가 \(side.peer.name(in: .korean))의 생존을 \(times(count, in: .korean)) 확인했습니다"
            + (interval > 0 ? "(응답이 없을 때의 간격 최대 \(span(interval, in: .korean)))." : ".")))
    }
  }
}
