import FlowTracking

extension Explanation {
  /// Of `handshake-reset-by-server`.
  static let handshakeResetByServer = Explanation(
    koreanTitle: "여는 중인 연결을 서버가 reset함",
    story: Words(
      """
      The server sent a SYN-ACK and then, before it had sent or acknowledged anything else, RST. The client \
      believed the connection open for a moment: connect() succeeded and the first read or write fails with \
      "connection reset".
      """,
      ko: """
        서버가 SYN-ACK를 보낸 뒤, 다른 데이터나 ACK를 보내기도 전에 RST를 보냈습니다. 클라이언트는 잠시 연결이 열렸다고 믿습니다. connect()는 성공하고 첫 read나 write가 \
        "connection reset"으로 실패합니다.
        """),
    ladder: [
      .toServer(.synSent, "SYN", .synReceived),
      .toClient(.synSent, "SYN-ACK", .synReceived),
      .toServer(.established, "ACK", .synReceived),
      .toClient(.closed, "RST", .closed, Words("gives the opening up", ko: "연결 열기를 포기")),
    ],
    causes: [
      Cause(
        Words(
          "The accept queue is full and the server is set to abort on overflow.",
          ko: "accept queue가 가득 찼고, 넘치면 reset하도록 설정되어 있습니다."),
        check: Words("The setting is 1, and the counter of overflows grows.", ko: "설정이 1이고 overflow 카운터가 증가합니다."),
        command: "sysctl net.ipv4.tcp_abort_on_overflow; nstat -az TcpExtListenOverflows"),
      Cause(
        Words(
          "The process died or closed the listening socket in between.",
          ko: "그사이 프로세스가 죽었거나 listen socket을 닫았습니다."),
        check: Words("When the process was started, and what it logged.", ko: "프로세스의 시작 시각과 로그를 확인합니다."),
        command: "journalctl -u SERVICE --since -10min"),
      Cause(
        Words(
          "A proxy or load balancer accepted for a server that it then could not reach.",
          ko: "proxy나 load balancer가 먼저 수락했지만 뒤의 서버에 접속하지 못했습니다."),
        check: Words("A capture between the proxy and the server.", ko: "proxy와 서버 사이에서 캡처합니다."),
        command: "sudo tcpdump -ni any -s 128 -w backend.pcap 'port BACKENDPORT'"),
    ])
}
