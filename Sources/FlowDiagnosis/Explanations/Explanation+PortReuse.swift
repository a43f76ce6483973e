import FlowTracking

extension Explanation {
  /// Of `port-reuse`.
  static let portReuse = Explanation(
    koreanTitle: "같은 4-tuple이 곧 다시 사용됨",
    story: Words(
      """
      A new connection uses the addresses and ports of an earlier one. That is normal where many connections are \
      opened; it needs care only while the old one is in TIME_WAIT: a new SYN is accepted there if its number or \
      timestamp shows that it is newer (RFC 9293 section 3.6.1, RFC 6191).
      """,
      ko: """
        새 연결이 이전 연결과 같은 주소와 포트를 씁니다. 연결을 많이 여는 곳에서는 정상입니다. 이전 연결이 아직 TIME_WAIT일 때만 주의가 필요하며, sequence number나 \
        timestamp가 더 새로운 SYN만 받아들여집니다(RFC 9293 3.6.1절, RFC 6191).
        """),
    ladder: [
      .toServer(.timeWait, "ACK", .closed, Words("end of the old one", ko: "이전 연결의 끝")),
      .pause(Words("the same ports again", ko: "같은 포트를 다시 사용")),
      .toServer(.synSent, "SYN", .synReceived, Words("a newer number", ko: "더 큰 번호")),
      .toClient(.established, "SYN-ACK", .synReceived),
    ],
    causes: [
      Cause(
        Words(
          "A client, proxy or NAT opens connections faster than its range of ports allows.",
          ko: "클라이언트, proxy, NAT가 포트 범위가 허용하는 것보다 빠르게 연결을 엽니다."),
        check: Words("The range, and how many sockets wait in TIME_WAIT.", ko: "포트 범위와 TIME_WAIT socket의 수를 확인합니다."),
        command: "sysctl net.ipv4.ip_local_port_range; ss -tan state time-wait | wc -l"),
      Cause(
        Words("The application binds a fixed source port.", ko: "애플리케이션이 고정된 source port를 bind합니다."),
        check: Words("Always the same port in the table of connections.", ko: "연결 표에서 항상 같은 포트가 보입니다."),
        command: "tcptrace-swift -r FILE host CLIENT"),
    ])
}
