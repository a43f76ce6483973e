import FlowTracking

extension Explanation {
  /// Of `retransmission`.
  static let retransmission = Explanation(
    koreanTitle: "데이터를 다시 보냄",
    story: Words(
      """
      Octets that had passed before were sent again. The sender's timer ran out, three duplicate ACKs or SACK told \
      it of a hole (fast retransmit), or it probed for a lost tail. Each costs time; many mean loss, and the \
      sender slows down.
      """,
      ko: """
        이미 지나간 데이터를 다시 보냈습니다. 송신자의 타이머가 만료되었거나, duplicate ACK 세 개나 SACK이 빈 곳을 알려 주었거나(fast retransmit), 마지막 segment의 \
        유실을 확인하려는 probe(TLP)입니다. 재전송마다 시간이 들며, 많다면 유실이 있다는 뜻이고 송신자는 속도를 줄입니다.
        """),
    ladder: [
      .toServer(.established, "data", .established),
      .toServer(.established, "data", .established, lost: true, Words("never arrives", ko: "도달하지 못함")),
      .toServer(.established, "data", .established),
      .toClient(.established, "ACK (SACK)", .established, Words("tells of the hole", ko: "빈 곳을 알림")),
      .toServer(.established, "data", .established, again: true, Words("fast retransmit", ko: "fast retransmit")),
      .toClient(.established, "ACK", .established),
    ],
    causes: [
      Cause(
        Words(
          "Packet loss: a full queue where a fast link meets a slow one, a policer, radio.",
          ko: "패킷 유실입니다. 빠른 링크와 느린 링크가 만나는 곳의 큐 포화, policer, 무선 구간이 원인입니다."),
        check: Words(
          "Drops of the interfaces on the way, and of the sender's own queue.",
          ko: "경로상의 인터페이스와 송신자 큐의 drop을 봅니다."),
        command: "ip -s link show dev eth0; tc -s qdisc show dev eth0"),
      Cause(
        Words(
          "The receiver's card or host drops: its ring or socket buffer is too small.",
          ko: "받는 호스트나 네트워크 카드가 버립니다. ring이나 socket buffer가 작습니다."),
        check: Words("Counters of drops of the card.", ko: "네트워크 카드의 drop 카운터를 봅니다."),
        command: "ethtool -S eth0 | grep -iE 'drop|miss|fifo'"),
      Cause(
        Words(
          "They were not needed: the originals arrived, late or out of order (D-SACK says so).",
          ko: "필요 없는 재전송입니다. 원본이 늦게 또는 순서가 바뀌어 도착했습니다(D-SACK으로 확인)."),
        check: Words("The connection's state and the counters of unneeded ones.", ko: "연결의 상태와 불필요한 재전송의 카운터를 봅니다."),
        command: "ss -tin 'dst PEER'; nstat -az TcpExtTCPDSACKRecv"),
    ])
}
