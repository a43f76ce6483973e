import FlowTracking

extension Explanation {
  /// Of `accept-deferred`.
  static let acceptDeferred = Explanation(
    koreanTitle: "서버가 첫 데이터가 올 때까지 accept를 미룸",
    story: Words(
      """
      The server got the client's ACK and does not take the connection before data comes. An option of the \
      listening socket asks for it, so that a process is not woken for a client that has nothing to say yet. Where \
      the client stays silent, the server sends its SYN-ACK again much later than its timer would.
      """,
      ko: """
        서버는 클라이언트의 ACK를 받았지만 데이터가 올 때까지 연결을 받아들이지 않습니다. 아직 보낼 것이 없는 클라이언트 때문에 프로세스를 깨우지 않으려는 listen socket 옵션입니다. \
        클라이언트가 아무것도 보내지 않으면, 서버는 원래 타이머보다 훨씬 늦게 SYN-ACK를 다시 보냅니다.
        """),
    ladder: [
      .toServer(.synSent, "SYN", .synReceived),
      .toClient(.synSent, "SYN-ACK", .synReceived),
      .toServer(.established, "ACK", .synReceived, Words("waits for data", ko: "데이터를 기다림")),
      .pause(Words("the client is silent", ko: "클라이언트가 침묵")),
      .toClient(.established, "SYN-ACK", .synReceived, again: true),
      .toServer(.established, "data", .established, Words("now it is accepted", ko: "이제 accept됨")),
    ],
    causes: [
      Cause(
        Words(
          "The server sets TCP_DEFER_ACCEPT (nginx \"deferred\", Apache AcceptFilter).",
          ko: "서버가 TCP_DEFER_ACCEPT를 씁니다(nginx의 \"deferred\", Apache의 AcceptFilter)."),
        check: Words("The option in the calls that the server makes when it starts.", ko: "서버가 시작할 때의 호출에서 옵션을 확인합니다."),
        command: "strace -f -e trace=setsockopt,listen COMMAND")
    ])
}
