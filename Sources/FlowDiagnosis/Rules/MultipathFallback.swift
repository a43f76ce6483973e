import FlowTracking
import PacketDecoding

/// `mptcp-fallback`: Multipath TCP was asked for and plain TCP came of it (RFC 8684 §3.1, §3.7).
enum MultipathFallback {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard let answer = evidence.synAcks.first,
      let syn = evidence.syns.first(where: { $0.options.contains(.multipath) })
    else { return nil }
    if !answer.options.contains(.multipath) {
      let plain = evidence.syns.first { $0.time <= answer.time && !$0.options.contains(.multipath) }
      return evidence.finding(
        .multipathFallback, .proved, of: plain == nil ? .server : .client,
        frames: [syn.frame] + (plain.map { [$0.frame] } ?? []) + [answer.frame], at: answer.time,
        plain == nil
          ? Phrase(
            en:
              "The client asked for Multipath TCP and the SYN-ACK does not: the server does not do it, or a device on the way took the "
              + "option out. The connection is plain TCP.",
            ko: "클라이언트가 Multipath TCP를 요청했지만 SYN-ACK에는 없습니다. 서버가 지원하지 않거나 중간 장비가 옵션을 제거했으며, 연결은 일반 TCP입니다.")
          : Phrase(
            en:
              "The client asked for Multipath TCP, got no answer and asked again without it, as a client does that suspects its path. The "
              + "connection is plain TCP.",
            ko: "클라이언트가 Multipath TCP를 요청했으나 응답이 없어 옵션 없이 다시 요청했습니다. 경로를 의심하는 클라이언트의 동작이며, 연결은 일반 TCP입니다."))
    }
    guard let ack = evidence.handshakeAcks.first, !ack.options.contains(.multipath) else { return nil }
    return evidence.finding(
      .multipathFallback, .likely, of: .client, frames: [syn.frame, answer.frame, ack.frame], at: ack.time,
      Phrase(
        en:
          "Both sides asked for Multipath TCP, but the client's ACK no longer carries the option: a device on the way took it out of the "
          + "SYN-ACK or of the ACK. The connection is plain TCP.",
        ko: "양쪽이 Multipath TCP를 요청했지만 클라이언트의 ACK에는 옵션이 없습니다. 중간 장비가 SYN-ACK 또는 ACK에서 옵션을 제거했으며, 연결은 일반 TCP입니다."))
  }
}
