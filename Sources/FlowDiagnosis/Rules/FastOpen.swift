import FlowTracking
import PacketDecoding

/// `fast-open`: what became of the client's wish to send data with its SYN (RFC 7413 §4).
enum FastOpen {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard
      let syn = evidence.syns.first(where: { $0.options.contains(.fastOpen) || $0.payloadLength > 0 })
    else { return nil }
    let answer = evidence.synAcks.first { $0.time >= syn.time }
    let used = syn.marks.contains(.fastOpenCookie) || syn.payloadLength > 0
    return evidence.finding(
      .fastOpen, .proved, of: .client, frames: [syn.frame] + (answer.map { [$0.frame] } ?? []),
      at: answer?.time ?? syn.time,
      used ? dataSent(syn, answer, evidence) : cookieAsked(answer))
  }

  private static func cookieAsked(_ answer: TimelineEntry?) -> Phrase {
    guard let answer else {
      return Phrase(
        en: "The client asked for a Fast Open cookie; no SYN-ACK passed.",
        ko: "클라이언트가 Fast Open cookie를 요청했지만 SYN-ACK가 지나가지 않았습니다.")
    }
    if answer.marks.contains(.fastOpenCookie) {
      return Phrase(
        en:
          "The client asked for a Fast Open cookie and the server granted it: its next connection can send data with the SYN.",
        ko: "클라이언트가 Fast Open cookie를 요청했고 서버가 발급했습니다. 다음 연결부터 SYN에 데이터를 실을 수 있습니다.")
    }
    return Phrase(
      en:
        "The client asked for a Fast Open cookie and got none: the server does not do Fast Open, or a device on the way took the option out.",
      ko: "클라이언트가 Fast Open cookie를 요청했지만 받지 못했습니다. 서버가 Fast Open을 쓰지 않거나, 중간 장비가 옵션을 제거했습니다.")
  }

  private static func dataSent(_ syn: TimelineEntry, _ answer: TimelineEntry?, _ evidence: Evidence) -> Phrase {
    let octets = Int64(syn.payloadLength)
    guard let answer else {
      return Phrase(
        en: "The client sent \(octets) octets with its SYN (Fast Open); no SYN-ACK passed.",
        ko: "클라이언트가 SYN에 \(octets) octet을 실어 보냈지만(Fast Open) SYN-ACK가 지나가지 않았습니다.")
    }
    let taken = Int64(answer.acknowledgement.distance(from: syn.sequence)) - 1
    let fresh =
      answer.marks.contains(.fastOpenCookie)
      ? Phrase(en: "The server sent a new cookie.", ko: "서버가 새 cookie를 보냈습니다.") : nil
    if octets == 0 {
      return Phrase(
        en: "The client showed a Fast Open cookie and sent no data with its SYN.",
        ko: "클라이언트가 Fast Open cookie를 제시했지만 SYN에 데이터를 싣지 않았습니다."
      ).then(fresh)
    }
    if taken >= octets {
      return Phrase(
        en: "The server took the \(octets) octets that came with the SYN (Fast Open), which saved a round trip.",
        ko: "서버가 SYN에 실린 \(octets) octet을 받아들여(Fast Open) 왕복 한 번을 줄였습니다."
      ).then(fresh)
    }
    return Phrase(
      en:
        "The server took \(max(0, taken)) of the \(octets) octets that came with the SYN (Fast Open): the client has to send the rest again "
        + "after the handshake. The cookie is old, or the server does not do Fast Open just now.",
      ko:
        "서버가 SYN에 실린 \(octets) octet 중 \(max(0, taken)) octet만 받아들였습니다(Fast Open). 클라이언트는 handshake 뒤에 나머지를 다시 보내야 합니다. "
        + "cookie가 오래되었거나 서버가 지금 Fast Open을 쓰지 않습니다."
    ).then(fresh)
  }
}
