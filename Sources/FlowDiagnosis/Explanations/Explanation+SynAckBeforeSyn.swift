import FlowTracking

extension Explanation {
  /// Of `syn-ack-before-syn`.
  static let synAckBeforeSyn = Explanation(
    koreanTitle: "SYN-ACK가 자신의 SYN보다 먼저 캡처됨",
    story: Words(
      """
      The capture holds the SYN-ACK before the SYN that it answers. It cannot have happened in that order: the \
      capture mixed two streams of packets. Times between the directions are not to be trusted to the microsecond \
      here.
      """,
      ko: """
        SYN-ACK가 자신이 응답하는 SYN보다 먼저 캡처되어 있습니다. 실제로 그 순서로 일어날 수는 없으며, 두 방향의 패킷이 합쳐지면서 순서가 뒤바뀌었습니다. 이 캡처에서 두 방향 사이의 시간은 \
        µs 단위까지 믿을 수 없습니다.
        """),
    ladder: [
      .toClient(.synSent, "SYN-ACK", .synReceived, Words("captured first", ko: "먼저 캡처됨")),
      .toServer(.synSent, "SYN", .synReceived, Words("what it answers", ko: "응답의 대상")),
      .toServer(.established, "ACK", .established),
    ],
    causes: [
      Cause(
        Words(
          "Two directions are captured on two interfaces or queues and merged.",
          ko: "두 방향을 서로 다른 인터페이스나 큐에서 캡처하여 합쳤습니다."),
        check: Words("Which interface each packet was captured on.", ko: "패킷마다 캡처된 인터페이스를 확인합니다."),
        command: "tshark -r FILE -T fields -e frame.number -e frame.interface_name"),
      Cause(
        Words(
          "A mirror port delivers one direction later than the other.",
          ko: "mirror port(SPAN)가 한 방향을 늦게 전달합니다."),
        check: Words("Packets whose time is before that of the packet before them.", ko: "시각이 거꾸로 가는 패킷이 있는지 확인합니다."),
        command: "capinfos -o FILE"),
    ])
}
