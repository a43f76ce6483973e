import FlowTracking

/// `capture-gap`: later segments were captured, and what lies before them was acknowledged without having been captured: the capture, not
/// the path, lost it.
enum CaptureGap {
  static func judge(_ evidence: Evidence) -> [Finding] {
    evidence.tallies(.captureGap).compactMap { tally in
      let (side, count, octets) = (tally.side, Int(tally.standing), tally.octets)
      // Without the acknowledgements it may have been lost on the path as well.
      let isAlone = evidence.record[side.peer].packets == 0
      return evidence.finding(
        .captureGap, isAlone ? .possible : .proved, of: side, frames: tally.evidence, at: tally.firstTime,
        isAlone
          ? Phrase(
            en:
              "\(octets) octets of the \(side.name(in: .english)) in \(count) \(count == 1 ? "place" : "places") are not in the capture; the other direction, which would tell whether they arrived, is not either.",
            ko:
              "\(side.name(in: .korean))의 \(octets) octet(\(count)곳)이 캡처에 없습니다. 도달 여부를 알려 줄 반대 방향도 캡처되지 않았습니다.")
          : Phrase(
            en:
              "\(octets) octets of the \(side.name(in: .english)) in \(count) \(count == 1 ? "place" : "places") were acknowledged but are not in the capture: it missed packets. Nothing was lost on the path.",
            ko:
              "\(side.name(in: .korean))의 \(octets) octet(\(count)곳)이 ACK되었지만 캡처에 없습니다. 캡처가 패킷을 놓친 것이고 경로에서 유실된 것은 없습니다."
          ))
    }
  }
}
