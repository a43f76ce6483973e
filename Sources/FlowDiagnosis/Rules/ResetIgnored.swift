import FlowTracking
import PacketDecoding

/// `reset-ignored`: a RST passed, and both sides went on as if there had been none (RFC 9293 §3.5.3, RFC 5961 §3).
///
/// What was on its way already is no proof: one side must have acknowledged what the other sent after the RST.
enum ResetIgnored {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard
      let reset = evidence.resets.first(where: { reset in
        // A client refuses answers to its older attempts, which says nothing of this one (`stale-syn`, `time-wait-refused`).
        reset.marks.contains(.ineffectiveReset) && !isRefusal(reset, evidence)
      })
    else { return nil }
    let who = reset.from
    let account =
      !reset.marks.contains(.mismatch)
      ? Phrase(
        en:
          "A RST in the \(who.name(in: .english))'s name passed, and both sides went on as if there had been none: it was lost, or a "
          + "filter on the way took it out. The \(who.name(in: .english)) did not send it, or it belonged to something else.",
        ko: "\(who.name(in: .korean)) 이름의 RST가 지나갔지만 양쪽 모두 아무 일 없었다는 듯 통신을 계속했습니다. RST가 유실되었거나 중간의 필터가 제거한 것입니다. "
          + "\(who.name(in: .korean))가 보낸 것이 아니거나 다른 연결에 속한 RST입니다.")
      : Phrase(
        en:
          "A RST in the \(who.name(in: .english))'s name passed, and both sides went on as if there had been none: its sequence number "
          + "was not the next one that the \(who.peer.name(in: .english)) expected, so it was dropped or answered by a challenge ACK.",
        ko: "\(who.name(in: .korean)) 이름의 RST가 지나갔지만 양쪽 모두 아무 일 없었다는 듯 통신을 계속했습니다. sequence number가 "
          + "\(who.peer.name(in: .korean))가 기다리던 값이 아니어서 버려졌거나 challenge ACK로 응답되었습니다.")
    return evidence.finding(
      .resetIgnored, .proved, of: who.peer, frames: evidence.frames(of: reset), at: reset.time, account)
  }

  private static func isRefusal(_ reset: TimelineEntry, _ evidence: Evidence) -> Bool {
    if reset.from == .client {
      return evidence.handshakeAcks.allSatisfy { $0.time > reset.time } && !evidence.syns.isEmpty
    }
    return evidence.syns.contains { $0.time > reset.time }
  }
}
