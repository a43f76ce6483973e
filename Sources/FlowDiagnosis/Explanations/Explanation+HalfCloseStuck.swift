import FlowTracking

extension Explanation {
  /// Of `half-close-stuck`.
  static let halfCloseStuck = Explanation(
    koreanTitle: "한쪽은 닫았지만 다른 쪽이 끝내 닫지 않음",
    story: Words(
      """
      One side closed, and the other acknowledged it and neither sent more nor closed. The one is in FIN_WAIT_2, \
      the other in CLOSE_WAIT, which no timer of TCP ends: the socket stays until its application closes it. This \
      is how servers run out of file descriptors.
      """,
      ko: """
        한쪽이 닫았고 다른 쪽은 ACK만 보낸 채 데이터를 더 보내지도, 닫지도 않았습니다. 한쪽은 FIN_WAIT_2, 다른 쪽은 CLOSE_WAIT에 있습니다. CLOSE_WAIT은 TCP의 어떤 \
        타이머도 끝내지 않으므로 애플리케이션이 닫을 때까지 socket이 남습니다. 서버의 file descriptor가 바닥나는 흔한 이유입니다.
        """),
    ladder: [
      .toServer(.finWait1, "FIN", .closeWait, Words("sends no more", ko: "더 보내지 않음")),
      .toClient(.finWait2, "ACK", .closeWait),
      .pause(Words("and nothing more", ko: "그 뒤로 아무것도 없음")),
    ],
    causes: [
      Cause(
        Words(
          "The application never closes: it leaks the socket, or hangs.",
          ko: "애플리케이션이 닫지 않습니다. socket이 새거나 프로세스가 멈췄습니다."),
        check: Words(
          "Sockets in CLOSE_WAIT with their process; the number grows.",
          ko: "CLOSE_WAIT socket과 프로세스를 보고 수가 늘어나는지 확인합니다."),
        command: "ss -tnp state close-wait"),
      Cause(
        Words("It still works on its answer.", ko: "아직 응답을 만드는 중입니다."),
        check: Words("What the process is doing.", ko: "프로세스가 무엇을 하는지 봅니다."),
        command: "sudo strace -f -p PID"),
      Cause(
        Words(
          """
          The closing side waits in FIN_WAIT_2; Linux ends that after 60 s where no process holds the socket.
          """,
          ko: "닫은 쪽은 FIN_WAIT_2에서 기다립니다. socket을 가진 프로세스가 없으면 Linux는 60초 뒤에 끝냅니다."),
        check: Words("The setting, in seconds.", ko: "설정값(초)을 확인합니다."),
        command: "sysctl net.ipv4.tcp_fin_timeout"),
    ])
}
