import FlowTracking

extension Explanation {
  /// Of `half-open-connection`.
  static let halfOpenConnection = Explanation(
    koreanTitle: "클라이언트가 잃은 연결을 서버는 아직 알고 있음",
    story: Words(
      """
      The client restarted or forgot the connection and opened it anew from the same port, while the server still \
      believed the old one open. The server answers with an ACK of the old numbers, the client resets that, and \
      its next SYN opens a new connection (RFC 9293 figure 9).
      """,
      ko: """
        클라이언트가 재시작했거나 연결을 잊은 뒤 같은 포트로 새로 열었지만, 서버는 옛 연결이 열려 있다고 믿고 있었습니다. 서버가 옛 번호로 ACK를 보내면 클라이언트가 RST로 정리하고, 다음 \
        SYN으로 새 연결이 열립니다(RFC 9293 그림 9).
        """),
    ladder: [
      .pause(Words("the client restarts", ko: "클라이언트 재시작")),
      .toServer(.synSent, "SYN", .established, Words("still open there", ko: "서버는 아직 열린 상태")),
      .toClient(.synSent, "ACK", .established, Words("old numbers (challenge)", ko: "옛 번호(challenge ACK)")),
      .toServer(.synSent, "RST", .closed),
      .toServer(.synSent, "SYN", .synReceived, again: true),
      .toClient(.established, "SYN-ACK", .synReceived),
    ],
    causes: [
      Cause(
        Words(
          "The client's host or container restarted and got the same port again.",
          ko: "클라이언트의 호스트나 컨테이너가 재시작한 뒤 같은 포트를 다시 받았습니다."),
        check: Words("Since when it has been up.", ko: "언제부터 켜져 있었는지 확인합니다."),
        command: "uptime -s"),
      Cause(
        Words(
          "A NAT forgot the old connection and gave its port to another client.",
          ko: "NAT가 옛 연결을 잊고 그 포트를 다른 클라이언트에 주었습니다."),
        check: Words("How long the NAT keeps an idle connection.", ko: "NAT가 유휴 연결을 유지하는 시간을 봅니다."),
        command: "sysctl net.netfilter.nf_conntrack_tcp_timeout_established"),
      Cause(
        Words(
          "The old connection was cut without a word to the server: no keep-alive found it out.",
          ko: "서버에 알리지 않고 옛 연결이 끊겼고, keep-alive도 이를 찾아내지 못했습니다."),
        check: Words(
          "Timers of the server's open connections: \"keepalive\" or none.",
          ko: "서버의 열린 연결에 keepalive 타이머가 있는지 봅니다."),
        command: "ss -tno 'sport = :PORT'"),
    ])
}
