import FlowTracking
import PacketDecoding

/// `mptcp`: both sides agreed on Multipath TCP, or a subflow joined such a connection (RFC 8684 §3.1, §3.2).
enum Multipath {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard let syn = evidence.syns.first(where: { $0.options.contains(.multipath) }),
      let answer = evidence.synAcks.first(where: { $0.options.contains(.multipath) }),
      MultipathFallback.judge(evidence) == nil
    else { return nil }
    let isJoin = syn.marks.contains(.multipathJoin)
    return evidence.finding(
      .multipath, .proved, of: .client, frames: [syn.frame, answer.frame], at: answer.time,
      isJoin
        ? Phrase(
          en: "This is a further subflow of a Multipath TCP connection (MP_JOIN).",
          ko: "Multipath TCP 연결의 추가 subflow입니다(MP_JOIN).")
        : Phrase(
          en:
            "Both sides agreed on Multipath TCP (MP_CAPABLE); octets of this stream may also travel on other subflows.",
          ko: "양쪽이 Multipath TCP에 합의했습니다(MP_CAPABLE). 이 stream의 데이터가 다른 subflow로도 전달될 수 있습니다."))
  }
}
