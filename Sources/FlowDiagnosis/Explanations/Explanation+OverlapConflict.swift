import FlowTracking

extension Explanation {
  /// Of `overlap-conflict`.
  static let overlapConflict = Explanation(
    koreanTitle: "같은 번호의 데이터가 서로 다름",
    story: Words(
      """
      The same octets of the stream were sent twice with different contents. TCP never changes what it has sent: \
      one of the two was made by somebody else, and which one the receiver took depends on its system.
      """,
      ko: """
        stream의 같은 위치에 서로 다른 내용이 두 번 전송되었습니다. TCP는 이미 보낸 데이터를 바꾸지 않습니다. 둘 중 하나는 다른 주체가 만든 것이며, 받는 쪽이 어느 것을 택했는지는 \
        시스템에 따라 다릅니다.
        """),
    ladder: [
      .toServer(.established, "data abc", .established),
      .toServer(.established, "data xyz", .established, Words("same numbers", ko: "같은 번호")),
      .toClient(.established, "ACK", .established),
    ],
    causes: [
      Cause(
        Words(
          "Injected data: a man on the side, a censor, an attempt to evade inspection.",
          ko: "주입된 데이터입니다. man-on-the-side, 검열, 탐지 회피 시도입니다."),
        check: Words("TTL, IP ID and timing of both segments.", ko: "두 segment의 TTL, IP ID, 시각을 비교합니다."),
        command: "tshark -r FILE -T fields -e ip.src -e ip.ttl -e ip.id -e tcp.seq"),
      Cause(
        Words(
          "A proxy or a faulty stack that changes data between copies.",
          ko: "복사본 사이에 데이터를 바꾸는 proxy나 결함이 있는 stack입니다."),
        check: Words("The contents side by side.", ko: "내용을 나란히 비교합니다."),
        command: "tcpdump -nXSr FILE 'host HOST and port PORT'"),
    ])
}
