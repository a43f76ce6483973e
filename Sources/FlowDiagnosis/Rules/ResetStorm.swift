import FlowTracking

/// `reset-storm`: one side sends RST after RST without a segment in between that could ask for them (RFC 5961 §7 wants such answers rationed).
///
/// One RST for each segment that was in flight is normal: those have a segment each to answer.
enum ResetStorm {
  /// How many more than were asked for make a storm.
  private static let limit = 10

  static func judge(_ evidence: Evidence) -> Finding? {
    for side in Side.allCases {
      let resets = evidence.resets.filter { $0.from == side }
      guard resets.count > limit, let first = resets.first, let last = resets.last else { continue }
      let asked = Set(resets.map(\.peersFrame)).count
      guard resets.count - asked >= limit else { continue }
      let count = Int(evidence.record[side].rstCount)
      let time = last.time - first.time
      return evidence.finding(
        .resetStorm, .proved, of: side, frames: resets.prefix(limit + 1).map(\.frame), at: resets[limit].time,
        Phrase(
          en:
            "The \(side.name(in: .english)) sent \(count) RSTs within \(span(time)), and at most \(asked) of them answer a segment: a "
            + "loop, a broken stack, or a device that resets in its name.",
          ko:
            "\(side.name(in: .korean))가 \(span(time, in: .korean)) 동안 RST를 \(count)번 보냈지만 segment에 대한 응답은 많아야 \(asked)번입니다. 루프, 고장 난 스택, "
            + "또는 이름을 빌려 RST를 보내는 장비입니다."))
    }
    return nil
  }
}
