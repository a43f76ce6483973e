import FlowTracking

extension Explanation {
  /// Of `ack-of-unseen-data`.
  static let ackOfUnseenData = Explanation(
    koreanTitle: "캡처되지 않은 데이터를 확인하는 ACK",
    story: Words(
      """
      A side acknowledged octets that were never captured. Where the connection goes on, the capture missed a \
      segment. Where the other side objects with an ACK of its own, the number is wrong.
      """,
      ko: "한쪽이 캡처된 적 없는 데이터를 확인했습니다. 연결이 계속된다면 캡처가 segment를 놓친 것이고, 상대가 자신의 ACK로 이의를 제기한다면 번호가 잘못된 것입니다."),
    ladder: [
      .toServer(.established, "data 1", .established),
      .toClient(.established, "ACK 3", .established, Words("of data never captured", ko: "캡처된 적 없는 데이터")),
    ],
    causes: [
      Cause(
        Words(
          "The capture missed the segment: see capture-gap.",
          ko: "캡처가 segment를 놓쳤습니다. capture-gap을 참고하십시오."),
        check: Words("Packets dropped by the capture or the mirror port.", ko: "캡처나 mirror port가 버린 패킷을 확인합니다."),
        command: "tcptrace-swift -q -r FILE"),
      Cause(
        Words("One direction is captured on another interface.", ko: "한 방향이 다른 인터페이스에서 캡처됩니다."),
        check: Words("A capture on all interfaces.", ko: "모든 인터페이스에서 캡처합니다."),
        command: "sudo tcpdump -ni any -s 128 -w FILE 'host HOST and port PORT'"),
    ])
}
