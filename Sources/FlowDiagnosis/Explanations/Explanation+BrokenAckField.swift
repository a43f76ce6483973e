import FlowTracking

extension Explanation {
  /// Of `broken-ack-field`.
  static let brokenAckField = Explanation(
    koreanTitle: "ACK flag 없이 확인 번호가 채워져 있거나 그 반대",
    story: Words(
      """
      The acknowledgement field and the ACK flag contradict each other. Some stacks and devices leave garbage in \
      the field where the flag is off; RFC 9293 says nothing of its value then. It matters only to programs that \
      read the field without looking at the flag.
      """,
      ko: """
        확인 번호 필드와 ACK flag가 서로 맞지 않습니다. flag가 꺼진 segment의 필드에 쓰레기 값을 남기는 stack과 장비가 있으며, RFC 9293은 그 값을 정하지 않습니다. \
        flag를 보지 않고 필드를 읽는 프로그램에만 문제가 됩니다.
        """),
    ladder: [
      .toServer(.synSent, "SYN ack 1234", .synReceived, Words("no ACK flag", ko: "ACK flag 없음")),
      .toClient(.established, "SYN-ACK", .synReceived),
    ],
    causes: [
      Cause(
        Words(
          "A simple TCP stack, a scanner or a device that does not clear the field.",
          ko: "필드를 비우지 않는 단순한 TCP stack, scanner, 장비입니다."),
        check: Words("Always the same sender.", ko: "항상 같은 송신자인지 봅니다."),
        command: "tcpdump -nr FILE 'tcp[13] & 16 == 0 and tcp[8:4] != 0'")
    ])
}
