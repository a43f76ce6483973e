import FlowTracking

/// `attempt-abandoned`: the client stopped trying before an answer came, or began anew from the same port.
enum AttemptAbandoned {
  static func judge(_ evidence: Evidence) -> Finding? {
    let record = evidence.record
    guard record.isSettled, record.outcome == .unanswered || record.outcome == .halfOpen,
      evidence.handshakeAcks.isEmpty, let first = evidence.syns.first, let last = evidence.syns.last,
      !record.marks.contains(.simultaneousOpen), record.foldedEntries == 0
    else { return nil }
    let count = evidence.syns.count
    let tried = last.time - first.time
    if record.marks.contains(.superseded) {
      return evidence.finding(
        .attemptAbandoned, .proved, of: .client, frames: evidence.syns.map(\.frame), at: last.time,
        Phrase(
          en:
            "The client gave this attempt up after \(count == 1 ? "one SYN" : "\(count) SYNs") and began another one from the same port.",
          ko: "클라이언트는 SYN을 \(times(count, in: .korean)) 보낸 뒤 이 시도를 포기하고 같은 포트에서 새 연결을 시작했습니다."))
    }
    guard let schedule = RetrySchedule(of: record) else { return nil }
    let due = schedule.pause(after: count)
    // The next copy is overdue by half its pause; the end of a capture shows nothing.
    guard record.horizon - last.time > due + due / 2 + 500_000_000 else { return nil }
    let isWhole = count >= schedule.usualCount
    let reason =
      isWhole
      ? Phrase(
        en: "That is a kernel's whole schedule: connect ended with ETIMEDOUT.",
        ko: "커널의 재시도 일정이 모두 끝난 것으로, connect는 ETIMEDOUT으로 끝났습니다.")
      : Phrase(
        en:
          "The next copy was due \(span(due)) later: the application's own timeout ended it, or the kernel is set to fewer retries "
          + "(tcp_syn_retries).",
        ko:
          "다음 SYN은 \(span(due, in: .korean)) 뒤에 나왔어야 합니다. 애플리케이션의 timeout이 끝냈거나, 커널의 재시도 횟수(tcp_syn_retries)가 적게 설정되어 있습니다."
      )
    return evidence.finding(
      .attemptAbandoned, .likely, of: .client, frames: evidence.syns.map(\.frame), at: last.time,
      Phrase(
        en: "The client gave up after \(count) SYNs over \(span(tried)).",
        ko: "클라이언트는 \(span(tried, in: .korean)) 동안 SYN을 \(times(count, in: .korean)) 보내고 포기했습니다."
      ).then(reason))
  }
}
