import FlowTracking

extension Explanation {
  /// Of `time-wait`.
  static let timeWait = Explanation(
    koreanTitle: "TIME_WAIT이 제 역할을 함",
    story: Words(
      """
      The side that closed first keeps the connection in TIME_WAIT (60 s on Linux, twice the maximum segment \
      lifetime by RFC 9293), so that a FIN whose acknowledgement was lost is answered, and old segments do not \
      reach a new connection. Here it did just that.
      """,
      ko: """
        먼저 닫은 쪽은 연결을 TIME_WAIT으로 유지합니다(Linux는 60초, RFC 9293은 2MSL). ACK가 유실되어 다시 온 FIN에 응답하고, 오래된 segment가 새 연결에 섞이지 \
        않게 하기 위해서입니다. 여기서 바로 그 역할을 했습니다.
        """),
    ladder: [
      .toServer(.finWait1, "FIN", .closeWait),
      .toClient(.timeWait, "FIN-ACK", .lastAck),
      .toServer(.timeWait, "ACK", .lastAck, lost: true),
      .toClient(.timeWait, "FIN", .lastAck, again: true),
      .toServer(.timeWait, "ACK", .closed, again: true, Words("answered from TIME_WAIT", ko: "TIME_WAIT에서 응답")),
      .pause(Words("60 s on Linux", ko: "Linux는 60초")),
    ],
    causes: [
      Cause(
        Words("The acknowledgement of the last FIN was lost or late.", ko: "마지막 FIN에 대한 ACK가 유실되었거나 늦었습니다."),
        check: Words("Loss on the same path: retransmissions of data.", ko: "같은 경로에서 데이터 재전송이 있는지 봅니다."),
        command: "nstat -az TcpRetransSegs"),
      Cause(
        Words(
          """
          Many sockets wait: normal for the side that closes first; a problem only where ports run out.
          """,
          ko: "TIME_WAIT socket이 많은 것은 먼저 닫는 쪽에서는 정상이며, 포트가 모자랄 때만 문제입니다."),
        check: Words("Their number against the range of ports.", ko: "수와 포트 범위를 비교합니다."),
        command: "ss -tan state time-wait | wc -l; sysctl net.ipv4.ip_local_port_range"),
    ])
}
