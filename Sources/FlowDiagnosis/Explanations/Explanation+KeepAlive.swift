import FlowTracking

extension Explanation {
  /// Of `keep-alive`.
  static let keepAlive = Explanation(
    koreanTitle: "상대가 아직 있는지 확인함",
    story: Words(
      """
      After a silence a side asked whether the other is still there: a segment with the last octet's number, which \
      an open connection answers with an ACK. It is harmless, and keeps NATs and firewalls from forgetting the \
      connection.
      """,
      ko: """
        한동안 조용한 뒤 한쪽이 상대가 아직 있는지 확인했습니다. 마지막 번호를 담은 segment이며, 열린 연결이라면 ACK로 응답합니다. 해가 없고, NAT와 방화벽이 연결을 잊지 않게 해 \
        줍니다.
        """),
    ladder: [
      .pause(Words("a long silence", ko: "긴 침묵")),
      .toServer(.established, "keep-alive", .established, Words("still there?", ko: "아직 있는지 확인")),
      .toClient(.established, "ACK", .established, Words("yes", ko: "응답")),
    ],
    causes: [
      Cause(
        Words("The application asks for it (SO_KEEPALIVE).", ko: "애플리케이션이 요청했습니다(SO_KEEPALIVE)."),
        check: Words("Sockets with the timer \"keepalive\".", ko: "\"keepalive\" 타이머가 있는 socket을 봅니다."),
        command: "ss -tno 'dst PEER'"),
      Cause(
        Words("The intervals of the kernel.", ko: "커널의 간격 설정입니다."),
        check: Words(
          "First after time, then every intvl seconds, probes times.",
          ko: "time초 뒤에 시작하여 intvl초마다 probes번 보냅니다."),
        command: "sysctl -a 2>/dev/null | grep tcp_keepalive"),
    ])
}
