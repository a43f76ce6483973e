import FlowTracking

extension Explanation {
  /// Of `bad-checksum`.
  static let badChecksum = Explanation(
    koreanTitle: "checksum이 틀린 segment",
    story: Words(
      """
      The TCP checksum of a segment does not fit its contents. Where all of one host's segments show it, the \
      capture was taken on that host before its network card filled the checksum in, and nothing is wrong. \
      Otherwise the segment was damaged, and its receiver dropped it.
      """,
      ko: """
        segment의 TCP checksum이 내용과 맞지 않습니다. 한 호스트가 보낸 모든 segment가 그렇다면 네트워크 카드가 checksum을 채우기 전에 그 호스트에서 캡처한 것이므로 \
        문제가 아닙니다. 그렇지 않다면 segment가 손상되었고 받는 쪽이 버렸습니다.
        """),
    ladder: [
      .toServer(.established, "data (damaged)", .established, Words("dropped", ko: "버려짐")),
      .pause(Words("the timer", ko: "타이머")),
      .toServer(.established, "data", .established, again: true),
      .toClient(.established, "ACK", .established),
    ],
    causes: [
      Cause(
        Words("Checksum offload on the capturing host: harmless.", ko: "캡처한 호스트의 checksum offload이며 무해합니다."),
        check: Words(
          "Offload is on; with it off, a new capture has no bad ones.",
          ko: "offload가 켜져 있습니다. 끄고 다시 캡처하면 사라집니다."),
        command: "ethtool -k eth0 | grep checksum"),
      Cause(
        Words(
          "A faulty cable, card, switch or memory damages packets.",
          ko: "케이블, 네트워크 카드, switch, 메모리의 결함이 패킷을 손상시킵니다."),
        check: Words("Counters of the receiver and of its card.", ko: "받는 호스트와 네트워크 카드의 카운터를 봅니다."),
        command: "nstat -az TcpInCsumErrors; ethtool -S eth0 | grep -iE 'err|crc'"),
    ])
}
