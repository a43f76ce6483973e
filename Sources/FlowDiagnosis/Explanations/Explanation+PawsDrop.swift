import FlowTracking

extension Explanation {
  /// Of `paws-drop`.
  static let pawsDrop = Explanation(
    koreanTitle: "timestamp가 오래되어 segment가 버려짐",
    story: Words(
      """
      A segment's timestamp is older than one already accepted, and its receiver dropped it and sent an ACK: \
      protection against wrapped sequence numbers (PAWS, RFC 7323 section 5). Genuine old copies are meant; hosts \
      behind one NAT whose clocks differ are hit as well.
      """,
      ko: """
        segment의 timestamp가 이미 받아들인 것보다 오래되어 받는 쪽이 버리고 ACK를 보냈습니다. sequence number의 순환을 막는 보호 장치입니다(PAWS, RFC 7323 \
        5절). 오래된 복사본을 막으려는 것이지만, 시계가 서로 다른 호스트가 한 NAT 뒤에 있어도 걸립니다.
        """),
    ladder: [
      .toServer(.established, "data ts 900", .established),
      .toServer(.established, "data ts 100", .established, Words("older: dropped", ko: "오래되어 버려짐")),
      .toClient(.established, "ACK", .established),
    ],
    causes: [
      Cause(
        Words("A copy that the network kept for long.", ko: "네트워크에 오래 머문 복사본입니다."),
        check: Words("The counter of such segments at the receiver.", ko: "받는 쪽의 카운터를 봅니다."),
        command: "nstat -az TcpExtPAWSEstab"),
      Cause(
        Words(
          "Several hosts share one address and port through a NAT or load balancer.",
          ko: "여러 호스트가 NAT나 load balancer를 통해 한 주소와 포트를 공유합니다."),
        check: Words("Two series of timestamps under one address.", ko: "한 주소에 두 갈래의 timestamp가 있는지 봅니다."),
        command: "tshark -r FILE -T fields -e ip.src -e tcp.options.timestamp.tsval"),
    ])
}
