import FlowTracking
import PacketDecoding

/// `connection-aborted`: a RST from a side that knew the connection (RFC 9293 §3.10.5, §3.6.1).
///
/// It has ACK and the sender's next number; a few stacks leave ACK out, which shows where nothing was there to answer. An error where
/// something was lost. Where nothing was, a note if the peer had closed, so that the RST only stands for a FIN, or if it was the client,
/// which alone knows whether it had what it wanted; the server's is a warning, because the client's application gets an error.
enum ConnectionAborted {
  static func judge(_ evidence: Evidence) -> Finding? {
    let record = evidence.record
    guard
      let reset = evidence.resets.first(where: { isAbort($0, evidence) }),
      // What another RST has ended already cannot be given up any more.
      record.resetCut?.frame ?? reset.frame == reset.frame || isRepeatedExactly(reset, evidence),
      evidence.synAcks.count > 0 || ConnectionRefused.judge(evidence) == nil,
      HandshakeResetByClient.judge(evidence) == nil,
      HandshakeResetByServer.judge(evidence) == nil,
      record[reset.from].packets > UInt64(record[reset.from].rstCount),
      record.outcome == .completed || record.outcome == .unseen, !isAtEnd(evidence, reset),
      !KeepAliveUnanswered.isGivingUp(reset, evidence), !isAfterFin(reset, evidence),
      ResetAfterIdle.judge(evidence) == nil
    else { return nil }
    let cut = record.resetCut.flatMap { $0.frame == reset.frame ? $0 : nil }
    let isWhole = cut.map { $0.ownOctets == 0 && $0.peersOctets == 0 } ?? false
    let who = reset.from
    let peerClosed = evidence.fins(of: who.peer).contains { $0.time < reset.time }
    let isCheck = isProbe(reset, evidence)
    let severity: Severity =
      isWhole ? (peerClosed || isCheck || who == .client ? .note : .warning) : isFarewell(cut) ? .warning : .error
    let account: Phrase
    if isWhole, peerClosed {
      account = Phrase(
        en:
          "The \(who.name(in: .english)) ended the connection with RST instead of a FIN, after the \(who.peer.name(in: .english)) had "
          + "closed. Everything that was sent had been acknowledged: nothing was lost.",
        ko:
          "\(who.peer.name(in: .korean))가 닫은 뒤 \(who.name(in: .korean))가 FIN 대신 RST로 연결을 끝냈습니다. 보낸 것은 모두 확인 응답되었으므로 유실은 없습니다."
      )
    } else if isCheck {
      account = Phrase(
        en:
          "The client opened the connection and reset it without a word from either side: a health check or port check, or the loser of an "
          + "address race (RFC 8305).",
        ko: "클라이언트가 연결을 연 뒤 아무 데이터도 오가기 전에 reset했습니다. health check나 port 확인, 또는 두 주소에 동시에 접속해 늦은 쪽입니다(RFC 8305)."
      )
    } else {
      account = Phrase(
        en: "The \(who.name(in: .english)) gave the connection up with RST instead of closing it:",
        ko: "\(who.name(in: .korean))가 연결을 닫지 않고 RST로 포기했습니다:"
      ).then(cause(who, cut, evidence)).then(loss(who, cut))
    }
    return evidence.finding(
      .connectionAborted, .proved, of: who, frames: evidence.frames(of: reset), at: reset.time, severity: severity,
      account)
  }

  /// Whether the client only asked whether somebody accepts: no payload in either direction, and RST within a second.
  private static func isProbe(_ reset: TimelineEntry, _ evidence: Evidence) -> Bool {
    let record = evidence.record
    return reset.from == .client && record.outcome == .completed && record.client.octets == 0
      && record.server.octets == 0
      && reset.time - record.start <= 1_000_000_000
      && Side.allCases.allSatisfy { evidence.fins(of: $0).isEmpty }
  }

  /// Whether the side that sends `reset` had closed: its kernel then gives up what nobody acknowledges (`fin-unanswered`), or refuses what comes
  /// when its application has gone (`reset-after-close`).
  private static func isAfterFin(_ reset: TimelineEntry, _ evidence: Evidence) -> Bool {
    guard evidence.fins(of: reset.from).contains(where: { $0.time < reset.time }) else { return false }
    return ResetAfterClose.judge(evidence) != nil || FinUnanswered.judge(evidence) != nil
  }

  private static func isAbort(_ reset: TimelineEntry, _ evidence: Evidence) -> Bool {
    guard !reset.marks.contains(.ineffectiveReset) || isRepeatedExactly(reset, evidence),
      !ResetInjected.isInjected(reset, evidence),
      evidence.synAcks.allSatisfy({ $0.time < reset.time }), reset.time > evidence.syns.last?.time ?? .min
    else { return false }
    if reset.flags.contains(.ack) { return true }
    guard let cut = evidence.record.resetCut, cut.frame == reset.frame else { return false }
    return !cut.isAnswer && evidence.fins(of: reset.from).isEmpty
  }

  /// Whether `reset` came to a side that missed what its sender had sent before: its number was not the one expected there, so that it was
  /// answered by a challenge ACK, and the RST that answered that one took effect (RFC 5961 §3.2).
  private static func isRepeatedExactly(_ reset: TimelineEntry, _ evidence: Evidence) -> Bool {
    guard reset.flags.contains(.ack), reset.marks.contains(.ineffectiveReset),
      !evidence.record.marks.contains(.livedPastReset)
    else { return false }
    let challenge = evidence.entries.first {
      $0.from == reset.from.peer && $0.frame > reset.frame && $0.marks.contains(.challengeAck)
    }
    guard let challenge else { return false }
    return evidence.resets.contains {
      $0.from == reset.from && $0.frame > challenge.frame && !$0.flags.contains(.ack)
        && !$0.marks.contains(.ineffectiveReset) && $0.sequence == challenge.acknowledgement
    }
  }

  /// What made it do so, as far as the segments tell one cause from another; on the wire a close with unread data and an abort are alike.
  private static func cause(_ who: Side, _ cut: ResetCut?, _ evidence: Evidence) -> Phrase {
    if let cut, cut.ownOctets > 0, cut.repeats >= 3, !cut.isAnswer {
      return Phrase(
        en:
          "it had repeated itself \(times(Int(cut.repeats))) without an answer, until a timer of the kernel or the application ended it.",
        ko: "응답 없이 \(times(Int(cut.repeats), in: .korean)) 재전송하다가 커널이나 애플리케이션의 타이머가 끝낸 것입니다.")
    }
    if evidence.record[who.peer].octets == 0, evidence.record[who.peer].packets > 0 {
      return Phrase(
        en: "it had received nothing that could be unread, so its application asked for an abort (linger 0) or died.",
        ko: "읽지 않은 데이터가 있을 수 없으므로 애플리케이션이 abort를 요청했거나(linger 0) 종료된 것입니다.")
    }
    if let cut, cut.arrivedOctets > 0 {
      return Phrase(
        en: """
          \(cut.arrivedOctets) octets had just arrived, which the RST acknowledges: its application closed without reading them, had what \
          it wanted, or asked for an abort (linger 0).
          """,
        ko: """
          RST가 확인 응답하는 \(cut.arrivedOctets) octet이 방금 도착한 상태였습니다. 애플리케이션이 읽지 않고 닫았거나, 필요한 것을 다 받았거나, abort를 요청한 것입니다(linger 0).
          """)
    }
    return Phrase(
      en: "it closed with data unread, or its application asked for an abort (linger 0) or died.",
      ko: "읽지 않은 데이터를 둔 채 닫았거나, 애플리케이션이 abort를 요청했거나(linger 0) 종료된 것입니다.")
  }

  private static func loss(_ who: Side, _ cut: ResetCut?) -> Phrase {
    guard let cut else {
      return Phrase(en: "What was still on the way is lost.", ko: "전송 중이던 것은 유실됩니다.")
    }
    let own = cut.ownOctets
    let theirs = cut.peersOctets
    if own == 0, theirs == 0 {
      return Phrase(en: "Nothing was on the way.", ko: "전송 중인 것은 없었습니다.")
    }
    let lost = Phrase(
      en: "\(theirs) octets of the \(who.peer.name(in: .english)) were on the way and are lost.",
      ko: "전송 중이던 \(who.peer.name(in: .korean))의 \(theirs) octet은 유실됩니다.")
    let risked = Phrase(
      en:
        "\(own) octets of the \(who.name(in: .english)) were not acknowledged yet: the \(who.peer.name(in: .english)) may have discarded them with the RST.",
      ko:
        "\(who.name(in: .korean))의 \(own) octet은 아직 확인 응답되지 않았으며, \(who.peer.name(in: .korean))가 RST와 함께 버렸을 수 있습니다.")
    return theirs == 0 ? risked : own == 0 ? lost : lost.then(risked)
  }

  /// Whether all that may be lost are last words: a TLS alert, a line that says goodbye.
  private static func isFarewell(_ cut: ResetCut?) -> Bool {
    cut.map { $0.peersOctets == 0 && $0.ownOctets <= ResetAfterClose.farewellLimit } ?? false
  }

  /// Whether both sides had closed already, so that the RST cut nothing.
  private static func isAtEnd(_ evidence: Evidence, _ reset: TimelineEntry) -> Bool {
    Side.allCases.allSatisfy { side in evidence.fins(of: side).contains { $0.time < reset.time } }
  }
}
