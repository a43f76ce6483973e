import FlowTracking

extension Explanation {
  /// Of `syn-cookies`.
  static let synCookies = Explanation(
    koreanTitle: "서버가 SYN의 상태를 보관하지 않음",
    story: Words(
      """
      The server answers each SYN by itself and never sends its SYN-ACK again: it keeps no state until the ACK \
      comes, whose number then carries what it needs (a SYN cookie), or a SYN proxy stands before it. That \
      protects it in a flood; options may be missing from the connection.
      """,
      ko: """
        서버가 SYN마다 따로 응답하고 SYN-ACK를 스스로 재전송하지 않습니다. ACK가 올 때까지 상태를 보관하지 않으며 필요한 정보는 확인 번호에 담습니다(SYN cookie). 또는 앞에 \
        SYN proxy가 있습니다. flood에서 서버를 보호하지만 연결에 일부 옵션이 빠질 수 있습니다.
        """),
    ladder: [
      .toServer(.synSent, "SYN", nil, Words("no state is kept", ko: "상태를 보관하지 않음")),
      .toClient(.synSent, "SYN-ACK", nil),
      .toServer(.synSent, "SYN", nil, again: true),
      .toClient(.synSent, "SYN-ACK", nil, again: true, Words("only because asked again", ko: "다시 요청받아서만 응답")),
      .toServer(.established, "ACK", .established, Words("the cookie comes back", ko: "cookie가 돌아옴")),
    ],
    causes: [
      Cause(
        Words(
          "The SYN queue is full and cookies are on (the default).",
          ko: "SYN queue가 가득 찼고 cookie가 켜져 있습니다(기본값)."),
        check: Words("The setting and counters that grow.", ko: "설정과 증가하는 카운터를 확인합니다."),
        command: "sysctl net.ipv4.tcp_syncookies; nstat -az | grep -i cookies"),
      Cause(
        Words(
          "A SYN proxy or a DDoS filter answers for the server.",
          ko: "SYN proxy나 DDoS 방어 장비가 서버를 대신해 응답합니다."),
        check: Words(
          "TTL and options of the SYN-ACK differ from the server's own packets.",
          ko: "SYN-ACK의 TTL과 옵션이 서버의 다른 패킷과 다릅니다."),
        command: "tcpdump -nvr FILE 'src host SERVER and port PORT'"),
    ])
}
