import FlowTracking

extension Explanation {
  /// Of `handshake-ack-lost`.
  static let handshakeAckLost = Explanation(
    koreanTitle: "3-way handshake를 완료하는 ACK가 서버에 도달하지 못함",
    story: Words(
      """
      The client's ACK passed the capture point and did not reach the server. From then on the two disagree: the \
      client is ESTABLISHED and may send; the server is still in SYN_RCVD and sends its SYN-ACK again. The \
      client's answer to that copy, or its first data, repairs it.
      """,
      ko: """
        클라이언트의 ACK가 캡처 지점을 지나갔지만 서버에 도달하지 못했습니다. 그때부터 양쪽의 상태가 어긋납니다. 클라이언트는 ESTABLISHED라서 데이터를 보낼 수 있지만, 서버는 아직 \
        SYN_RCVD에서 SYN-ACK를 재전송합니다. 재전송된 SYN-ACK에 대한 ACK나 첫 데이터가 도달하면 바로잡힙니다.
        """),
    ladder: [
      .toServer(.synSent, "SYN", .synReceived),
      .toClient(.synSent, "SYN-ACK", .synReceived),
      .toServer(.established, "ACK", .synReceived, lost: true, Words("the server never got it", ko: "서버가 받지 못함")),
      .pause(Words("1 s: the server's timer", ko: "1초: 서버의 타이머")),
      .toClient(.established, "SYN-ACK", .synReceived, again: true),
      .toServer(.established, "ACK", .established, again: true, Words("both agree now", ko: "이제 양쪽이 일치")),
    ],
    causes: [
      Cause(
        Words("Packet loss between the capture point and the server.", ko: "캡처 지점과 서버 사이의 패킷 유실입니다."),
        check: Words("A capture at the server's host that lacks the first ACK.", ko: "서버 호스트의 캡처에 첫 ACK가 없습니다."),
        command: "sudo tcpdump -ni any -s 128 -w server.pcap 'host CLIENT and port PORT'"),
      Cause(
        Words(
          """
          The server got it and ignored it: its accept queue was full, or it defers accept until data comes.
          """,
          ko: "서버가 받고도 무시했습니다. accept queue가 가득 찼거나, 데이터가 올 때까지 accept를 미루는 설정(TCP_DEFER_ACCEPT)입니다."),
        check: Words(
          "Recv-Q at its limit (Send-Q), and this counter growing.",
          ko: "Recv-Q가 한도(Send-Q)에 닿아 있고 다음 카운터가 증가합니다."),
        command: "ss -ltn 'sport = :PORT'; nstat -az TcpExtListenOverflows"),
      Cause(
        Words("A firewall lets SYN pass and drops what follows.", ko: "방화벽이 SYN은 통과시키고 그 뒤의 패킷을 버립니다."),
        check: Words("The counters of its rules while a client connects.", ko: "클라이언트가 접속하는 동안 규칙의 카운터를 봅니다."),
        command: "sudo iptables -nvL; sudo nft list ruleset"),
    ])
}
