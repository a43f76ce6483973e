import FlowTracking

extension Explanation {
  /// Of `self-connection`.
  static let selfConnection = Explanation(
    koreanTitle: "socket이 자기 자신에게 연결됨",
    story: Words(
      """
      A SYN came from the address and port that it was sent to, and the socket opened a connection with itself, as \
      in a simultaneous open. It happens on one host when a client tries a port on which nobody listens and is \
      given just that port as its own: it then reads back what it writes.
      """,
      ko: """
        SYN의 출발지와 목적지가 같은 주소와 포트여서, 동시 열기처럼 socket이 자기 자신과 연결되었습니다. 한 호스트에서 아무도 듣지 않는 포트에 접속하는 클라이언트가 우연히 바로 그 포트를 \
        할당받으면 일어납니다. 이 경우 자기가 쓴 데이터를 자기가 읽습니다.
        """),
    ladder: [
      .toServer(.synSent, "SYN", .synSent, Words("to itself", ko: "자기 자신에게")),
      .toClient(.synReceived, "SYN-ACK", .synReceived),
      .toClient(.established, "ACK", .established),
    ],
    causes: [
      Cause(
        Words(
          "A client on the same host retries a port of the ephemeral range while its server is down.",
          ko: "서버가 내려간 동안 같은 호스트의 클라이언트가 ephemeral 범위의 포트에 재시도합니다."),
        check: Words("The server's port lies in this range.", ko: "서버의 포트가 이 범위에 있는지 확인합니다."),
        command: "sysctl net.ipv4.ip_local_port_range"),
      Cause(
        Words("A packet made to look so (LAND attack).", ko: "그렇게 꾸민 패킷입니다(LAND 공격)."),
        check: Words("It came in from outside and not from the host itself.", ko: "외부에서 들어온 패킷인지 확인합니다."),
        command: "tcpdump -er FILE \"src host ADDRESS and dst host ADDRESS\""),
    ])
}
