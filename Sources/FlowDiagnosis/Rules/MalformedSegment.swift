import FlowTracking
import PacketDecoding

/// `malformed-segment`: a TCP header whose data offset or options contradict the packet (RFC 9293 §3.1).
///
/// What the snapshot length cut off is not malformed, and checksums are another matter.
enum MalformedSegment {
  static func judge(_ evidence: Evidence) -> Finding? {
    let all = evidence.entries.filter { $0.marks.contains(.malformed) }
    guard let first = all.first else { return nil }
    let who = first.from
    let count = all.count
    let more = count > 1 ? count - 1 : 0
    return evidence.finding(
      .malformedSegment, .proved, of: who, frames: all.prefix(5).map(\.frame), at: first.time,
      first.options.contains(.malformed)
        ? Phrase(
          en:
            "An option in the \(who.name(in: .english))'s segment has a length that is wrong for it or reaches past the header"
            + "\(more > 0 ? "; so have \(more) more" : ""): its receiver ignores it and what follows.",
          ko:
            "\(who.name(in: .korean)) segment의 옵션 길이가 잘못되었거나 헤더를 벗어납니다\(more > 0 ? "(외 \(more)개)" : ""). 수신 측은 그 옵션과 그 뒤를 무시합니다."
        )
        : Phrase(
          en:
            "The header of the \(who.name(in: .english))'s segment does not fit its packet: the data offset is under 5 or past the end, or "
            + "the packet is too short\(more > 0 ? "; so it is with \(more) more" : ""). Its receiver drops it.",
          ko:
            "\(who.name(in: .korean)) segment의 헤더가 패킷과 맞지 않습니다\(more > 0 ? "(외 \(more)개)" : ""). data offset이 5보다 작거나 끝을 벗어나거나, 패킷이 너무 짧습니다. 수신 측은 버립니다."
        ))
  }
}
