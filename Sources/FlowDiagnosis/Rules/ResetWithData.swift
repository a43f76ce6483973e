import FlowTracking

/// `reset-with-data`: a RST with payload, which its receiver takes as a reason to show to people, if at all (RFC 9293 §3.5.3).
enum ResetWithData {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard let reset = evidence.resets.first(where: { $0.payloadLength > 0 }) else { return nil }
    let who = reset.from
    let octets = reset.payloadLength
    return evidence.finding(
      .resetWithData, .proved, of: who, frames: [reset.frame], at: reset.time,
      Phrase(
        en:
          "The \(who.name(in: .english))'s RST carries \(octets) \(octets == 1 ? "octet" : "octets") of payload: a text that says why, or "
          + "a device that turned a segment of data into a RST. The payload is not part of the stream.",
        ko:
          "\(who.name(in: .korean))의 RST에 \(octets) octet의 payload가 있습니다. 이유를 적은 텍스트이거나, 중간 장비가 데이터 segment를 RST로 바꾼 것입니다. "
          + "이 payload는 스트림에 속하지 않습니다."))
  }
}
