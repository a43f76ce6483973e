import FlowTracking

/// `syn-ack-lost`: the server answered, and the client did not get it.
enum SynAckLost {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard let loss = evidence.openingLosses.first(where: { $0.lost == .synAck }) else { return nil }
    let opened = evidence.record.outcome == .completed
    let (count, cost, repeated) = (loss.count, loss.cost, evidence.syns.count > 1)
    let story =
      loss.location == .beforeCapturePoint
      ? Phrase(
        en: """
          The server answered the client's first SYN, and that SYN-ACK was lost before it came here: the first SYN-ACK that did echoes \
          an earlier SYN than the last.
          """,
        ko: """
          서버가 클라이언트의 첫 SYN에 응답했지만 그 SYN-ACK는 캡처 지점에 오기 전에 유실되었습니다. 처음으로 캡처된 SYN-ACK가 마지막 SYN이 아니라 더 앞의 SYN을 echo합니다.
          """)
      : Phrase(
        en: """
          The server's SYN-ACK passed here \(times(count)) and did not reach the client, which stayed in SYN_SENT\
          \(repeated ? " and sent its SYN again" : "").
          """,
        ko: """
          서버의 SYN-ACK가 캡처 지점을 \(times(count, in: .korean)) 지나갔지만 클라이언트에 도달하지 못해, 클라이언트가 SYN_SENT에 \
          \(repeated ? "머물며 SYN을 재전송했습니다" : "머물렀습니다").
          """)
    let end =
      opened
      ? Phrase(
        en: "The connection opened after \(span(cost)) more.", ko: "연결은 \(span(cost, in: .korean)) 더 지난 뒤에 열렸습니다.")
      : Phrase(en: "The connection did not open.", ko: "연결은 열리지 않았습니다.")
    let doubt = Phrase(
      en: """
        Or the way to the client and back takes longer than its timer waits, and nothing was lost: there are no timestamps to tell.
        """,
      ko: """
        또는 클라이언트까지의 왕복이 클라이언트의 타이머보다 오래 걸릴 뿐 유실된 것이 없을 수도 있습니다. 이를 구별할 timestamp가 없습니다.
        """)
    return evidence.finding(
      .synAckLost, loss.grade, of: .server, frames: loss.frames, at: loss.time,
      loss: Loss(what: "SYN-ACK", location: loss.location),
      severity: opened || !evidence.record.isSettled ? .warning : .error,
      story.then(opened || evidence.record.isSettled ? end : nil).then(
        loss.grade == .possible ? doubt : loss.location == .beforeCapturePoint ? Evidence.orLate : nil))
  }
}
