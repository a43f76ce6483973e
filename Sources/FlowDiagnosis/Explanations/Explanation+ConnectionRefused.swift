import FlowTracking

extension Explanation {
  /// Of `connection-refused`.
  static let connectionRefused = Explanation(
    koreanTitle: "RST가 SYN에 응답함",
    story: Words(
      """
      The server answered the SYN with RST and ACK: no socket listens on that port at that address. RFC 9293 makes \
      it the answer of a host that has no such connection. It comes within a round trip, and the application sees \
      "connection refused" (ECONNREFUSED).
      """,
      ko: """
        서버가 SYN에 RST+ACK로 응답했습니다. 그 주소의 그 포트를 듣고 있는 socket이 없다는 뜻입니다. RFC 9293에 따르면 해당 연결이 없는 호스트는 이렇게 응답합니다. 응답은 왕복 \
        시간 안에 오고, 애플리케이션에는 "connection refused"(ECONNREFUSED)가 보입니다.
        """),
    ladder: [
      .toServer(.synSent, "SYN", .closed, Words("no listener", ko: "듣는 프로세스 없음")),
      .toClient(.closed, "RST", .closed, Words("refuses", ko: "거부")),
    ],
    causes: [
      Cause(
        Words(
          "The service is not running, or listens on another port or address (127.0.0.1 only).",
          ko: "서비스가 실행 중이 아니거나, 다른 포트 또는 다른 주소(127.0.0.1)에서만 듣고 있습니다."),
        check: Words(
          "No line, or a line with another local address, on the server.",
          ko: "서버에서 결과가 없거나 Local Address가 다릅니다."),
        command: "ss -ltnp 'sport = :PORT'"),
      Cause(
        Words(
          "A firewall answers in the server's name (REJECT with tcp-reset).",
          ko: "방화벽이 서버를 대신해 응답합니다(REJECT, tcp-reset)."),
        check: Words(
          "The TTL of the RST differs from that of the server's other packets.",
          ko: "RST의 TTL이 서버가 보낸 다른 패킷의 TTL과 다릅니다."),
        command: "tshark -r FILE -Y 'tcp.flags.reset==1' -T fields -e ip.src -e ip.ttl"),
      Cause(
        Words(
          "The service was just starting or restarting, or a load balancer has no healthy backend.",
          ko: "서비스가 막 시작 또는 재시작하는 중이거나, load balancer에 정상인 backend가 없습니다."),
        check: Words("When the process was started.", ko: "프로세스가 시작된 시각을 확인합니다."),
        command: "ps -o pid,lstart,cmd -C NAME"),
    ])
}
