import FlowTracking

extension Explanation {
  /// Of `connection-aborted`.
  static let connectionAborted = Explanation(
    koreanTitle: "한쪽이 RST로 연결을 포기함",
    story: Words(
      """
      A side that knew the connection ended it with RST and ACK instead of FIN: an abort (RFC 9293 ABORT call). \
      Both sides forget the connection at once, without TIME_WAIT, and what was still on its way or unread is \
      lost. The other application sees "connection reset by peer".
      """,
      ko: """
        연결을 알고 있던 쪽이 FIN 대신 RST+ACK로 끝냈습니다(RFC 9293의 ABORT). 양쪽은 TIME_WAIT 없이 즉시 연결을 잊고, 전송 중이거나 아직 읽지 않은 데이터는 \
        사라집니다. 상대 애플리케이션에는 "connection reset by peer"가 보입니다.
        """),
    ladder: [
      .toServer(.established, "data", .established),
      .toClient(.established, "ACK", .established),
      .toServer(.closed, "RST", .closed, Words("cuts the connection", ko: "연결을 끊음")),
    ],
    causes: [
      Cause(
        Words(
          "The application closed while received data was still unread.",
          ko: "받은 데이터를 다 읽지 않은 채 애플리케이션이 닫았습니다."),
        check: Words("The counter grows with every such close.", ko: "그렇게 닫을 때마다 카운터가 증가합니다."),
        command: "nstat -az TcpExtTCPAbortOnClose"),
      Cause(
        Words(
          """
          It asked for an abort: SO_LINGER with time 0, used by load balancers, health checks and benchmarks.
          """,
          ko: "abort를 요청했습니다. SO_LINGER 0은 load balancer, health check, benchmark 도구가 씁니다."),
        check: Words("The option in the calls that the application makes.", ko: "애플리케이션의 호출에서 그 옵션을 확인합니다."),
        command: "sudo strace -f -e trace=setsockopt,close -p PID"),
      Cause(
        Words(
          "The process died, or its timer for unacknowledged data ran out.",
          ko: "프로세스가 죽었거나, ACK를 받지 못한 데이터의 타이머가 만료되었습니다."),
        check: Words(
          "Counters for aborts by time-out and for want of memory.",
          ko: "시간 초과와 메모리 부족으로 인한 abort 카운터를 봅니다."),
        command: "nstat -az TcpExtTCPAbortOnTimeout TcpExtTCPAbortOnMemory"),
    ])
}
