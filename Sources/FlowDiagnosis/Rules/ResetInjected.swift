import FlowTracking
import PacketDecoding

/// `reset-injected`: a RST that its supposed sender cannot, or is unlikely to, have sent.
///
/// Its hop limit is of another host's, or it acknowledges what could not have been there yet, or its supposed sender goes on with new
/// data; the identification says more then. A RST that a kernel makes without a socket may have another identification and another initial hop limit, and may lack the options of the
/// connection: none of that counts. A note where the connection was over by then: routers send such RSTs when they forget it.
enum ResetInjected {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard let reset = evidence.resets.first(where: { isInjected($0, evidence) }) else { return nil }
    let isSurvived = reset.marks.contains(.ineffectiveReset) && evidence.record.marks.contains(.livedPastReset)
    let who = reset.from
    let life = lifeAfter(reset, evidence)
    let own = evidence.entries.last {
      $0.from == who && $0.frame < reset.frame && $0.step != .rst && $0.step != .icmpError
    }
    // One acknowledgement that the capture missed makes what came after it look too fast; a host's own RST would have the timestamps.
    let lacksTimestamps =
      reset.flags.contains(.ack) && !reset.options.contains(.timestamps) && own?.options.contains(.timestamps) ?? false
    let isTooFast = reset.marks.contains(.tooFast) && (lacksTimestamps || reset.marks.contains(.strangeHopLimit))
    let mayBeStateless = life != nil && isUnopened(reset, evidence)
    let grade: Grade = isTooFast || isSurvived || (life != nil && !mayBeStateless) ? .proved : .likely
    let bothWays = evidence.resets.contains { $0.from == who.peer && isInjected($0, evidence) }
    var account =
      life != nil
      ? Phrase(
        en: "The \(who.name(in: .english)) did not send the RST in its name:",
        ko: "\(who.name(in: .korean)) 이름의 RST는 \(who.name(in: .korean))가 보낸 것이 아닙니다:")
      : Phrase(
        en:
          "The RST in the \(who.name(in: .english))'s name is not like the \(who.name(in: .english))'s other segments:",
        ko: "\(who.name(in: .korean)) 이름의 RST가 \(who.name(in: .korean))의 다른 segment와 다릅니다:")
    account = account.then(reasons(reset, own, life))
    account = account.then(
      bothWays
        ? Phrase(
          en:
            "A device on the way sent RSTs to both sides: a firewall, an intrusion prevention system, a load balancer or a censor.",
          ko: "중간 장비(방화벽, IPS, 로드 밸런서, 검열 장비)가 양쪽에 RST를 보낸 것입니다.")
        : Phrase(
          en: "A device on the way sent it: a firewall, an intrusion prevention system, a load balancer or a censor.",
          ko: "중간 장비(방화벽, IPS, 로드 밸런서, 검열 장비)가 보낸 것입니다."))
    if mayBeStateless, grade == .likely {
      account = account.then(
        Phrase(
          en:
            "Or the server keeps no state of SYNs (SYN cookies) and refused a segment that overtook the handshake's ACK, which opened the connection after that.",
          ko: "또는 서버가 SYN의 상태를 보관하지 않아(SYN cookie) handshake의 ACK를 앞지른 segment를 거절했고, 그 뒤에 온 ACK가 연결을 연 것일 수 있습니다."
        ))
    }
    let isLate = isAfterEnd(reset, evidence)
    if isLate {
      account = account.then(
        Phrase(en: "The connection was over by then: it cut nothing.", ko: "그때는 연결이 이미 끝난 뒤여서 잃은 것은 없습니다."))
    }
    return evidence.finding(
      .resetInjected, grade, of: who,
      frames: ((own.map { [$0.frame] } ?? []) + evidence.frames(of: reset) + (life.map { [$0.frame] } ?? []))
        .uniqueInOrder,
      at: reset.time,
      severity: isLate ? .note : isSurvived ? .warning : nil, account)
  }

  /// Whether the connection was over when `reset` passed: closed by both sides, or ended by a RST that the other side did send.
  private static func isAfterEnd(_ reset: TimelineEntry, _ evidence: Evidence) -> Bool {
    ResetAfterClose.isOver(evidence, before: reset.time)
      || evidence.resets.contains {
        $0.frame < reset.frame && $0.from == reset.from.peer && !$0.marks.contains(.ineffectiveReset)
          && !isInjected($0, evidence)
      }
  }

  /// Whether `reset` came from another host than it says. A strange identification alone does not show that: many hosts count the
  /// segments without a socket apart.
  static func isInjected(_ reset: TimelineEntry, _ evidence: Evidence) -> Bool {
    if reset.marks.contains(.tooFast) { return true }
    if lifeAfter(reset, evidence) != nil, !isStateless(reset, evidence) { return true }
    guard reset.marks.contains(.strangeHopLimit) else { return false }
    // Not where the host's own segments come on several ways.
    return evidence.entries.allSatisfy {
      $0.from != reset.from || $0.step == .rst || $0.step == .icmpError || $0.frame > reset.frame
        || abs(Int($0.hopLimit) - Int(reset.hopLimit)) > 1
    }
  }

  /// Whether a server that keeps no state of SYNs (RFC 4987 §3.6) refused with `reset` a segment that had overtaken the handshake's ACK: the
  /// number of its cookie fits the first octet only. When the ACK comes, it opens the connection all the same.
  private static func isStateless(_ reset: TimelineEntry, _ evidence: Evidence) -> Bool {
    guard isUnopened(reset, evidence), let answer = evidence.synAcks.first,
      let refused = evidence.resets.first(where: { $0.from == .server })
    else { return false }
    let before = evidence.entries.filter { $0.from == .client && $0.frame < refused.frame && $0.frame > answer.frame }
    return !before.isEmpty
      && before.allSatisfy { $0.sequence != answer.acknowledgement && $0.run.clientPackets == 0 }
  }

  /// Whether `reset` is a bare RST like those of the server's kernel, and the server had shown nothing but its SYN-ACK before.
  private static func isUnopened(_ reset: TimelineEntry, _ evidence: Evidence) -> Bool {
    reset.from == .server && !reset.flags.contains(.ack) && !reset.marks.contains(.strangeHopLimit)
      && evidence.entries.allSatisfy {
        $0.frame >= reset.frame
          || ($0.run.serverPackets == 0 && ($0.from == .client || $0.step == .synAck || $0.step == .rst))
      }
  }

  /// The new data with which the side in whose name `reset` passed went on; nil where none was captured.
  private static func lifeAfter(_ reset: TimelineEntry, _ evidence: Evidence) -> TimelineEntry? {
    evidence.entries.first { $0.from == reset.from && $0.frame > reset.frame && $0.marks.contains(.livesPastReset) }
  }

  private static func reasons(_ reset: TimelineEntry, _ own: TimelineEntry?, _ life: TimelineEntry?) -> Phrase {
    var parts: [Phrase] = []
    let hopLimit = reset.hopLimit
    let ownHopLimit = own.map { ", \($0.hopLimit)" } ?? ""
    let identification = reset.identification
    if reset.marks.contains(.strangeHopLimit) {
      parts.append(
        Phrase(
          en:
            "it has another hop limit (\(hopLimit)\(ownHopLimit.isEmpty ? "" : " instead of\(ownHopLimit.dropFirst())"))",
          ko: "hop limit이 다르고(\(hopLimit)\(ownHopLimit.isEmpty ? "" : ", 원래는\(ownHopLimit.dropFirst())"))"))
    }
    if reset.marks.contains(.strangeIdentification) {
      parts.append(
        Phrase(
          en: "its IP identification (\(identification)) is far from the counter",
          ko: "IP identification(\(identification))이 카운터에서 벗어나 있고"))
    }
    if reset.marks.contains(.tooFast) {
      parts.append(
        Phrase(
          en: "it acknowledges a segment that could not have been there and back yet",
          ko: "아직 도달했을 수 없는 segment를 확인 응답하고"))
    }
    if let life {
      let after = life.time - reset.time
      parts.append(
        Phrase(
          en: "new data followed it after \(span(after)), which no host sends on a connection that it has reset",
          ko: "\(span(after, in: .korean)) 뒤에 새 데이터가 이어지는데, 연결을 reset한 호스트는 데이터를 보내지 않으며"))
    }
    let all = parts
    return Phrase(
      en: all.map { $0.text(in: .english) }.joined(separator: ", ") + ".",
      ko: all.map { $0.text(in: .korean) }.joined(separator: ", ") + " 있습니다.")
  }
}
