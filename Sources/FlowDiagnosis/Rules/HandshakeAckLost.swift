import FlowTracking

/// `handshake-ack-lost`: the client is ESTABLISHED, the server is still in SYN_RCVD.
enum HandshakeAckLost {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard let loss = evidence.openingLosses.first(where: { $0.lost == .handshakeAck }),
      HandshakeAckIgnored.judge(evidence) == nil, AcceptDeferred.judge(evidence) == nil
    else { return nil }
    let record = evidence.record
    let recovered = record.history(of: .server).contains { $0.state == .established }
    let cost = loss.cost
    let story =
      loss.location == .afterCapturePoint
      ? Phrase(
        en: """
          The client's ACK passed here and did not reach the server, which stayed in SYN_RCVD and sent its SYN-ACK again.
          """,
        ko: "클라이언트의 ACK가 캡처 지점을 지나갔지만 서버에 도달하지 못해, 서버가 SYN_RCVD에 머물며 SYN-ACK를 재전송했습니다.")
      : Phrase(
        en: """
          The client's ACK was lost before it came here and did not reach the server, which stayed in SYN_RCVD and sent its SYN-ACK \
          again.
          """,
        ko: "클라이언트의 ACK가 캡처 지점에 오기 전에 유실되어 서버에 도달하지 못했고, 서버는 SYN_RCVD에 머물며 SYN-ACK를 재전송했습니다.")
    let recovery = Phrase(
      en: "Recovered; the client believed the connection open for \(span(cost)) longer than the server did.",
      ko: "이후 복구되었으며, 클라이언트는 서버보다 \(span(cost, in: .korean)) 먼저 연결이 열렸다고 믿었습니다.")
    let doubt = Phrase(
      en: "Or it was held up on the way, or the server had no room for it just then (a full accept queue).",
      ko: "또는 경로에서 지연되었거나, 서버가 그 순간 받아들이지 못한 것일 수 있습니다(accept queue가 가득 참).")
    let disagreement = Phrase(
      en: "The server never left SYN_RCVD, while the client believed the connection open.",
      ko: "서버는 끝내 SYN_RCVD를 벗어나지 못했고, 클라이언트는 연결이 열렸다고 믿었습니다.")
    let proof = Phrase(
      en: "The client had the first SYN-ACK: the repeated ACK still echoes it.",
      ko: "클라이언트는 첫 SYN-ACK를 받았습니다. 다시 보낸 ACK가 여전히 그것을 echo합니다.")
    return evidence.finding(
      .handshakeAckLost, loss.grade, of: .client, frames: loss.frames, at: loss.time,
      loss: Loss(what: "ACK", location: loss.location), severity: recovered || !record.isSettled ? .warning : .error,
      story.then(!record.isSettled ? nil : recovered ? recovery : disagreement).then(
        loss.location == .beforeCapturePoint ? Evidence.orLate : loss.isEchoed ? proof : nil
      ).then(loss.location == .beforeCapturePoint ? nil : doubt))
  }
}
