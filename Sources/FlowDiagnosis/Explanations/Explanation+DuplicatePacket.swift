import FlowTracking

extension Explanation {
  /// Of `duplicate-packet`.
  static let duplicatePacket = Explanation(
    koreanTitle: "같은 패킷이 두 번 이상 캡처됨",
    story: Words(
      """
      The same packet stands in the capture more than once, equal in every field that a new copy of the sender \
      would change. It is not a retransmission: TCP sent it once. It is left out of all counts and proofs.
      """,
      ko: """
        같은 패킷이 캡처에 두 번 이상 들어 있습니다. 송신 측이 다시 보냈다면 달라졌을 필드까지 모두 같습니다. TCP가 한 번 보낸 것이므로 재전송이 아니며, 집계와 증거에서 제외됩니다.
        """),
    ladder: [
      .toServer(.established, "data", .established),
      .toServer(.established, "data", .established, Words("the same packet", ko: "같은 패킷")),
    ],
    causes: [
      Cause(
        Words(
          """
          The capture sees the packet at two places: a mirror port for both directions, the interface "any", a \
          bridge and its port.
          """,
          ko: "캡처가 두 지점에서 패킷을 봅니다. 양방향 mirror port(SPAN), \"any\" 인터페이스, bridge와 그 port 등입니다."),
        check: Words("Capture on one interface only and compare.", ko: "인터페이스 하나에서만 캡처하여 비교합니다."),
        command: "sudo tcpdump -ni eth0 -w one.pcap 'port PORT'"),
      Cause(
        Words(
          "The network really delivers twice: a switching loop, two active paths.",
          ko: "네트워크가 실제로 두 번 전달합니다. switch loop, 이중 경로 등입니다."),
        check: Words("The receiver counts segments that it already had.", ko: "받는 쪽이 이미 받은 segment를 셉니다."),
        command: "nstat -az TcpExtTCPDSACKOldSent TcpExtTCPDSACKOfoSent"),
    ])
}
