import FlowTracking
import PacketDecoding

/// `time-wait`: the side in TIME_WAIT had to acknowledge a FIN again, and its wait began anew (RFC 9293 §3.10.7.4, fifth check).
///
/// Every connection that is closed in order ends in TIME_WAIT on one side; that alone is nothing to tell.
enum TimeWait {
  /// How long Linux stays in TIME_WAIT.
  private static let duration: Int64 = 60_000_000_000

  static func judge(_ evidence: Evidence) -> Finding? {
    for side in Side.allCases {
      guard let span = evidence.record.history(of: side).first(where: { $0.state == .timeWait }),
        let fin = evidence.fins(of: side.peer).first
      else { continue }
      let answers = evidence.acknowledgements(ofFinOf: side.peer, endingAt: fin.sequenceEnd).filter {
        $0.time > span.time && $0.payloadLength == 0 && !$0.flags.contains(.rst)
      }
      guard let last = answers.last,
        let again = evidence.fins(of: side.peer).last(where: { $0.time <= last.time && $0.frame > span.frame })
      else { continue }
      return finding(evidence, holder: side, since: span, again: again, last: last, count: answers.count)
    }
    return nil
  }

  private static func finding(
    _ evidence: Evidence, holder: Side, since: StateSpan, again: TimelineEntry, last: TimelineEntry, count: Int
  ) -> Finding? {
    let start = since.time - evidence.record.start
    let end = last.time - evidence.record.start + duration
    return evidence.finding(
      .timeWait, .proved, of: holder, frames: [since.frame, again.frame, last.frame].uniqueInOrder, at: last.time,
      Phrase(
        en:
          "The \(holder.name(in: .english)) is in TIME_WAIT since \(span(start)) and had to acknowledge the other side's FIN "
          + "\(times(count)) more, which begins the wait anew: on Linux it ends at \(span(end)), by the RFC after twice the maximum segment lifetime.",
        ko:
          "\(holder.name(in: .korean))는 \(span(start, in: .korean))부터 TIME_WAIT이며 상대의 FIN을 \(times(count, in: .korean)) 더 확인 응답해야 했고, 그때마다 대기가 "
          + "다시 시작됩니다. Linux에서는 \(span(end, in: .korean))에 끝나고, RFC로는 최대 segment 수명의 두 배 뒤에 끝납니다."))
  }
}
