import FlowTracking

/// `syn-ack-retransmitted`: a repeated SYN-ACK that neither a lost SYN-ACK, a lost ACK nor a stale SYN explains.
enum SynAckRetransmitted {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard evidence.synAcks.count > 1, evidence.openingLosses.allSatisfy({ $0.lost == .syn }),
      StaleSyn.judge(evidence) == nil
    else { return nil }
    // As many answers as SYNs: the repeated SYN is what there is to tell.
    if evidence.synAcks.count <= evidence.syns.count, SynRetransmitted.judge(evidence) != nil { return nil }
    if evidence.synAcks.dropFirst().allSatisfy({ $0.marks.contains(.crossing) }) || isSlowPath(evidence) {
      return crossed(evidence)
    }
    let first = evidence.synAcks[0]
    let last = evidence.synAcks[evidence.synAcks.count - 1]
    let bySyn =
      evidence.syns.contains { last.time - $0.time >= 0 && last.time - $0.time < 1_000_000 }
      || evidence.hasAnsweredCopies(evidence.syns.filter { $0.time <= first.time })
    let wait = last.time - evidence.synAcks[evidence.synAcks.count - 2].time
    let cause =
      bySyn
      ? (en: "a repeated SYN made it", ko: "다시 온 SYN에 응답한 것입니다")
      : wait >= 200_000_000
        ? (en: "its timer ran out", ko: "타이머가 만료되어 보낸 것입니다")
        : (
          en: "a SYN that was not captured made it, or the network copied it",
          ko: "캡처되지 않은 SYN에 응답했거나 네트워크가 복제한 것입니다"
        )
    let silence = Phrase(
      en: "No ACK of the client was captured: its answers or the SYN-ACKs were lost, or it is gone or never asked.",
      ko: "클라이언트의 ACK는 캡처되지 않았습니다. 클라이언트의 응답이나 SYN-ACK가 유실되었거나, 클라이언트가 사라졌거나 애초에 요청하지 않았습니다.")
    let (count, extent) = (evidence.synAcks.count, last.time - first.time)
    return evidence.finding(
      .synAckRetransmitted, .proved, of: .server, frames: evidence.synAcks.map(\.frame), at: last.time,
      Phrase(
        en: "The server sent its SYN-ACK \(times(count)) over \(span(extent)), the last because \(cause.en).",
        ko: "서버가 \(span(extent, in: .korean)) 동안 SYN-ACK를 \(times(count, in: .korean)) 보냈습니다. 마지막 SYN-ACK는 \(cause.ko)."
      ).then(evidence.handshakeAcks.isEmpty ? silence : nil))
  }

  /// Whether each SYN-ACK was answered, or the client is known to be as far away as its ACK took.
  private static func isSlowPath(_ evidence: Evidence) -> Bool {
    guard let ack = evidence.handshakeAcks.first, ack.time > evidence.synAcks[1].time else { return false }
    return evidence.handshakeAcks.count >= evidence.synAcks.count
      || evidence.record.client.roundTrip.map { $0 + $0 / 2 >= ack.time - evidence.synAcks[0].time } ?? false
  }

  /// Every copy was on its way when the client's ACK passed: nothing was lost, the timer was short for this path.
  private static func crossed(_ evidence: Evidence) -> Finding? {
    // No timer is shorter than 200 ms: copies closer together have another cause, and lost nothing either.
    guard let ack = evidence.handshakeAcks.first, evidence.synAcks[1].time - evidence.synAcks[0].time >= 200_000_000,
      let copy = evidence.synAcks.dropFirst().last(where: { $0.time >= ack.time }) ?? evidence.synAcks.last
    else { return nil }
    return evidence.finding(
      .synAckRetransmitted, .proved, of: .server, frames: (evidence.synAcks.map(\.frame) + [ack.frame]).sorted(),
      at: copy.time,
      severity: .note,
      Phrase(
        en: """
          The server sent its SYN-ACK again just before the client's ACK reached it: the two crossed and nothing was lost. An answer \
          takes longer on this path than the server's timer waits.
          """,
        ko: """
          클라이언트의 ACK가 도달하기 직전에 서버가 SYN-ACK를 재전송했습니다. 둘이 엇갈렸을 뿐 유실된 것은 없습니다. 이 경로에서는 응답이 서버의 타이머보다 오래 걸립니다.
          """))
  }
}
