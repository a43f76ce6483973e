import FlowTracking
import PacketDecoding

/// `half-close-stuck`: one side closed, and the other neither closed nor sent anything for a minute or more: CLOSE_WAIT there, FIN_WAIT_2
/// at the side that closed (RFC 9293 §3.6).
///
/// Where the capture ends in it after ten seconds or more, that is told as it is: still open at the end. A note where the capture has gaps: the FIN
/// that seems to be missing may be in one of them.
enum HalfCloseStuck {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard let wait = evidence.record.closeWait,
      let side = Side.allCases.first(where: { isWaiting($0, evidence) }),
      let fin = evidence.fins(of: side.peer).first,
      let ack = evidence.acknowledgements(ofFinOf: side.peer, endingAt: fin.sequenceEnd).first
    else { return nil }
    let own = evidence.fins(of: side).first
    let who = side
    let isLong = wait >= Connection.lateCloseLimit
    var account = Phrase(
      en:
        "The \(who.name(in: .english)) acknowledged the \(who.peer.name(in: .english))'s FIN and then said nothing for \(span(wait)): "
        + "its application did not close (CLOSE_WAIT), and the \(who.peer.name(in: .english)) waited in FIN_WAIT_2.",
      ko:
        "\(who.name(in: .korean))가 \(who.peer.name(in: .korean))의 FIN을 확인 응답한 뒤 \(span(wait, in: .korean)) 동안 아무것도 보내지 않았습니다. "
        + "애플리케이션이 닫지 않아 CLOSE_WAIT에 머물렀고, \(who.peer.name(in: .korean))는 FIN_WAIT_2에서 기다렸습니다.")
    account = account.then(
      own == nil
        ? Phrase(en: "It was still open when the capture ended.", ko: "캡처가 끝날 때까지 열려 있었습니다.")
        : Phrase(
          en: "A host that has closed for good forgets FIN_WAIT_2 after a while (Linux: 60 s).",
          ko: "완전히 닫은 호스트는 얼마 뒤 FIN_WAIT_2를 잊습니다(Linux: 60초)."))
    let hasGaps = own == nil && !evidence.record.marks.isDisjoint(with: [.captureGap, .acknowledgesUnseen])
    if hasGaps {
      account = account.then(
        Phrase(
          en: "The capture has gaps: the \(who.name(in: .english))'s FIN may be in one of them.",
          ko: "캡처에 빠진 부분이 있어, \(who.name(in: .korean))의 FIN도 빠졌을 수 있습니다."))
    }
    return evidence.finding(
      .halfCloseStuck, own != nil ? .proved : isLong && !hasGaps ? .likely : .possible, of: who,
      frames: [fin.frame, ack.frame] + (own.map { [$0.frame] } ?? []), at: own?.time ?? ack.time,
      severity: isLong && !hasGaps ? nil : .note, account)
  }

  /// Whether `side` was the one that closed last, or not at all.
  private static func isWaiting(_ side: Side, _ evidence: Evidence) -> Bool {
    guard let theirs = evidence.fins(of: side.peer).first else { return false }
    guard let mine = evidence.fins(of: side).first else { return true }
    return mine.time > theirs.time
  }
}
