import FlowTracking

extension Explanation {
  /// Of `ack-invalid`.
  static let ackInvalid = Explanation(
    koreanTitle: "확인 번호가 올바르지 않음",
    story: Words(
      """
      An acknowledgement lies outside what the other side has sent: older than any window allows, or of octets \
      never sent. RFC 5961 has the receiver answer with an ACK and drop the segment.
      """,
      ko: """
        확인 번호가 상대가 보낸 범위를 벗어납니다. 어떤 window로도 설명되지 않을 만큼 오래되었거나 보낸 적 없는 데이터를 확인합니다. RFC 5961에 따라 받는 쪽은 ACK로 응답하고 \
        segment를 버립니다.
        """),
    ladder: [
      .toServer(.established, "data", .established),
      .toClient(.established, "ACK (wrong)", .established, Words("of nothing sent", ko: "보낸 적 없는 번호")),
      .toServer(.established, "ACK", .established, Words("challenge ACK", ko: "challenge ACK")),
    ],
    causes: [
      Cause(
        Words("A segment of an earlier connection with the same ports.", ko: "같은 포트를 쓴 이전 연결의 segment입니다."),
        check: Words("Whether the ports were used shortly before.", ko: "직전에 같은 포트가 쓰였는지 봅니다."),
        command: "tcptrace-swift -r FILE port PORT"),
      Cause(
        Words("A forged segment: blind data injection.", ko: "위조된 segment입니다(blind data injection)."),
        check: Words("The counter of challenges.", ko: "challenge ACK의 카운터를 봅니다."),
        command: "nstat -az TcpExtTCPChallengeACK"),
    ])
}
