import FlowTracking

extension Explanation {
  /// Of `stale-syn-replaced`.
  static let staleSynReplaced = Explanation(
    koreanTitle: "SYN이 너무 늦은 시도와 이를 대신한 시도",
    story: Words(
      """
      Two attempts that belong together: the SYN of the first came so late that the server's answer was refused, \
      and the second attempt, in its stead, went on. For the application it was one connection that opened late.
      """,
      ko: """
        함께 보아야 할 두 시도입니다. 첫 시도의 SYN이 너무 늦어 서버의 응답이 거절되었고, 이를 대신한 두 번째 시도가 이어졌습니다. 애플리케이션에는 늦게 열린 하나의 연결입니다.
        """),
    ladder: [
      .toServer(.synSent, "SYN (old)", .synReceived, Words("late", ko: "뒤늦게 도착")),
      .toClient(.synSent, "SYN-ACK", .synReceived),
      .toServer(.synSent, "RST", .listen, Words("refused", ko: "거절")),
      .toServer(.synSent, "SYN (new)", .synReceived, Words("in its stead", ko: "대신한 시도")),
      .toClient(.established, "SYN-ACK", .synReceived),
    ],
    causes: [
      Cause(
        Words(
          "The network delayed the first SYN; see stale-syn.",
          ko: "네트워크가 첫 SYN을 지연시켰습니다. stale-syn을 참고하십시오."),
        check: Words("When it left its host.", ko: "호스트를 떠난 시각을 확인합니다."),
        command: "sudo tcpdump -ni any 'tcp[tcpflags] & tcp-syn != 0 and port PORT'"),
      Cause(
        Words("The client gives up sooner than the server answers.", ko: "서버가 응답하기 전에 클라이언트가 포기합니다."),
        check: Words("The application's connect timeout.", ko: "애플리케이션의 connect timeout을 봅니다."),
        command: "sudo strace -f -r -e trace=connect,close -p PID"),
    ])
}
