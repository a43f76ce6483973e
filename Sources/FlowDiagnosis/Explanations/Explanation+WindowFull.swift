import FlowTracking

extension Explanation {
  /// Of `window-full`.
  static let windowFull = Explanation(
    koreanTitle: "송신자가 상대의 window를 모두 채움",
    story: Words(
      """
      The sender has as many octets on the way as the receiver allows and must wait for an acknowledgement. The \
      window, not the network, limits the speed: at most one window a round trip.
      """,
      ko: """
        송신자가 상대가 허용한 만큼 데이터를 모두 보내 ACK를 기다려야 합니다. 속도를 제한하는 것은 네트워크가 아니라 window입니다. 왕복 한 번에 window 하나만큼만 보낼 수 있습니다.
        """),
    ladder: [
      .toClient(.established, "ACK win 8k", .established),
      .toServer(.established, "data 8k", .established, Words("the window is full", ko: "window가 가득 참")),
      .pause(Words("waits for an ACK", ko: "ACK를 기다림")),
      .toClient(.established, "ACK win 8k", .established),
      .toServer(.established, "data 8k", .established),
    ],
    causes: [
      Cause(
        Words(
          "The receive buffer is small for the round trip (bandwidth times delay).",
          ko: "왕복 시간에 비해 수신 버퍼가 작습니다(bandwidth-delay product)."),
        check: Words(
          "The buffer's limits; the second number is the default, the third the most.",
          ko: "버퍼의 한도입니다. 두 번째가 기본값, 세 번째가 최댓값입니다."),
        command: "sysctl net.ipv4.tcp_rmem net.core.rmem_max"),
      Cause(
        Words(
          "Window scaling is not in use: no window above 65,535 octets.",
          ko: "window scaling을 쓰지 않아 window가 65,535바이트를 넘지 못합니다."),
        check: Words("\"wscale\" on the connection, and the setting.", ko: "연결의 wscale과 설정을 확인합니다."),
        command: "ss -tin 'dst PEER'; sysctl net.ipv4.tcp_window_scaling"),
      Cause(
        Words(
          "The application reads slowly and the window closes bit by bit.",
          ko: "애플리케이션이 느리게 읽어 window가 점점 닫힙니다."),
        check: Words("Recv-Q of its socket.", ko: "socket의 Recv-Q를 봅니다."),
        command: "ss -tn 'sport = :PORT'"),
    ])
}
