import FlowTracking

/// `window-shrunk`: the right edge of a window moved left, which RFC 9293 strongly discourages; it matters where data was on its way.
enum WindowShrunk {
  static func judge(_ evidence: Evidence) -> [Finding] {
    evidence.tallies(.windowShrunk).compactMap { tally in
      let (side, count, octets) = (tally.side, Int(tally.standing), tally.octets)
      let cut = tally.missed > 0
      return evidence.finding(
        .windowShrunk, .proved, of: side, frames: tally.evidence, at: tally.firstTime, severity: cut ? .warning : .note,
        Phrase(
          en:
            "The \(side.name(in: .english)) moved the right edge of its window back \(times(count)), by \(octets) octets in all."
            + (cut ? " Data that it had made room for was already on its way." : ""),
          ko:
            "\(side.name(in: .korean))가 window의 오른쪽 끝을 \(times(count, in: .korean)) 뒤로 옮겼습니다(모두 \(octets) octet)."
            + (cut ? " 이미 그 자리를 믿고 보낸 데이터가 있었습니다." : "")))
    }
  }
}
