import FlowTracking

/// `syn-unanswered`: the client asked and nothing came back in the time that a client waits.
enum SynUnanswered {
  /// Whether nothing came back for long enough, the client having tried for `tried` nanoseconds, and the capture going on for `waited` after that.
  static func isSilence(tried: Int64, waited: Int64) -> Bool {
    // One initial RTO (RFC 6298 §2) must have passed in silence; the end of a capture is no silence.
    tried >= 900_000_000 || waited >= 900_000_000
  }

  static func judge(_ evidence: Evidence) -> Finding? {
    let record = evidence.record
    guard record.outcome == .unanswered, let first = evidence.syns.first, let last = evidence.syns.last,
      record.server.packets == 0
    else { return nil }
    let tried = last.time - first.time
    let waited = record.horizon - last.time
    guard isSilence(tried: tried, waited: waited) else { return nil }
    let extent = evidence.extent(evidence.syns, counted: record.client.synCount)
    // The client's next copy may come after twice the last pause, or after the first RTO, and be answered.
    let pause = evidence.syns.dropLast().last.map { last.time - $0.time } ?? 1_000_000_000
    let isNearEnd = !record.marks.contains(.superseded) && waited < 2 * pause + 1_000_000_000
    // Who hears nothing asks again; who does not has given up at once, or was answered after all.
    let isAlone = extent.count == 1 && waited >= 3_500_000_000
    let doubt = Phrase(
      en: "It did not ask again: it gave up at once, or the capture lacks the answer.",
      ko: "다시 요청하지 않았으므로, 바로 포기했거나 응답이 캡처에 없는 것일 수 있습니다.")
    let end = Phrase(
      en: "The capture ends while an answer to the last one could still come.",
      ko: "마지막 SYN에 대한 응답이 아직 올 수 있는 시점에 캡처가 끝납니다.")
    return evidence.finding(
      .synUnanswered, isNearEnd || isAlone ? .likely : .proved, of: .server, frames: evidence.syns.map(\.frame),
      at: last.time,
      Phrase(
        en: """
          The client asked \(times(extent.count))\(tried > 0 ? " over \(span(extent.nanoseconds))" : "") and nothing came back: the SYNs \
          or all answers were lost, a filter dropped them, or nothing is at that address.
          """,
        ko: """
          클라이언트가 \(tried > 0 ? "\(span(extent.nanoseconds, in: .korean)) 동안 " : "")\(times(extent.count, in: .korean)) 연결을 요청했지만 아무것도 \
          돌아오지 않았습니다. SYN이나 모든 응답이 유실되었거나, 필터가 버렸거나, 그 주소에 아무도 없습니다.
          """
      ).then(evidence.scheduleSentence).then(isNearEnd ? end : isAlone ? doubt : nil))
  }
}
