import FlowTracking

extension Explanation {
  /// Of `syn-ack-isn-changed`.
  static let synAckISNChanged = Explanation(
    koreanTitle: "한 SYN에 ISN이 서로 다른 두 SYN-ACK가 응답함",
    story: Words(
      """
      Two SYN-ACKs answered the same SYN with different initial numbers. One TCP chooses its number once for an \
      attempt, so two of them answered: two hosts, one host before and after a restart, or a device that keeps no \
      state.
      """,
      ko: """
        한 SYN에 ISN이 서로 다른 두 SYN-ACK가 응답했습니다. 하나의 TCP는 한 시도에 번호를 한 번만 정하므로, 응답한 주체가 둘입니다. 두 호스트이거나, 재시작 전후의 한 호스트이거나, \
        상태를 보관하지 않는 장비입니다.
        """),
    ladder: [
      .toServer(.synSent, "SYN", .synReceived),
      .toClient(.established, "SYN-ACK", .synReceived, Words("one ISN", ko: "한 ISN")),
      .toServer(.established, "ACK", .established),
      .toClient(.established, "SYN-ACK (other)", .synReceived, Words("another ISN", ko: "다른 ISN")),
    ],
    causes: [
      Cause(
        Words(
          "Two hosts answer for one address: an address used twice, both members of a failover pair.",
          ko: "두 호스트가 한 주소로 응답합니다. IP 충돌이나 이중화 장비의 양쪽이 그렇습니다."),
        check: Words("Two hardware addresses for one IP address.", ko: "한 IP 주소에 MAC 주소가 둘인지 확인합니다."),
        command: "sudo arping -c 3 -I eth0 SERVER"),
      Cause(
        Words(
          "A load balancer sent the copies of the SYN to different servers.",
          ko: "load balancer가 재전송된 SYN을 서로 다른 서버로 보냈습니다."),
        check: Words(
          "Two TTLs or timestamp clocks in the two SYN-ACKs.",
          ko: "두 SYN-ACK의 TTL이나 timestamp 시계가 다른지 봅니다."),
        command: "tcpdump -nvr FILE 'tcp[tcpflags] == tcp-syn|tcp-ack and host SERVER'"),
      Cause(
        Words("A SYN proxy answers without state.", ko: "SYN proxy가 상태 없이 응답합니다."),
        check: Words(
          "The proxy's own counters; on Linux those of the SYNPROXY target.",
          ko: "proxy의 카운터를 봅니다. Linux라면 SYNPROXY 통계입니다."),
        command: "cat /proc/net/stat/synproxy"),
    ])
}
