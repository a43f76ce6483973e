import FlowTracking

extension Explanation {
  /// Of `syn-ack-retransmitted`.
  static let synAckRetransmitted = Explanation(
    koreanTitle: "SYN-ACK를 다시 보냈으나 이유는 알 수 없음",
    story: Words(
      """
      The server sent its SYN-ACK more than once. Either its timer ran out (1, 3, 7 ... s after the first) because \
      no ACK reached it, or the client's repeated SYN made it answer again. What was captured does not tell which \
      packet failed.
      """,
      ko: """
        서버가 SYN-ACK를 두 번 이상 보냈습니다. ACK가 도달하지 않아 타이머(처음 보낸 뒤 1, 3, 7 … 초)가 만료되었거나, 클라이언트가 다시 보낸 SYN에 또 응답한 것입니다. \
        캡처만으로는 어느 패킷이 문제였는지 알 수 없습니다.
        """),
    ladder: [
      .toServer(.synSent, "SYN", nil),
      .toClient(.synSent, "SYN-ACK", .synReceived),
      .pause(Words("1 s: the server's timer", ko: "1초: 서버의 타이머")),
      .toClient(.synSent, "SYN-ACK", .synReceived, again: true, Words("no ACK reached it", ko: "ACK를 받지 못함")),
    ],
    causes: [
      Cause(
        Words(
          "The client is gone, or never asked: its address was forged (SYN flood) or it gave up.",
          ko: "클라이언트가 사라졌거나 애초에 요청하지 않았습니다. 주소가 위조되었거나(SYN flood) 포기했습니다."),
        check: Words(
          "Many connections of that kind from many addresses at a time.",
          ko: "여러 주소에서 온 같은 상태의 연결이 한꺼번에 많은지 봅니다."),
        command: "ss -tn state syn-recv | wc -l"),
      Cause(
        Words(
          "The SYN-ACK or its ACK was lost where this capture does not see it.",
          ko: "이 캡처에서 보이지 않는 곳에서 SYN-ACK나 ACK가 유실되었습니다."),
        check: Words("A second capture at the client's host.", ko: "클라이언트 호스트에서도 캡처합니다."),
        command: "sudo tcpdump -ni any -s 128 -w client.pcap 'host SERVER and port PORT'"),
      Cause(
        Words("The path is slower than the server's timer.", ko: "경로의 왕복 시간이 서버의 타이머보다 깁니다."),
        check: Words("The round trip to the client.", ko: "클라이언트까지의 왕복 시간을 봅니다."),
        command: "ss -tino 'dst CLIENT'"),
    ])
}
