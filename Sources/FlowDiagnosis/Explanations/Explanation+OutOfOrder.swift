import FlowTracking

extension Explanation {
  /// Of `out-of-order`.
  static let outOfOrder = Explanation(
    koreanTitle: "segment의 순서가 뒤바뀜",
    story: Words(
      """
      Segments arrived here in another order than they were sent in, without any being lost. A little is repaired \
      by the receiver's buffer; more makes it send duplicate ACKs, and the sender may repeat what is not lost.
      """,
      ko: """
        segment가 유실 없이 보낸 것과 다른 순서로 도착했습니다. 조금이라면 받는 쪽의 버퍼가 정리하지만, 많으면 duplicate ACK를 유발하여 송신자가 유실되지 않은 것을 재전송할 수 \
        있습니다.
        """),
    ladder: [
      .toServer(.established, "data 1", .established),
      .toServer(.established, "data 3", .established, Words("early", ko: "먼저 도착")),
      .toClient(.established, "ACK (SACK)", .established),
      .toServer(.established, "data 2", .established, Words("was overtaken", ko: "추월당함")),
      .toClient(.established, "ACK", .established),
    ],
    causes: [
      Cause(
        Words(
          "Packets take parallel paths: link aggregation or routing that balances packet by packet.",
          ko: "패킷이 여러 경로로 나뉩니다. 패킷 단위로 분산하는 link aggregation이나 라우팅입니다."),
        check: Words("How much the sender's kernel has learnt to tolerate.", ko: "송신자 커널이 학습한 reordering 값을 봅니다."),
        command: "ss -tin 'dst PEER' | grep -o 'reord[a-z_]*:[0-9]*'"),
      Cause(
        Words(
          "Several queues of a card or several processors handle one connection.",
          ko: "네트워크 카드의 여러 큐나 여러 CPU가 한 연결을 처리합니다."),
        check: Words("How flows are spread over the queues.", ko: "flow를 큐에 나누는 방식을 확인합니다."),
        command: "ethtool -x eth0; ethtool -n eth0 rx-flow-hash tcp4"),
      Cause(
        Words("The capture mixed them, not the network.", ko: "네트워크가 아니라 캡처가 순서를 섞었습니다."),
        check: Words("Times that go back from one packet to the next.", ko: "시각이 거꾸로 가는 패킷이 있는지 봅니다."),
        command: "capinfos -o FILE"),
    ])
}
