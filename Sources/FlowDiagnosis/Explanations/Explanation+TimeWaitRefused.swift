import FlowTracking

extension Explanation {
  /// Of `time-wait-refused`.
  static let timeWaitRefused = Explanation(
    koreanTitle: "TIME_WAIT인 연결에 비해 SYN이 오래되어 거절됨",
    story: Words(
      """
      A SYN reached a connection in TIME_WAIT and was no newer than it: neither its number nor its timestamp lies \
      beyond the last one. The server answers with an ACK of the old connection, the client resets that, and only \
      then can it open anew: a delay of a second or more.
      """,
      ko: """
        SYN이 TIME_WAIT인 연결에 도달했지만 그보다 새롭지 않았습니다. sequence number와 timestamp가 마지막 값을 넘지 못합니다. 서버는 옛 연결의 ACK로 응답하고, \
        클라이언트가 RST로 정리한 다음에야 새로 열 수 있어 1초 이상 지연됩니다.
        """),
    ladder: [
      .toServer(.synSent, "SYN", .timeWait, Words("too old", ko: "너무 오래됨")),
      .toClient(.synSent, "ACK", .timeWait, Words("of the old connection", ko: "옛 연결의 ACK")),
      .toServer(.synSent, "RST", .closed),
      .pause(Words("1 s", ko: "1초")),
      .toServer(.synSent, "SYN", .synReceived, again: true),
      .toClient(.established, "SYN-ACK", .synReceived),
    ],
    causes: [
      Cause(
        Words(
          "Several clients behind one NAT share a port; their timestamp clocks differ.",
          ko: "한 NAT 뒤의 여러 클라이언트가 포트를 공유하며 timestamp 시계가 서로 다릅니다."),
        check: Words("The timestamps of the old connection and the SYN.", ko: "옛 연결과 SYN의 timestamp를 비교합니다."),
        command: "tshark -r FILE -T fields -e frame.number -e tcp.options.timestamp.tsval"),
      Cause(
        Words(
          "A client without timestamps takes its ISN at random and lands below the old number.",
          ko: "timestamp가 없는 클라이언트의 무작위 ISN이 옛 번호보다 작았습니다."),
        check: Words("Whether the client uses timestamps.", ko: "클라이언트가 timestamp를 쓰는지 확인합니다."),
        command: "sysctl net.ipv4.tcp_timestamps"),
      Cause(
        Words("Ports are reused faster than TIME_WAIT passes.", ko: "TIME_WAIT이 끝나기 전에 포트를 재사용합니다."),
        check: Words("Sockets in TIME_WAIT against the range of ports.", ko: "TIME_WAIT socket의 수와 포트 범위를 비교합니다."),
        command: "ss -tan state time-wait | wc -l; sysctl net.ipv4.ip_local_port_range"),
    ])
}
