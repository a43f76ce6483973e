import FlowTracking

extension Explanation {
  /// Of `retry-storm`.
  static let retryStorm = Explanation(
    koreanTitle: "한 클라이언트가 성공하지 못한 채 서비스에 계속 접속을 시도함",
    story: Words(
      """
      One client opened the same service again and again, each time with a new connection, and none came to \
      anything. It has no pause between attempts, or too short a one; many such clients keep a service down that \
      tries to come back.
      """,
      ko: """
        한 클라이언트가 매번 새 연결로 같은 서비스에 계속 접속했지만 한 번도 성공하지 못했습니다. 시도 사이의 간격이 없거나 너무 짧습니다. 이런 클라이언트가 많으면 복구하려는 서비스가 다시 \
        무너집니다.
        """),
    ladder: [
      .toServer(.synSent, "SYN", nil),
      .toClient(.closed, "RST", nil),
      .toServer(.synSent, "SYN (new port)", nil, Words("at once", ko: "곧바로")),
      .toClient(.closed, "RST", nil),
      .pause(Words("again and again", ko: "계속 반복")),
    ],
    causes: [
      Cause(
        Words("The client retries without back-off.", ko: "클라이언트가 간격을 늘리지 않고(back-off 없이) 재시도합니다."),
        check: Words("The pause between attempts stays the same.", ko: "시도 사이의 간격이 일정한지 봅니다."),
        command: "tcpdump -ttt -nr FILE 'src host CLIENT and tcp[tcpflags] == tcp-syn'"),
      Cause(
        Words(
          "The service is down or refuses: that is what to look at first.",
          ko: "서비스가 내려갔거나 거부합니다. 이것부터 확인해야 합니다."),
        check: Words("What listens on the server.", ko: "서버에서 무엇이 듣고 있는지 봅니다."),
        command: "ss -ltnp 'sport = :PORT'"),
    ])
}
