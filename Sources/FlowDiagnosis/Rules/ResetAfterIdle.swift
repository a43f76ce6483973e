import FlowTracking
import PacketDecoding

/// `reset-after-idle`: after a minute or more without a segment a RST comes, or nothing comes back any more, and nobody had closed.
///
/// Middleboxes forget connections that say nothing (RFC 5382 REQ-5 asks for two hours and four minutes at least; few keep to it). A host's application may have a timer too.
enum ResetAfterIdle {
  /// Idle timers that are often met, in seconds, and who has them.
  private static let timers: [(seconds: Int64, english: String, korean: String)] = [
    (60, "many load balancers and proxies", "많은 로드 밸런서와 프록시"),
    (120, "some NAT devices", "일부 NAT 장비"),
    (240, "cloud load balancers", "클라우드 로드 밸런서"),
    (300, "many firewalls and NAT devices", "많은 방화벽과 NAT 장비"),
    (350, "cloud NAT gateways and network load balancers", "클라우드 NAT 게이트웨이와 네트워크 로드 밸런서"),
    (600, "cloud firewalls", "클라우드 방화벽"),
    (900, "some load balancers", "일부 로드 밸런서"),
    (1800, "many firewalls", "많은 방화벽"),
    (3600, "many firewalls", "많은 방화벽"),
    (7200, "the keep-alive of most hosts", "대부분 호스트의 keep-alive"),
  ]

  static func judge(_ evidence: Evidence) -> Finding? {
    guard let gap = evidence.record.idleGap, let silent = gap.silentSide,
      !Side.allCases.contains(where: { side in evidence.fins(of: side).contains { $0.time <= gap.end } }),
      evidence.resets.allSatisfy({ $0.time >= gap.end }),
      evidence.record.outcome == .completed || evidence.record.outcome == .unseen
    else { return nil }
    let reset = evidence.resets.first { $0.time >= gap.end && !$0.marks.contains(.ineffectiveReset) }
    // The side that asked gave up itself: what it reports is the silence.
    guard reset == nil || reset?.from == silent || reset?.frame == gap.frameAfter else { return nil }
    if let reset, KeepAliveUnanswered.isGivingUp(reset, evidence) { return nil }
    if reset == nil, Side.allCases.contains(where: { !evidence.fins(of: $0).isEmpty }) { return nil }
    let length = gap.length
    let isSpontaneous = reset?.frame == gap.frameAfter
    var account: Phrase
    if isSpontaneous {
      account = Phrase(
        en:
          "Nothing passed for \(span(length)), then a RST came in the \(silent.name(in: .english))'s name without anything that asked for it.",
        ko: "\(span(length, in: .korean)) 동안 아무것도 지나가지 않다가, 요청한 것이 없는데도 \(silent.name(in: .korean)) 이름으로 RST가 왔습니다.")
    } else if reset != nil {
      account = Phrase(
        en:
          "Nothing passed for \(span(length)), and the first segment after that was answered by a RST in the \(silent.name(in: .english))'s name.",
        ko:
          "\(span(length, in: .korean)) 동안 아무것도 지나가지 않았고, 그 뒤의 첫 segment에 \(silent.name(in: .korean)) 이름의 RST가 돌아왔습니다.")
    } else {
      account = Phrase(
        en:
          "Nothing passed for \(span(length)), and after that nothing came back from the \(silent.name(in: .english)) any more.",
        ko: "\(span(length, in: .korean)) 동안 아무것도 지나가지 않았고, 그 뒤로 \(silent.name(in: .korean))에서 아무 응답도 돌아오지 않았습니다.")
    }
    account = account.then(timer(of: length, isExact: isSpontaneous)).then(
      Phrase(
        en:
          "A device on the way forgot the idle connection, or the \(silent.name(in: .english))'s application gave it up; keep-alives "
          + "more often than the timer prevent it.",
        ko: "중간 장비가 유휴 연결을 잊었거나 \(silent.name(in: .korean))의 애플리케이션이 연결을 포기한 것입니다. 타이머보다 짧은 간격의 keep-alive로 막을 수 있습니다.")
    )
    return evidence.finding(
      .resetAfterIdle, .likely, of: silent,
      frames: ([gap.frameBefore, gap.frameAfter] + (reset.map { [$0.frame] } ?? [])).uniqueInOrder,
      at: reset?.time ?? gap.end, account)
  }

  /// Which of the known timers ran out: the one it was on the spot, or the longest that is shorter.
  private static func timer(of length: Int64, isExact: Bool) -> Phrase? {
    let second: Int64 = 1_000_000_000
    if isExact,
      let timer = timers.first(where: { abs(length - $0.seconds * second) <= max(second, $0.seconds * second / 100) })
    {
      return Phrase(
        en: "\(timer.seconds) s is the idle timer of \(timer.english).",
        ko: "\(timer.seconds)초는 \(timer.korean)의 유휴 타이머입니다.")
    }
    guard let timer = timers.last(where: { $0.seconds * second <= length + second }) else { return nil }
    return Phrase(
      en: "That is longer than the \(timer.seconds) s of \(timer.english).",
      ko: "\(timer.korean)의 \(timer.seconds)초보다 깁니다.")
  }
}
