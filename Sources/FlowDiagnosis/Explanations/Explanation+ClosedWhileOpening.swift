import FlowTracking

extension Explanation {
  /// Of `closed-while-opening`.
  static let closedWhileOpening = Explanation(
    koreanTitle: "연결이 열리기 전에 FIN을 보냄",
    story: Words(
      """
      A side sent FIN before its connection was open: the application closed while the handshake was still under \
      way (RFC 9293 section 3.10.4 lets SYN_RCVD go to FIN_WAIT_1). Nothing was wrong on the path.
      """,
      ko: """
        연결이 열리기 전에 한쪽이 FIN을 보냈습니다. 3-way handshake가 진행되는 동안 애플리케이션이 닫았습니다(RFC 9293 3.10.4절에 따라 SYN_RCVD에서 \
        FIN_WAIT_1로 갈 수 있습니다). 경로에는 문제가 없습니다.
        """),
    ladder: [
      .toServer(.synSent, "SYN", .synReceived),
      .toClient(.synSent, "SYN-ACK", .synReceived),
      .toServer(.finWait1, "FIN", .synReceived, Words("before its own ACK", ko: "자신의 ACK보다 먼저")),
    ],
    causes: [
      Cause(
        Words(
          "A health check or scanner that closes as soon as it is answered.",
          ko: "응답을 받자마자 닫는 health check나 scanner입니다."),
        check: Words("The same address comes back at regular intervals.", ko: "같은 주소가 일정한 간격으로 반복되는지 봅니다."),
        command: "tcptrace-swift -r FILE host CLIENT"),
      Cause(
        Words(
          "The application's time-out ended the attempt just then.",
          ko: "바로 그때 애플리케이션의 timeout이 시도를 끝냈습니다."),
        check: Words("The calls around connect().", ko: "connect() 전후의 호출을 봅니다."),
        command: "sudo strace -f -r -e trace=connect,shutdown,close -p PID"),
    ])
}
