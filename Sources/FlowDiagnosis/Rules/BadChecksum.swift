import FlowTracking

/// `bad-checksum`: a segment that was damaged before it passed here; its receiver discards it (RFC 9293 §3.1).
///
/// Where a host's checksums are wrong as a rule, its interface fills them in later: then no segment is marked.
enum BadChecksum {
  static func judge(_ evidence: Evidence) -> Finding? {
    let damaged = evidence.entries.filter(\.isDamaged)
    guard let first = damaged.first else { return nil }
    let again = evidence.entries.first {
      $0.frame > first.frame && $0.from == first.from && !$0.isDamaged && $0.sequence == first.sequence
        && $0.flags == first.flags && $0.payloadLength == first.payloadLength
    }
    let (side, frame, count) = (first.from, first.frame, damaged.count)
    let fact = Phrase(
      en:
        "The TCP checksum of frame \(frame) is wrong\(count > 1 ? " (and those of \(count - 1) more)" : ""), while others of the "
        + "\(side.name(in: .english)) are right: it was damaged before it passed here, and the "
        + "\(side.peer.name(in: .english)) drops it.",
      ko:
        "프레임 \(frame)\(count > 1 ? "(외 \(count - 1)개)" : "")의 TCP checksum이 틀렸지만 \(side.name(in: .korean))의 다른 segment는 맞습니다. 이 지점을 지나기 전에 "
        + "손상되었으며 \(side.peer.name(in: .korean))는 이를 버립니다.")
    let repeated = again.map { again in
      let (wait, frame) = (again.time - first.time, again.frame)
      return Phrase(
        en: "That is why it was sent again in frame \(frame), \(span(wait)) later.",
        ko: "그래서 \(span(wait, in: .korean)) 뒤 프레임 \(frame)에서 다시 보냈습니다.")
    }
    return evidence.finding(
      .badChecksum, again == nil ? .likely : .proved, of: side,
      frames: (damaged.prefix(8).map(\.frame) + (again.map { [$0.frame] } ?? [])).sorted(), at: first.time,
      fact.then(repeated))
  }
}
