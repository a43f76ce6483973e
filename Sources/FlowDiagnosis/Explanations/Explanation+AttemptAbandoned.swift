import FlowTracking

extension Explanation {
  /// Of `attempt-abandoned`.
  static let attemptAbandoned = Explanation(
    koreanTitle: "클라이언트가 연결 시도를 그만둠",
    story: Words(
      """
      The client stopped trying before a handshake was complete: its schedule of repeats ended, or it began anew \
      with another SYN. Linux tries 6 times (tcp_syn_retries); many applications give up sooner by a timer of \
      their own.
      """,
      ko: """
        3-way handshake가 완료되기 전에 클라이언트가 시도를 그만두었습니다. 재전송 일정이 끝났거나 다른 SYN으로 새로 시작했습니다. Linux는 6번 \
        재시도하며(tcp_syn_retries), 많은 애플리케이션은 자체 타이머로 더 일찍 포기합니다.
        """),
    ladder: [
      .toServer(.synSent, "SYN", nil),
      .pause(Words("1 s", ko: "1초")),
      .toServer(.synSent, "SYN", nil, again: true),
      .pause(Words("no answer; the client gives up", ko: "응답이 없어 클라이언트가 포기")),
      .toServer(.closed, "SYN (new)", nil, Words("another attempt", ko: "새로운 시도")),
    ],
    causes: [
      Cause(
        Words("The server does not answer: see syn-unanswered.", ko: "서버가 응답하지 않습니다. syn-unanswered를 참고하십시오."),
        check: Words("How often the kernel repeats a SYN.", ko: "커널이 SYN을 몇 번 재전송하는지 확인합니다."),
        command: "sysctl net.ipv4.tcp_syn_retries"),
      Cause(
        Words(
          "The application's connect timeout is shorter than the server's answer takes.",
          ko: "애플리케이션의 connect timeout이 서버의 응답보다 짧습니다."),
        check: Words("The time between connect() and close().", ko: "connect()와 close() 사이의 시간을 봅니다."),
        command: "sudo strace -f -r -e trace=connect,poll,close -p PID"),
    ])
}
