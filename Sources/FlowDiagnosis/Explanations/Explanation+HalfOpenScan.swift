import FlowTracking

extension Explanation {
  /// Of `half-open-scan`.
  static let halfOpenScan = Explanation(
    koreanTitle: "응답한 포트를 열지 않고 reset하는 scan",
    story: Words(
      """
      A client sends SYNs and answers every SYN-ACK with RST: it learns that a port is open without opening a \
      connection, and the application never hears of it (nmap -sS).
      """,
      ko: """
        클라이언트가 SYN을 보내고 모든 SYN-ACK에 RST로 응답합니다. 연결을 열지 않고도 포트가 열려 있음을 알아내며 애플리케이션에는 기록이 남지 않습니다(nmap -sS).
        """),
    ladder: [
      .toServer(.synSent, "SYN", .synReceived),
      .toClient(.synSent, "SYN-ACK", .synReceived, Words("the port is open", ko: "포트가 열려 있음")),
      .toServer(.closed, "RST", .listen, Words("that was all", ko: "그것으로 끝")),
    ],
    causes: [
      Cause(
        Words(
          """
          A scanner that builds its packets itself: the kernel knows nothing of the SYN and resets the answer.
          """,
          ko: "패킷을 직접 만드는 scanner입니다. 커널은 그 SYN을 모르므로 응답을 reset합니다."),
        check: Words(
          "SYNs without usual options and with one window, again and again.",
          ko: "일반적인 옵션이 없고 window가 같은 SYN이 반복됩니다."),
        command: "tcpdump -nvr FILE 'src host CLIENT and tcp[tcpflags] == tcp-syn'"),
      Cause(
        Words("A load balancer's health check of this kind.", ko: "이런 방식의 load balancer health check입니다."),
        check: Words(
          "A few ports at regular intervals, from the load balancer's address.",
          ko: "load balancer 주소에서 몇 개의 포트로 일정하게 오는지 봅니다."),
        command: "tcptrace-swift -r FILE host CLIENT"),
    ])
}
