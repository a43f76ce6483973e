import FlowTracking

extension Explanation {
  /// Of `port-scan`.
  static let portScan = Explanation(
    koreanTitle: "한 클라이언트가 한 호스트의 여러 포트를 헛되이 시도함",
    story: Words(
      """
      One client tried many ports of one host and came to nothing at nearly all of them: refused, unanswered or \
      reset. That is how somebody finds out what a host offers.
      """,
      ko: "한 클라이언트가 한 호스트의 여러 포트를 시도했고 거의 모두 거부되거나 응답이 없거나 reset되었습니다. 호스트가 무엇을 제공하는지 알아내는 방법입니다."),
    ladder: [
      .toServer(.synSent, "SYN :22", nil),
      .toClient(.closed, "RST", nil),
      .toServer(.synSent, "SYN :23", nil),
      .toClient(.closed, "RST", nil),
      .pause(Words("and so on, port by port", ko: "포트마다 반복")),
    ],
    causes: [
      Cause(
        Words(
          "A scanner: an inventory of your own, or a stranger's.",
          ko: "scanner입니다. 자체 자산 점검이거나 낯선 이의 것입니다."),
        check: Words("Who owns the address.", ko: "주소의 주인을 확인합니다."),
        command: "whois CLIENT"),
      Cause(
        Words(
          "A monitoring system with a long list of checks for a host that has changed.",
          ko: "바뀐 호스트를 오래된 목록으로 점검하는 monitoring입니다."),
        check: Words("The same ports at regular intervals.", ko: "같은 포트를 일정한 간격으로 시도하는지 봅니다."),
        command: "tcptrace-swift -r FILE host CLIENT"),
    ])
}
