import FlowTracking

extension Explanation {
  /// Of `reset-injected`.
  static let resetInjected = Explanation(
    koreanTitle: "표시된 송신자가 아닌 다른 곳에서 RST를 보냄",
    story: Words(
      """
      The RST carries the address of one side and was most likely not sent by it: its TTL, IP ID or options do not \
      go with that host's other packets, or it came sooner than a packet from there could. A firewall, an \
      intrusion prevention system or a censor on the way cut the connection, often towards both sides.
      """,
      ko: """
        RST에는 한쪽의 주소가 적혀 있지만 그 호스트가 보낸 것이 아닐 가능성이 큽니다. TTL, IP ID, 옵션이 그 호스트의 다른 패킷과 맞지 않거나, 그곳에서 올 수 있는 시간보다 빨리 \
        왔습니다. 경로의 방화벽, 침입 방지 시스템, 검열 장비가 연결을 끊은 것이며, 양쪽 모두에 보내는 경우가 많습니다.
        """),
    ladder: [
      .toServer(.established, "data", .established),
      .toClient(.closed, "RST", .established, Words("in the server's name", ko: "서버의 이름으로")),
      .toServer(.closed, "RST", .closed, Words("and in the client's", ko: "클라이언트의 이름으로도")),
    ],
    causes: [
      Cause(
        Words(
          "A firewall or intrusion prevention system applies a rule to what the connection carries.",
          ko: "방화벽이나 IPS가 연결의 내용에 규칙을 적용했습니다."),
        check: Words("TTLs side by side, the RST's own and the host's.", ko: "RST와 호스트의 다른 패킷의 TTL을 비교합니다."),
        command: "tshark -r FILE -T fields -e ip.src -e ip.dst -e ip.ttl -e tcp.flags"),
      Cause(
        Words(
          "A load balancer or proxy ends connections in the server's name.",
          ko: "load balancer나 proxy가 서버의 이름으로 연결을 끝냅니다."),
        check: Words(
          "A capture on the server: the RST is not among the packets that it sent.",
          ko: "서버에서 캡처합니다. 서버가 보낸 패킷에 그 RST가 없습니다."),
        command: "sudo tcpdump -ni any 'tcp[tcpflags] & tcp-rst != 0 and port PORT'"),
    ])
}
