import FlowTracking

extension Explanation {
  /// Of `simultaneous-open`.
  static let simultaneousOpen = Explanation(
    koreanTitle: "양쪽이 모두 SYN을 보냄",
    story: Words(
      """
      Each side sent a SYN before it had the other's. Both pass SYN_SENT and SYN_RCVD and one connection comes of \
      it (RFC 9293 figure 7). It is rare on purpose: peer-to-peer programs use it to get through NATs.
      """,
      ko: """
        양쪽이 서로의 SYN을 받기 전에 각자 SYN을 보냈습니다. 둘 다 SYN_SENT와 SYN_RCVD를 거쳐 하나의 연결이 됩니다(RFC 9293 그림 7). 흔하지 않은 일이며, P2P \
        프로그램이 NAT를 통과하려고 일부러 쓰기도 합니다.
        """),
    ladder: [
      .toServer(.synSent, "SYN", .synSent, Words("both ask", ko: "양쪽이 요청")),
      .toClient(.synReceived, "SYN", .synSent),
      .toServer(.synReceived, "SYN-ACK", .synReceived),
      .toClient(.established, "SYN-ACK", .synReceived),
    ],
    causes: [
      Cause(
        Words(
          "A program that punches through NATs connects both ways at once.",
          ko: "NAT hole punching을 하는 프로그램이 양쪽에서 동시에 접속합니다."),
        check: Words(
          "Both processes have the port bound and connect from it.",
          ko: "양쪽 프로세스가 그 포트를 bind하고 그 포트로 접속하는지 봅니다."),
        command: "ss -tnp 'sport = :PORT or dport = :PORT'"),
      Cause(
        Words(
          "Two servers configured to connect to each other from fixed ports (BGP, clusters).",
          ko: "서로 고정 포트로 접속하도록 설정된 두 서버입니다(BGP, 클러스터)."),
        check: Words(
          "The configuration of both, and which process owns the port.",
          ko: "양쪽의 설정과 그 포트를 가진 프로세스를 확인합니다."),
        command: "ss -tnp 'sport = :PORT'"),
    ])
}
