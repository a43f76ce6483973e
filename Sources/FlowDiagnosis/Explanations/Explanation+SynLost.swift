import FlowTracking

extension Explanation {
  /// Of `syn-lost`.
  static let synLost = Explanation(
    koreanTitle: "SYN이 서버에 도달하지 못함",
    story: Words(
      """
      The client's SYN passed the capture point and never entered the server's table; a later copy did. With TCP \
      timestamps the SYN-ACK itself says so: it echoes the copy that it answers. The connection opened late by the \
      time that the client waited before it tried again.
      """,
      ko: """
        클라이언트의 SYN이 캡처 지점을 지나갔지만 서버에는 들어가지 못했고, 나중에 다시 보낸 SYN이 들어갔습니다. TCP timestamp가 있으면 SYN-ACK가 이를 직접 알려 줍니다. 자신이 \
        응답하는 SYN의 timestamp를 echo하기 때문입니다. 클라이언트가 재시도하기까지 기다린 만큼 연결이 늦게 열립니다.
        """),
    ladder: [
      .toServer(.synSent, "SYN", nil, lost: true, Words("never arrives", ko: "도달하지 못함")),
      .pause(Words("1 s: the client's timer", ko: "1초: 클라이언트의 타이머")),
      .toServer(.synSent, "SYN", nil, again: true),
      .toClient(.synSent, "SYN-ACK", .synReceived, Words("echoes the second SYN", ko: "두 번째 SYN을 echo")),
      .toServer(.established, "ACK", .established),
    ],
    causes: [
      Cause(
        Words(
          """
          Packet loss between the capture point and the server: a full queue on a link, a bad cable, a policer.
          """,
          ko: "캡처 지점과 서버 사이의 패킷 유실입니다. 링크의 큐 포화, 케이블 불량, policer 등이 원인입니다."),
        check: Words(
          "Drop and error counters of the interfaces on the way, first the server's.",
          ko: "경로상의 인터페이스, 우선 서버의 drop과 error 카운터를 확인합니다."),
        command: "ip -s -s link show dev eth0"),
      Cause(
        Words(
          "The server dropped it: the accept queue or the SYN queue was full.",
          ko: "서버가 버렸습니다. accept queue나 SYN queue가 가득 찼습니다."),
        check: Words(
          "Recv-Q at its limit (Send-Q) while it happens, and counters that grow.",
          ko: "그 시점에 Recv-Q가 한도(Send-Q)에 닿아 있고 카운터가 증가합니다."),
        command: "ss -ltn 'sport = :PORT'; nstat -az TcpExtListenOverflows"),
      Cause(
        Words(
          "A firewall or the reverse path filter of the server dropped the first SYN.",
          ko: "방화벽이나 서버의 reverse path filter가 첫 SYN을 버렸습니다."),
        check: Words(
          "The counter of the reverse path filter, and those of the firewall's rules.",
          ko: "reverse path filter 카운터와 방화벽 규칙의 카운터를 봅니다."),
        command: "nstat -az TcpExtIPReversePathFilter; sudo iptables -nvL"),
    ])
}
