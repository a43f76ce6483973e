import FlowTracking
import PacketDecoding

/// `data-after-fin`: a side sends sequence space past its own FIN, which its receiver drops (RFC 9293 §3.10.7.4, seventh check).
enum DataAfterFin {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard let data = evidence.entries.first(where: { $0.marks.contains(.pastFin) }),
      let fin = evidence.fins(of: data.from).first(where: { $0.frame < data.frame })
    else { return nil }
    let who = data.from
    let past = data.sequenceEnd.distance(from: fin.sequenceEnd)
    let isFin = data.flags.contains(.fin)
    // With a part of the traffic missing, the FIN may be another connection's.
    let grade: Grade = evidence.record.marks.contains(.captureGap) ? .likely : .proved
    return evidence.finding(
      .dataAfterFin, grade, of: who, frames: [fin.frame, data.frame], at: data.time,
      isFin
        ? Phrase(
          en:
            "The \(who.name(in: .english)) sent a second FIN \(past) octets past its first, where its stream had already ended: a broken "
            + "stack, or a device on the way that closed in its name.",
          ko:
            "\(who.name(in: .korean))가 첫 FIN보다 \(past) octet 뒤에 두 번째 FIN을 보냈습니다. 스트림은 이미 끝났으므로, 고장 난 스택이거나 중간 장비가 이름을 빌려 닫은 것입니다."
        )
        : Phrase(
          en:
            "The \(who.name(in: .english)) sent data up to \(past) octets past its FIN, where its stream had ended: its receiver drops "
            + "that. A broken stack, or a device on the way that closed in its name.",
          ko:
            "\(who.name(in: .korean))가 자신의 FIN보다 \(past) octet 뒤까지 데이터를 보냈습니다. 스트림은 이미 끝났으므로 수신 측은 버립니다. 고장 난 스택이거나 중간 장비가 이름을 빌려 "
            + "닫은 것입니다."))
  }
}
