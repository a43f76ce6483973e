import FlowTracking

/// `simultaneous-open`: two SYNs without ACK, one each way (RFC 9293 §3.5, figure 7).
enum SimultaneousOpen {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard let mine = evidence.syns.first,
      let theirs = evidence.entries.first(where: { $0.step == .syn && $0.from == .server })
    else { return nil }
    let answers = evidence.entries.filter { $0.step == .synAck }
    return evidence.finding(
      .simultaneousOpen, .proved, of: .client, frames: [mine.frame, theirs.frame] + answers.prefix(2).map(\.frame),
      at: answers.prefix(2).last?.time ?? max(mine.time, theirs.time),
      Phrase(
        en: "Both sides asked to connect at the same time; each passes SYN_SENT and SYN_RCVD. Nothing was lost.",
        ko: "양쪽이 동시에 연결을 요청했고, 둘 다 SYN_SENT와 SYN_RCVD를 거칩니다. 잃은 것은 없습니다."))
  }
}
