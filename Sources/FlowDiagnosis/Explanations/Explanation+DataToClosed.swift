import FlowTracking

extension Explanation {
  /// Of `data-to-closed`.
  static let dataToClosed = Explanation(
    koreanTitle: "연결이 없는 쪽으로 데이터를 보냄",
    story: Words(
      """
      Data reached a host that has no such connection and was answered with a bare RST (RFC 9293 figure 10). The \
      sender believed the connection open; what it sent is lost.
      """,
      ko: """
        그런 연결이 없는 호스트에 데이터가 도착하여 ACK 없는 RST가 돌아왔습니다(RFC 9293 그림 10). 보낸 쪽은 연결이 열려 있다고 믿었으며, 보낸 데이터는 사라졌습니다.
        """),
    ladder: [
      .pause(Words("the server restarts", ko: "서버 재시작")),
      .toServer(.established, "data", .closed, Words("to no connection", ko: "연결이 없는 곳으로")),
      .toClient(.closed, "RST", .closed),
    ],
    causes: [
      Cause(
        Words(
          "The other host restarted, or its address moved to another host.",
          ko: "상대 호스트가 재시작했거나 주소가 다른 호스트로 옮겨 갔습니다."),
        check: Words("Since when it has been up.", ko: "언제부터 켜져 있었는지 확인합니다."),
        command: "uptime -s"),
      Cause(
        Words(
          "Its application closed long ago, and the FIN or RST of that was lost or dropped.",
          ko: "상대 애플리케이션은 오래전에 닫았지만 그때의 FIN이나 RST가 유실되었습니다."),
        check: Words("The time since the last segment from that side.", ko: "그쪽에서 온 마지막 segment 이후의 시간을 봅니다."),
        command: "tcptrace-swift -v -r FILE host HOST"),
      Cause(
        Words(
          "A load balancer sent the segment to another backend.",
          ko: "load balancer가 segment를 다른 backend로 보냈습니다."),
        check: Words("On which backend the connection is.", ko: "연결이 어느 backend에 있는지 확인합니다."),
        command: "ss -tn 'dst CLIENT'"),
    ])
}
