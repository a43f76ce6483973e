import FlowTracking

/// `duplicate-ack`: three acknowledgements in a row repeated the one before, with data outstanding: enough to make the sender repeat.
enum DuplicateAck {
  static func judge(_ evidence: Evidence) -> [Finding] {
    evidence.tallies(.duplicateAck).compactMap { tally in
      // The longest row; fewer than three are what any reordering brings.
      guard tally.longest >= 3 else { return nil }
      let (side, count, row) = (tally.side, Int(tally.standing), Int(clamping: tally.longest))
      return evidence.finding(
        .duplicateAck, .proved, of: side, frames: tally.evidence, at: tally.firstTime,
        Phrase(
          en:
            "The \(side.name(in: .english)) repeated an acknowledgement \(times(count)), \(row) in a row at most: segments behind a missing one were arriving.",
          ko:
            "\(side.name(in: .korean))가 같은 ACK를 \(times(count, in: .korean)) 반복했습니다(연속 최대 \(row)번). 빠진 segment 뒤의 segment들이 도착하고 있었습니다."
        ))
    }
  }
}
