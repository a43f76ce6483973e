import FlowTracking
import PacketDecoding

/// `syn-ack-isn-changed`: two SYN-ACKs answer the same SYN with different ISNs.
enum SynAckISNChanged {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard let first = evidence.synAcks.first,
      let other = evidence.entries.first(where: {
        $0.step == .synAck && $0.from == .server && $0.marks.contains(.mismatch)
          && $0.acknowledgement == first.acknowledgement && $0.sequence != first.sequence
      })
    else { return nil }
    let hops = Int(first.hopLimit) - Int(other.hopLimit)
    let boxes =
      hops != 0
      ? Phrase(
        en: "Their TTLs differ (\(first.hopLimit), \(other.hopLimit)): two machines answer.",
        ko: "TTL이 서로 다르므로(\(first.hopLimit), \(other.hopLimit)) 두 대의 장비가 응답하고 있습니다.")
      : Phrase(
        en: "Two machines answer for this address, the server restarted in between, or it keeps no state of SYNs.",
        ko: "두 대의 장비가 같은 주소로 응답하거나, 그 사이에 서버가 재시작했거나, 서버가 SYN의 상태를 보관하지 않습니다.")
    return evidence.finding(
      .synAckISNChanged, hops == 0 ? .likely : .proved, of: .server, frames: [first.frame, other.frame].sorted(),
      at: other.time,
      Phrase(
        en: "The same SYN was answered by two SYN-ACKs with different ISNs.",
        ko: "같은 SYN에 ISN이 다른 두 SYN-ACK가 응답했습니다."
      ).then(boxes))
  }
}
