import FlowTracking

/// `duplicate-packet`: a packet was captured more than once; that is no retransmission.
enum DuplicatePacket {
  static func judge(_ evidence: Evidence) -> Finding? {
    let copies = evidence.record.timeline.filter { $0.marks.contains(.duplicate) }
    guard let first = copies.first else { return nil }
    let original = evidence.record.timeline.last {
      $0.frame < first.frame && $0.from == first.from && $0.sequence == first.sequence && $0.flags == first.flags
    }
    return evidence.finding(
      .duplicatePacket, .proved, of: first.from,
      frames: (original.map { [$0.frame] } ?? []) + copies.prefix(8).map(\.frame), at: first.time,
      "The same packet was captured again \(times(Int(clamping: evidence.record.duplicates))) within milliseconds, equal in every field: the capture sees it at two "
        + "places, or the network duplicated it. It is no retransmission.")
  }
}
