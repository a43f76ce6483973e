import FlowTracking

/// `midstream`: the first packet captured is not a SYN or SYN-ACK.
enum Midstream {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard let first = evidence.record.timeline.first else { return nil }
    let guess = Phrase(
      en: "Who is the client is guessed from the ports.", ko: "어느 쪽이 클라이언트인지는 포트로 추정했습니다.")
    return evidence.finding(
      .midstream, .proved, of: first.from, frames: [first.frame], at: first.time,
      Phrase(
        en: "The connection was open before the capture began, or its opening was not captured.",
        ko: "캡처를 시작하기 전에 이미 열려 있던 연결이거나, 연결의 시작이 캡처되지 않았습니다."
      ).then(evidence.record.rolesAreGuessed ? guess : nil))
  }
}
