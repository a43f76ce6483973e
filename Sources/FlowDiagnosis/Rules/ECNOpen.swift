import FlowTracking
import PacketDecoding

/// `ecn-open`: which kind of explicit congestion notification was asked for and which was agreed (RFC 3168 §6.1.1, RFC 9768 §3.1).
enum ECNOpen {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard let answer = evidence.synAcks.first,
      let syn = evidence.syns.last(where: { $0.time <= answer.time }) ?? evidence.syns.first
    else { return nil }
    let asked = bits(syn)
    let given = bits(answer)
    guard asked != 0 || given != 0 else { return nil }
    let phrase: Phrase
    switch (asked, given) {
    // AE, CWR, ECE: accurate ECN asked; the answer says how the SYN itself was marked.
    case (0b111, 0b010), (0b111, 0b011), (0b111, 0b100), (0b111, 0b110), (0b111, 0b101):
      phrase = Phrase(
        en: "Accurate ECN was asked for and agreed." + (given == 0b110 ? " The SYN itself was marked on its way." : ""),
        ko: "Accurate ECN을 요청했고 합의되었습니다." + (given == 0b110 ? " SYN 자체가 경로에서 혼잡 표시(CE)를 받았습니다." : ""))
    case (0b111, 0b001):
      phrase = Phrase(
        en: "Accurate ECN was asked for; the server does classic ECN, and that was agreed.",
        ko: "Accurate ECN을 요청했지만 서버는 classic ECN만 지원하므로 classic ECN으로 합의되었습니다.")
    case (0b011, 0b001):
      phrase = Phrase(en: "Classic ECN was asked for and agreed.", ko: "Classic ECN을 요청했고 합의되었습니다.")
    case (0b111, 0b111), (0b011, 0b011):
      phrase = Phrase(
        en:
          "ECN was asked for, and the server sent the flags back as they came: it does not know them, and ECN is off.",
        ko: "ECN을 요청했지만 서버가 플래그를 그대로 되돌려 보냈습니다. 서버가 ECN을 모르는 것이며 ECN은 꺼집니다.")
    case (0b111, 0), (0b011, 0):
      let lost = evidence.syns.count > 1
      phrase = Phrase(
        en: "ECN was asked for and not granted: the server does not do it"
          + (lost ? ", or answers a copy without the flags." : "."),
        ko: "ECN을 요청했지만 서버가 지원하지 않아 합의되지 않았습니다." + (lost ? " 또는 플래그가 없는 재전송 SYN에 응답했습니다." : ""))
    case (0, _):
      let dropped = evidence.syns.contains { bits($0) != 0 }
      guard dropped else { return unasked(syn, answer, evidence) }
      phrase = Phrase(
        en:
          "The SYN asked for ECN and was not answered; the copy that was asks for none, as a client does that suspects its path.",
        ko: "ECN을 요청한 SYN에는 응답이 없었고, 응답을 받은 재전송 SYN은 ECN을 요청하지 않습니다. 클라이언트가 경로를 의심하면 이렇게 합니다.")
    default:
      phrase = Phrase(
        en: "The ECN flags of SYN and SYN-ACK fit no mode: ECN is off.",
        ko: "SYN과 SYN-ACK의 ECN 플래그가 어떤 모드에도 맞지 않아 ECN은 꺼집니다.")
    }
    return evidence.finding(.ecnOpen, .proved, of: .client, frames: [syn.frame, answer.frame], at: answer.time, phrase)
  }

  private static func unasked(_ syn: TimelineEntry, _ answer: TimelineEntry, _ evidence: Evidence) -> Finding? {
    evidence.finding(
      .ecnOpen, .proved, of: .server, frames: [syn.frame, answer.frame], at: answer.time,
      Phrase(
        en:
          "The SYN-ACK carries ECN flags that the SYN did not ask for: a device on the way cleared them in the SYN, or the server is wrong. "
          + "The client ignores them.",
        ko: "SYN이 요청하지 않은 ECN 플래그가 SYN-ACK에 있습니다. 중간 장비가 SYN에서 지웠거나 서버가 잘못한 것이며, 클라이언트는 이를 무시합니다."))
  }

  /// AE, CWR and ECE as a number of three bits.
  private static func bits(_ entry: TimelineEntry) -> UInt16 {
    (entry.flags.rawValue & 0x1C0) >> 6
  }
}
