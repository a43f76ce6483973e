import FlowTracking

extension Explanation {
  /// Of `handshake-reset-by-client`.
  static let handshakeResetByClient = Explanation(
    koreanTitle: "클라이언트가 SYN-ACK에 RST로 응답함",
    story: Words(
      """
      The server accepted, and instead of the handshake's ACK the client sent RST. Nothing was exchanged. The \
      client's side decided so, or its kernel no longer knew of the attempt.
      """,
      ko: """
        서버는 수락했지만 클라이언트가 3-way handshake의 ACK 대신 RST를 보냈습니다. 오간 데이터는 없습니다. 클라이언트가 그렇게 결정했거나, 클라이언트의 커널이 이미 그 연결 시도를 \
        모르는 상태입니다.
        """),
    ladder: [
      .toServer(.synSent, "SYN", .synReceived),
      .toClient(.synSent, "SYN-ACK", .synReceived),
      .toServer(.closed, "RST", .listen, Words("turns the answer down", ko: "응답을 거절")),
    ],
    causes: [
      Cause(
        Words(
          "A scanner or a health check that only asks whether the port is open (half-open scan).",
          ko: "포트가 열려 있는지만 확인하는 scanner나 health check입니다(half-open scan)."),
        check: Words(
          "Many such connections from one address, to many ports or at regular intervals.",
          ko: "한 주소에서 여러 포트로, 또는 일정한 간격으로 반복되는지 봅니다."),
        command: "tcpdump -nr FILE 'src host CLIENT and tcp[tcpflags] & tcp-rst != 0'"),
      Cause(
        Words(
          """
          The application gave up or closed while connecting, or raced two addresses and this one lost.
          """,
          ko: "애플리케이션이 접속 도중에 포기했거나, 두 주소에 동시에 접속해 이쪽이 늦었습니다(Happy Eyeballs)."),
        check: Words(
          "Another connection of the same client that opened within 300 ms.",
          ko: "같은 클라이언트가 300 ms 안에 연 다른 연결이 있는지 봅니다."),
        command: "tcptrace-swift -r FILE host CLIENT"),
      Cause(
        Words(
          "The client's firewall or a NAT had lost track of the attempt.",
          ko: "클라이언트의 방화벽이나 NAT가 연결 시도를 잊었습니다."),
        check: Words("The counter invalid of connection tracking.", ko: "conntrack의 invalid 카운터를 확인합니다."),
        command: "sudo conntrack -S"),
    ])
}
