import FlowTracking

extension Explanation {
  /// Of `stale-syn`.
  static let staleSyn = Explanation(
    koreanTitle: "클라이언트가 포기한 뒤에 오래된 SYN이 서버에 도달함",
    story: Words(
      """
      A SYN was so late that its client had given up, or was already trying anew with another ISN. The server \
      cannot know that and answers. The client, whose state does not match the SYN-ACK, sends RST with just the \
      number that it acknowledged (RFC 9293 figure 8). The server forgets the old attempt and nothing is lost.
      """,
      ko: """
        SYN이 너무 늦게 도착해서 클라이언트는 이미 포기했거나 다른 ISN으로 새로 시도하는 중입니다. 서버는 그것을 알 수 없으므로 응답합니다. 이 SYN-ACK는 클라이언트의 상태와 맞지 \
        않으므로, 클라이언트는 SYN-ACK의 확인 번호를 그대로 담은 RST를 보냅니다(RFC 9293 그림 8). 서버는 오래된 시도를 버리며, 잃는 것은 없습니다.
        """),
    ladder: [
      .toServer(.synSent, "SYN (old)", .synReceived, Words("late", ko: "뒤늦게 도착")),
      .toServer(.synSent, "SYN (new)", .synReceived, Words("another ISN", ko: "다른 ISN")),
      .toClient(.synSent, "SYN-ACK", .synReceived, Words("answers the old one", ko: "오래된 SYN에 응답")),
      .toServer(.synSent, "RST", .listen, Words("\"not mine\"", ko: "\"내 연결이 아님\"")),
      .toServer(.synSent, "SYN", .synReceived, again: true),
      .toClient(.established, "SYN-ACK", .synReceived),
    ],
    causes: [
      Cause(
        Words("The network delayed or repeated an old SYN.", ko: "네트워크가 오래된 SYN을 늦게, 또는 중복해서 전달했습니다."),
        check: Words(
          "Captures at both ends: when the SYN left, and when it arrived.",
          ko: "양 끝에서 캡처하여 SYN을 보낸 시각과 도착한 시각을 비교합니다."),
        command: "sudo tcpdump -ni any -s 128 -w client.pcap 'host SERVER and port PORT'"),
      Cause(
        Words(
          """
          The client gives up sooner than the server answers: a connect timeout of the application below the \
          path's delay.
          """,
          ko: "서버가 응답하기 전에 클라이언트가 포기합니다. 애플리케이션의 connect timeout이 경로의 지연보다 짧습니다."),
        check: Words(
          "How long connect() waits until the application closes the socket.",
          ko: "애플리케이션이 socket을 닫을 때까지 connect()가 기다린 시간을 봅니다."),
        command: "sudo strace -f -r -e trace=connect,close -p PID"),
      Cause(
        Words("Two clients behind one NAT were given the same port.", ko: "한 NAT 뒤의 두 클라이언트에 같은 포트가 할당되었습니다."),
        check: Words(
          "Two entries of the NAT for one port, or failed insertions.",
          ko: "NAT 항목이 겹치거나 insert_failed가 증가합니다."),
        command: "sudo conntrack -S"),
    ])
}
