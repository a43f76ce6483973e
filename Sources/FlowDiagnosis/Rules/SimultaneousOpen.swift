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
      "Both sides asked to connect at the same time; each passes SYN_SENT and SYN_RCVD. Nothing was lost.")
  }
}
