import FlowTracking

extension Explanation {
  /// Of `keep-alive-unanswered`.
  static let keepAliveUnanswered = Explanation(
    koreanTitle: "keep-alive에 응답이 없음",
    story: Words(
      """
      Keep-alives were sent and not answered. The other host is gone, or something on the way no longer passes \
      this connection; after the last probe (on Linux 9 by default, 75 s apart) the sender gives up with an error.
      """,
      ko: """
        keep-alive를 보냈지만 응답이 없었습니다. 상대 호스트가 사라졌거나 중간의 무언가가 이 연결을 더는 통과시키지 않습니다. 마지막 probe 뒤(Linux 기본값은 75초 간격으로 9번) \
        송신자는 오류로 포기합니다.
        """),
    ladder: [
      .pause(Words("a long silence", ko: "긴 침묵")),
      .toServer(.established, "keep-alive", nil),
      .pause(Words("75 s", ko: "75초")),
      .toServer(.established, "keep-alive", nil, again: true),
      .pause(Words("nothing comes back", ko: "아무것도 돌아오지 않음")),
      .toServer(.closed, "RST", nil, Words("gives up", ko: "포기")),
    ],
    causes: [
      Cause(
        Words("The other host is off, restarted or moved.", ko: "상대 호스트가 꺼졌거나 재시작했거나 이동했습니다."),
        check: Words("Whether it answers at all.", ko: "상대가 응답하는지 확인합니다."),
        command: "ping -c 3 PEER"),
      Cause(
        Words(
          "A NAT or firewall forgot the connection before the first keep-alive.",
          ko: "첫 keep-alive 전에 NAT나 방화벽이 연결을 잊었습니다."),
        check: Words(
          "The start of keep-alives against the device's idle timer.",
          ko: "keep-alive 시작 시간을 장비의 idle timer와 비교합니다."),
        command: "sysctl net.ipv4.tcp_keepalive_time"),
    ])
}
