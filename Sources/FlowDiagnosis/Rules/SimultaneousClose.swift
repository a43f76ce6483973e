import FlowTracking

/// `simultaneous-close`: each side sent its FIN before it had the other's (RFC 9293 §3.6, figure 13).
enum SimultaneousClose {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard let mine = evidence.fins(of: .client).first, let theirs = evidence.fins(of: .server).first,
      Side.allCases.allSatisfy({ side in
        evidence.record.history(of: side).contains { $0.state == .closing && $0.standing == .proved }
      })
    else { return nil }
    let nothingLost = Phrase(en: "Nothing was lost.", ko: "잃은 것은 없습니다.")
    return evidence.finding(
      .simultaneousClose, .proved, of: mine.time <= theirs.time ? .client : .server,
      frames: [mine.frame, theirs.frame].sorted(),
      at: max(mine.time, theirs.time),
      Phrase(
        en: "Both sides closed at the same time and their FINs crossed; both pass CLOSING.",
        ko: "양쪽이 동시에 닫아 FIN이 서로 엇갈렸고, 둘 다 CLOSING을 거칩니다."
      ).then(evidence.closingLosses.isEmpty ? nothingLost : nil))
  }
}
