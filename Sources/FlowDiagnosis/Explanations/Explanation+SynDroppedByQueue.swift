import FlowTracking

extension Explanation {
  /// Of `syn-dropped-by-queue`.
  static let synDroppedByQueue = Explanation(
    koreanTitle: "서버의 가득 찬 큐가 SYN을 버림",
    story: Words(
      """
      The server ignored SYNs of one client while it answered others at the same port, and answered this client's \
      later copy within a round trip. That is the picture of a full queue: a listening socket drops SYNs while its \
      accept queue or SYN queue has no room, so that clients try again.
      """,
      ko: """
        서버가 같은 포트에서 다른 클라이언트에는 응답하면서 이 클라이언트의 SYN은 무시했고, 나중에 다시 보낸 SYN에는 왕복 시간 안에 응답했습니다. 큐가 가득 찼을 때의 모습입니다. listen \
        socket은 accept queue나 SYN queue에 자리가 없으면 클라이언트가 다시 시도하도록 SYN을 버립니다.
        """),
    ladder: [
      .toServer(.synSent, "SYN", .listen, Words("the queue is full", ko: "큐가 가득 참")),
      .pause(Words("others are answered meanwhile", ko: "그동안 다른 클라이언트는 응답받음")),
      .toServer(.synSent, "SYN", .synReceived, again: true, Words("there is room again", ko: "다시 자리가 남")),
      .toClient(.synSent, "SYN-ACK", .synReceived),
      .toServer(.established, "ACK", .established),
    ],
    causes: [
      Cause(
        Words(
          "The application accepts too slowly for the rate of new connections.",
          ko: "새 연결이 오는 속도에 비해 애플리케이션의 accept가 느립니다."),
        check: Words("Recv-Q at its limit, Send-Q, while it happens.", ko: "그 시점에 Recv-Q가 한도인 Send-Q에 닿아 있습니다."),
        command: "watch -n 0.2 \"ss -ltn 'sport = :PORT'\""),
      Cause(
        Words(
          "The backlog is too small: listen()'s argument or the system's limit for it.",
          ko: "backlog가 작습니다. listen()의 인자나 시스템 한도를 확인합니다."),
        check: Words("The limit; the smaller of the two counts.", ko: "둘 중 작은 값이 적용됩니다."),
        command: "sysctl net.core.somaxconn net.ipv4.tcp_max_syn_backlog"),
      Cause(
        Words("A SYN flood fills the SYN queue.", ko: "SYN flood가 SYN queue를 채웁니다."),
        check: Words(
          "Half-open connections at the server, and the counter of drops.",
          ko: "서버의 half-open 연결 수와 drop 카운터를 봅니다."),
        command: "ss -tn state syn-recv | wc -l; nstat -az TcpExtTCPReqQFullDrop"),
    ])
}
