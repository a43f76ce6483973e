import FlowTracking

extension Explanation {
  /// Of `reset-after-idle`.
  static let resetAfterIdle = Explanation(
    koreanTitle: "오랜 침묵 뒤에 RST가 왔거나 응답이 없음",
    story: Words(
      """
      The connection was silent for long, and the first segment after that was answered with RST, or by nothing. A \
      device on the way, or the other host, had forgotten it: NATs, firewalls and load balancers drop idle \
      connections after a time of their own (often 60, 300, 350 or 3600 s), without telling either side.
      """,
      ko: """
        연결이 오래 조용하다가, 그 뒤 첫 segment에 RST가 돌아왔거나 아무 응답이 없었습니다. 중간 장비나 상대 호스트가 연결을 잊은 것입니다. NAT, 방화벽, load balancer는 \
        유휴 연결을 자체 시간(흔히 60, 300, 350, 3600초) 뒤에 양쪽에 알리지 않고 지웁니다.
        """),
    ladder: [
      .toServer(.established, "data", .established),
      .pause(Words("a long silence", ko: "긴 침묵")),
      .toServer(.established, "data", .established, Words("the device forgot it", ko: "장비가 이미 잊음")),
      .toClient(.closed, "RST", .established),
    ],
    causes: [
      Cause(
        Words(
          "An idle timer of a NAT, firewall or load balancer.",
          ko: "NAT, 방화벽, load balancer의 idle timer입니다."),
        check: Words(
          "The same length of silence before each such end; the device's own setting.",
          ko: "매번 침묵의 길이가 같은지, 장비의 설정값과 맞는지 봅니다."),
        command: "sysctl net.netfilter.nf_conntrack_tcp_timeout_established"),
      Cause(
        Words(
          "No keep-alive, or one that starts later than that timer.",
          ko: "keep-alive가 없거나 그 타이머보다 늦게 시작합니다."),
        check: Words(
          "The kernel's start (7200 s by default), and the sockets that have the timer.",
          ko: "커널 기본값(7200초)과 타이머가 있는 socket을 확인합니다."),
        command: "sysctl net.ipv4.tcp_keepalive_time; ss -tno 'dst SERVER'"),
      Cause(
        Words("The other host was restarted meanwhile.", ko: "그사이 상대 호스트가 재시작했습니다."),
        check: Words("Since when it has been up.", ko: "언제부터 켜져 있었는지 확인합니다."),
        command: "uptime -s"),
    ])
}
