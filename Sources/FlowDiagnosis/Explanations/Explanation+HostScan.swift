import FlowTracking

extension Explanation {
  /// Of `host-scan`.
  static let hostScan = Explanation(
    koreanTitle: "한 클라이언트가 여러 호스트의 같은 포트를 헛되이 시도함",
    story: Words(
      """
      One client tried the same port of many hosts and came to nothing at nearly all of them. Worms and inventory \
      tools do that to find hosts that offer one service.
      """,
      ko: "한 클라이언트가 여러 호스트의 같은 포트를 시도했고 거의 모두 헛수고였습니다. worm이나 자산 점검 도구가 특정 서비스를 제공하는 호스트를 찾을 때 이렇게 합니다."),
    ladder: [
      .toServer(.synSent, "SYN", nil),
      .pause(Words("host after host, one port", ko: "호스트마다 같은 포트")),
      .toServer(.synSent, "SYN", nil, Words("the next address", ko: "다음 주소")),
    ],
    causes: [
      Cause(
        Words("A worm or a stranger looks for one service.", ko: "worm이나 낯선 이가 특정 서비스를 찾습니다."),
        check: Words("On that client, the process that connects.", ko: "그 클라이언트에서 접속하는 프로세스를 확인합니다."),
        command: "sudo ss -tnp state syn-sent"),
      Cause(
        Words(
          "An inventory or monitoring system goes through an address range.",
          ko: "자산 점검이나 monitoring 시스템이 주소 대역을 훑습니다."),
        check: Words("Addresses in sequence, at regular intervals.", ko: "주소가 순서대로, 일정한 간격으로 나오는지 봅니다."),
        command: "tcpdump -nr FILE 'src host CLIENT and tcp[tcpflags] == tcp-syn'"),
    ])
}
