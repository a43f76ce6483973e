import FlowTracking

extension Explanation {
  /// Of `reset-after-close`.
  static let resetAfterClose = Explanation(
    koreanTitle: "완전히 닫힌 socket에 segment가 도착함",
    story: Words(
      """
      A side sent its FIN and closed its socket for good (close(), not shutdown()). What the other side sent \
      afterwards, data or its own FIN, met no reader: the kernel answered with RST. The other side was left in \
      CLOSE_WAIT or LAST_ACK until then, and what it had sent is lost.
      """,
      ko: """
        한쪽이 FIN을 보내고 socket을 완전히 닫았습니다(shutdown()이 아니라 close()). 그 뒤에 상대가 보낸 데이터나 FIN은 받을 프로세스가 없으므로 커널이 RST로 \
        응답했습니다. 상대는 그때까지 CLOSE_WAIT이나 LAST_ACK에 머물렀고, 상대가 보낸 데이터는 유실되었습니다.
        """),
    ladder: [
      .toServer(.finWait1, "FIN", .closeWait, Words("close()", ko: "close()")),
      .toClient(.finWait2, "ACK", .closeWait),
      .toClient(.finWait2, "data", .closeWait, Words("has more to send", ko: "보낼 데이터가 남음")),
      .toServer(.closed, "RST", .closed, Words("nobody reads it", ko: "읽을 프로세스 없음")),
    ],
    causes: [
      Cause(
        Words(
          """
          The application closes without reading to the end: a client that gives up on an answer, a server that \
          rejects an upload.
          """,
          ko: "애플리케이션이 끝까지 읽지 않고 닫습니다. 응답을 기다리지 않는 클라이언트, 업로드를 거절하는 서버가 그렇습니다."),
        check: Words(
          "The counters for data that came after close, and for sockets closed with data unread.",
          ko: "close 이후에 온 데이터, 읽지 않은 데이터가 있는 채 닫은 socket의 카운터를 봅니다."),
        command: "nstat -az TcpExtTCPAbortOnData TcpExtTCPAbortOnClose"),
      Cause(
        Words("The process was killed or crashed.", ko: "프로세스가 강제 종료되었거나 비정상 종료되었습니다."),
        check: Words("Its exit in the log.", ko: "로그에서 종료 기록을 확인합니다."),
        command: "journalctl -k --grep 'segfault|Out of memory' --since -1h"),
      Cause(
        Words(
          "The order of shutdown() and close() is wrong: shut down, read until the end, then close.",
          ko: "shutdown()과 close()의 순서가 잘못되었습니다. shutdown한 뒤 끝까지 읽고 close해야 합니다."),
        check: Words("The calls that the application makes.", ko: "애플리케이션의 호출 순서를 봅니다."),
        command: "sudo strace -f -e trace=shutdown,close,read,recvfrom -p PID"),
    ])
}
