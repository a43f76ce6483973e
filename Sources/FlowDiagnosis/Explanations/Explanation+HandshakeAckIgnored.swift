import FlowTracking

extension Explanation {
  /// Of `handshake-ack-ignored`.
  static let handshakeAckIgnored = Explanation(
    koreanTitle: "3-way handshake를 완료하는 ACK를 서버가 무시함",
    story: Words(
      """
      The client completed the handshake and sent data, and the server acknowledged neither: it went on sending \
      its SYN-ACK. On Linux that is what a full accept queue looks like: the ACK arrives, but there is no room for \
      the finished connection, so it is ignored and the client is kept waiting until there is.
      """,
      ko: """
        클라이언트는 3-way handshake를 완료하고 데이터까지 보냈지만, 서버는 어느 것도 확인하지 않고 SYN-ACK를 계속 재전송했습니다. Linux에서 accept queue가 가득 찼을 \
        때의 모습입니다. ACK는 도착했지만 완료된 연결을 넣을 자리가 없어 무시되고, 자리가 날 때까지 클라이언트는 기다립니다.
        """),
    ladder: [
      .toServer(.synSent, "SYN", .synReceived),
      .toClient(.synSent, "SYN-ACK", .synReceived),
      .toServer(.established, "ACK", .synReceived, Words("no room for it", ko: "넣을 자리가 없음")),
      .toServer(.established, "data", .synReceived, Words("not acknowledged", ko: "확인되지 않음")),
      .toClient(.established, "SYN-ACK", .synReceived, again: true),
      .toServer(.established, "data", .established, again: true, Words("there is room again", ko: "다시 자리가 남")),
      .toClient(.established, "ACK", .established),
    ],
    causes: [
      Cause(
        Words(
          "The accept queue is full: the application accepts too slowly or the backlog is too small.",
          ko: "accept queue가 가득 찼습니다. 애플리케이션의 accept가 느리거나 backlog가 작습니다."),
        check: Words(
          "Recv-Q at its limit (Send-Q), and a counter that grows.",
          ko: "Recv-Q가 한도(Send-Q)에 닿아 있고 카운터가 증가합니다."),
        command: "ss -ltn 'sport = :PORT'; nstat -az TcpExtListenOverflows"),
      Cause(
        Words(
          "A firewall passes the SYN and drops what the client sends after it.",
          ko: "방화벽이 SYN은 통과시키고 그 뒤의 패킷은 버립니다."),
        check: Words(
          "A capture on the server: with a full queue the ACK is in it.",
          ko: "서버에서 캡처합니다. 큐가 원인이라면 ACK가 보입니다."),
        command: "sudo tcpdump -ni any -s 128 -w server.pcap 'host CLIENT and port PORT'"),
    ])
}
