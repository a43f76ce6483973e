import FlowTracking

/// `reset-storm`: one side sends RST after RST without a segment in between that could ask for them (RFC 9293 §3.5.2: a RST answers a segment, unless an application asked for it).
///
/// One RST for each segment that was in flight is normal: those have a segment each to answer. So is one now and then.
enum ResetStorm {
  /// How many that nothing asked for make a storm.
  private static let limit = 10
  /// The longest pause within one, in nanoseconds.
  private static let pause: Int64 = 1_000_000_000

  static func judge(_ evidence: Evidence) -> Finding? {
    for side in Side.allCases {
      let storm = unasked(evidence.resets.filter { $0.from == side })
      guard storm.count > limit, let first = storm.first, let last = storm.last,
        storm.count > limit + inFlight(before: first, evidence)
      else { continue }
      let count = storm.count
      let time = last.time - first.time
      return evidence.finding(
        .resetStorm, .proved, of: side, frames: storm.prefix(limit + 1).map(\.frame), at: storm[limit].time,
        Phrase(
          en: """
            The \(side.name(in: .english)) sent \(count) RSTs within \(span(time)), and nothing passed in between that could ask for \
            them: a loop, a broken stack, or a device that resets in its name.
            """,
          ko: """
            \(side.name(in: .korean))가 \(span(time, in: .korean)) 동안 RST를 \(times(count, in: .korean)) 보냈지만 그사이 이를 요청할 segment가 없었습니다. 루프, 고장 난 \
            스택, 또는 이름을 빌려 RST를 보내는 장비입니다.
            """))
    }
    return nil
  }

  /// How many segments of the other side may have been on the way when the first RST passed, at most: each asks for one.
  private static func inFlight(before first: TimelineEntry, _ evidence: Evidence) -> Int {
    guard let cut = evidence.record.resetCut, cut.frame <= first.frame else { return 0 }
    return Int(cut.segmentLimit)
  }

  /// The longest run of `resets` that follow each other at once, with nothing of the other side between them.
  private static func unasked(_ resets: [TimelineEntry]) -> [TimelineEntry] {
    var longest: [TimelineEntry] = []
    var run: [TimelineEntry] = []
    for reset in resets {
      if let last = run.last, last.peersFrame != reset.peersFrame || reset.time - last.time > pause { run = [] }
      run.append(reset)
      if run.count > longest.count { longest = run }
    }
    return longest
  }
}
