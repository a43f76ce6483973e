import FlowTracking

/// `duplicate-packet`: a packet was captured more than once; that is no retransmission.
enum DuplicatePacket {
  static func judge(_ evidence: Evidence) -> Finding? {
    let copies = evidence.record.timeline.filter { $0.marks.contains(.duplicate) }
    guard let first = copies.first else { return nil }
    let original = evidence.record.timeline.last {
      $0.frame < first.frame && $0.from == first.from && $0.sequence == first.sequence && $0.flags == first.flags
    }
    let count = Int(clamping: evidence.record.duplicates)
    return evidence.finding(
      .duplicatePacket, .proved, of: first.from,
      frames: (original.map { [$0.frame] } ?? []) + copies.prefix(8).map(\.frame), at: first.time,
      Phrase(
        en: """
          The same packet was captured again \(times(count)), equal in every field: the capture sees it at two \
          places, or the network duplicated it. It is no retransmission.
          """,
        ko: """
          같은 패킷이 모든 필드가 같은 채로 \(times(count, in: .korean)) 더 캡처되었습니다. 캡처가 두 지점에서 패킷을 보거나 네트워크가 패킷을 복제한 것이며, \
          재전송이 아닙니다.
          """))
  }
}
