import FlowTracking
import PacketDecoding

/// `bad-checksum`: a segment whose checksum is wrong although its sender's others are right. Its receiver discards it (RFC 9293 §3.1) and
/// it is sent again: then it was damaged before it passed here. Where its receiver took it as it is, it was changed after the capture.
///
/// Where a host's checksums are wrong as a rule, its interface fills them in later: then no segment is marked.
enum BadChecksum {
  /// A damaged segment and what became of it.
  struct Case {
    /// The segment.
    let entry: TimelineEntry
    /// The first intact copy behind it; nil where none was captured.
    let repair: TimelineEntry?
    /// The first acknowledgement that covers it; nil where none was captured.
    let answer: TimelineEntry?

    /// Whether its receiver took it: it was acknowledged, and not because it had been sent before or again.
    var wasTaken: Bool {
      guard let answer, !entry.marks.contains(.repeated) else { return false }
      return repair.map { answer.frame < $0.frame } ?? true
    }
  }

  static func judge(_ evidence: Evidence) -> [Finding] {
    let all = cases(evidence)
    return Side.allCases.flatMap { side in
      [repaired, taken, open].compactMap { $0(all.filter { $0.entry.from == side }, evidence) }
    }
  }

  /// Every damaged segment that was captured.
  static func cases(_ evidence: Evidence) -> [Case] {
    evidence.entries.filter(\.isDamaged).map { entry in
      let end = entry.sequenceEnd
      let repair = evidence.entries.first {
        $0.frame > entry.frame && $0.from == entry.from && !$0.isDamaged && $0.sequence == entry.sequence
          && $0.payloadLength == entry.payloadLength
          && $0.flags.intersection([.syn, .fin, .rst])
            == entry.flags.intersection([.syn, .fin, .rst])
      }
      let answer = evidence.entries.first {
        $0.frame > entry.frame && $0.from == entry.from.peer && $0.flags.contains(.ack) && $0.step != .icmpError
          && end != entry.sequence && $0.acknowledgement.distance(from: end) >= 0
      }
      return Case(entry: entry, repair: repair, answer: answer)
    }
  }

  /// Those that were sent again because their receiver had dropped them.
  private static func repaired(_ cases: [Case], _ evidence: Evidence) -> Finding? {
    let damaged = cases.filter { !$0.wasTaken && $0.repair != nil }
    guard let first = damaged.first, let repair = first.repair else { return nil }
    let (side, wait, frame) = (first.entry.from, repair.time - first.entry.time, repair.frame)
    return evidence.finding(
      .badChecksum, .proved, of: side,
      frames: damaged.prefix(8).flatMap { [$0.entry.frame] + ($0.repair.map { [$0.frame] } ?? []) }.sorted(),
      at: first.entry.time,
      fact(damaged).then(
        Phrase(
          en: "It was damaged before it passed here, and the \(side.peer.name(in: .english)) dropped it.",
          ko: "이 지점을 지나기 전에 손상되었으며 \(side.peer.name(in: .korean))는 이를 버렸습니다.")
      ).then(
        Phrase(
          en: "That is why it was sent again in frame \(frame), \(span(wait)) later.",
          ko: "그래서 \(span(wait, in: .korean)) 뒤 프레임 \(frame)에서 다시 보냈습니다.")))
  }

  /// Those that their receiver took as they are.
  private static func taken(_ cases: [Case], _ evidence: Evidence) -> Finding? {
    let taken = cases.filter(\.wasTaken)
    guard let first = taken.first, let answer = first.answer else { return nil }
    let (side, frame) = (first.entry.from, answer.frame)
    return evidence.finding(
      .badChecksum, .likely, of: side, frames: (taken.prefix(8).map(\.entry.frame) + [frame]).sorted(),
      at: first.entry.time, severity: .note,
      fact(taken).then(
        Phrase(
          en:
            "The \(side.peer.name(in: .english)) took it nevertheless (frame \(frame) acknowledges it): the packet was right "
            + "on the wire and changed after it was captured, as when addresses or payload are replaced, or its checksum was filled in later.",
          ko:
            "그런데도 \(side.peer.name(in: .korean))가 받아들였습니다(프레임 \(frame)이 확인 응답합니다). 선로에서는 올바른 패킷이었고, 주소나 payload를 바꾼 것처럼 캡처한 뒤에 "
            + "고쳐졌거나 checksum이 나중에 채워진 것입니다.")))
  }

  /// Those of which nothing tells.
  private static func open(_ cases: [Case], _ evidence: Evidence) -> Finding? {
    let open = cases.filter { !$0.wasTaken && $0.repair == nil }
    guard let first = open.first else { return nil }
    let side = first.entry.from
    return evidence.finding(
      .badChecksum, .possible, of: side, frames: open.prefix(8).map(\.entry.frame), at: first.entry.time,
      severity: .note,
      fact(open).then(
        Phrase(
          en:
            "Either it was damaged before it passed here, and the \(side.peer.name(in: .english)) drops it, or it was changed after it was captured: "
            + "nothing that was captured later tells which.",
          ko:
            "이 지점을 지나기 전에 손상되어 \(side.peer.name(in: .korean))가 버렸거나, 캡처한 뒤에 고쳐진 것입니다. 그 뒤에 캡처된 것만으로는 어느 쪽인지 알 수 없습니다."))
    )
  }

  private static func fact(_ cases: [Case]) -> Phrase {
    let (frame, count, side) = (cases.first?.entry.frame ?? 0, cases.count, cases.first?.entry.from ?? .client)
    return Phrase(
      en:
        "The TCP checksum of frame \(frame) is wrong\(count > 1 ? " (and those of \(count - 1) more)" : ""), while others of the "
        + "\(side.name(in: .english)) are right.",
      ko:
        "프레임 \(frame)\(count > 1 ? "(외 \(count - 1)개)" : "")의 TCP checksum이 틀렸지만 \(side.name(in: .korean))의 다른 segment는 맞습니다."
    )
  }
}
