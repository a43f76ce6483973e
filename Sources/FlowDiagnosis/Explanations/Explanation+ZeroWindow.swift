import FlowTracking

extension Explanation {
  /// Of `zero-window`.
  static let zeroWindow = Explanation(
    koreanTitle: "받는 쪽에 자리가 없어 window가 0",
    story: Words(
      """
      A side announced window 0: its receive buffer is full, because its application does not read. The other side \
      must stop and asks from time to time whether there is room (a window probe). It is the receiving application \
      that is slow, not the network.
      """,
      ko: """
        한쪽이 window 0을 알렸습니다. 애플리케이션이 읽지 않아 수신 버퍼가 가득 찼습니다. 상대는 전송을 멈추고 자리가 났는지 가끔 확인해야 합니다(window probe). 느린 것은 \
        네트워크가 아니라 받는 애플리케이션입니다.
        """),
    ladder: [
      .toServer(.established, "data", .established),
      .toClient(.established, "ACK win 0", .established, Words("no room", ko: "받을 자리 없음")),
      .pause(Words("the sender waits", ko: "송신자가 기다림")),
      .toServer(.established, "probe", .established, Words("is there room?", ko: "자리가 있는지 확인")),
      .toClient(.established, "ACK win 0", .established),
      .toClient(.established, "ACK win 64k", .established, Words("it was read", ko: "애플리케이션이 읽음")),
      .toServer(.established, "data", .established),
    ],
    causes: [
      Cause(
        Words(
          """
          The receiving application reads too slowly, or is blocked (disk, database, lock, garbage collection).
          """,
          ko: "받는 애플리케이션이 느리게 읽거나 막혀 있습니다(디스크, 데이터베이스, lock, GC)."),
        check: Words(
          "Recv-Q of its socket stays high; the process waits elsewhere.",
          ko: "socket의 Recv-Q가 계속 큽니다. 프로세스는 다른 곳에서 기다립니다."),
        command: "ss -tnp 'sport = :PORT'; sudo strace -f -r -p PID"),
      Cause(
        Words("The receive buffer is small for this speed and distance.", ko: "속도와 거리에 비해 수신 버퍼가 작습니다."),
        check: Words("The limits, and counters of windows that closed.", ko: "한도와 window가 닫힌 횟수를 봅니다."),
        command: "sysctl net.ipv4.tcp_rmem; nstat -az TcpExtTCPToZeroWindowAdv"),
      Cause(
        Words("The host is short of memory for sockets.", ko: "호스트의 socket 메모리가 부족합니다."),
        check: Words("Pages in use against the limits.", ko: "사용량과 한도를 비교합니다."),
        command: "cat /proc/net/sockstat; sysctl net.ipv4.tcp_mem"),
    ])
}
