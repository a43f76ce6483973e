import FlowTracking

extension Explanation {
  /// Of `half-close`.
  static let halfClose = Explanation(
    koreanTitle: "한쪽이 닫은 뒤에도 다른 쪽이 계속 보냄",
    story: Words(
      """
      One side closed its direction (shutdown) and went on receiving; the other side sent more from CLOSE_WAIT. \
      TCP closes each direction by itself, so this is legal and often meant: "that was my request, I wait for the \
      whole answer".
      """,
      ko: """
        한쪽이 자기 방향만 닫고(shutdown) 계속 받았으며, 상대는 CLOSE_WAIT에서 데이터를 더 보냈습니다. TCP는 방향마다 따로 닫으므로 정상이며, "요청은 이것이 전부이고 응답을 \
        끝까지 기다린다"는 뜻으로 자주 쓰입니다.
        """),
    ladder: [
      .toServer(.finWait1, "FIN", .closeWait, Words("sends no more", ko: "더 보내지 않음")),
      .toClient(.finWait2, "ACK", .closeWait),
      .toClient(.finWait2, "data", .closeWait, Words("may still send", ko: "아직 보낼 수 있음")),
      .toServer(.finWait2, "ACK", .closeWait),
      .toClient(.timeWait, "FIN", .lastAck),
    ],
    causes: [
      Cause(
        Words("The application uses shutdown(SHUT_WR) on purpose.", ko: "애플리케이션이 의도적으로 shutdown(SHUT_WR)을 씁니다."),
        check: Words("The call.", ko: "호출을 확인합니다."),
        command: "sudo strace -f -e trace=shutdown -p PID"),
      Cause(
        Words(
          "The other side is slow to close: it leaves sockets in CLOSE_WAIT.",
          ko: "상대가 늦게 닫아 socket이 CLOSE_WAIT에 남습니다."),
        check: Words("Sockets in CLOSE_WAIT and their processes.", ko: "CLOSE_WAIT 상태의 socket과 프로세스를 봅니다."),
        command: "ss -tnp state close-wait"),
    ])
}
