import FlowTracking

extension Explanation {
  /// Of `syn-ack-unsolicited`.
  static let synAckUnsolicited = Explanation(
    koreanTitle: "캡처되지 않은 SYN에 대한 SYN-ACK",
    story: Words(
      """
      A SYN-ACK came for a SYN that is not in the capture. Either the SYN took another way, or nobody sent one: a \
      flooded host answers SYNs with forged addresses, and its answers reach those who own the addresses \
      (backscatter).
      """,
      ko: """
        캡처에 없는 SYN에 대한 SYN-ACK가 왔습니다. SYN이 다른 경로로 갔거나 아무도 보내지 않은 것입니다. flood를 당한 호스트가 주소가 위조된 SYN에 응답하면 그 응답이 실제 주소의 \
        주인에게 도착합니다(backscatter).
        """),
    ladder: [
      .pause(Words("no SYN was captured", ko: "SYN이 캡처되지 않음")),
      .toClient(nil, "SYN-ACK", .synReceived, Words("nobody asked here", ko: "여기서는 요청한 적 없음")),
      .toServer(.closed, "RST", .listen),
    ],
    causes: [
      Cause(
        Words(
          "The capture sees one direction only, or began between the two.",
          ko: "캡처가 한 방향만 보거나 둘 사이에 시작되었습니다."),
        check: Words("The verdict on the capture at the end of the report.", ko: "보고서 끝의 캡처 품질을 확인합니다."),
        command: "tcptrace-swift -q -r FILE"),
      Cause(
        Words(
          "Somebody forged the address: answers to a SYN flood.",
          ko: "누군가 주소를 위조했습니다. SYN flood에 대한 응답입니다."),
        check: Words(
          "SYN-ACKs from one server to many ports or addresses.",
          ko: "한 서버가 여러 포트나 주소로 보낸 SYN-ACK가 많은지 봅니다."),
        command: "tcpdump -nr FILE 'tcp[tcpflags] == tcp-syn|tcp-ack' | head -50"),
    ])
}
