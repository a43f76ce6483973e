import FlowTracking

extension Explanation {
  /// Of `fin-ack-lost`.
  static let finAckLost = Explanation(
    koreanTitle: "FIN에 대한 ACK가 도달하지 못함",
    story: Words(
      """
      The FIN arrived and was acknowledged, but the acknowledgement did not come back. The sender, still in \
      FIN_WAIT_1, sent the FIN again, and the other side acknowledged it again. Nothing is lost.
      """,
      ko: """
        FIN은 도달했고 상대가 ACK를 보냈지만 그 ACK가 돌아오지 못했습니다. FIN_WAIT_1에 있던 송신 측이 FIN을 재전송했고 상대가 다시 ACK를 보냈습니다. 잃은 것은 없습니다.
        """),
    ladder: [
      .toServer(.finWait1, "FIN", .closeWait),
      .toClient(.finWait1, "ACK", .closeWait, lost: true, Words("never arrives", ko: "도달하지 못함")),
      .pause(Words("200 ms or more: the timer", ko: "200 ms 이상: 타이머")),
      .toServer(.finWait1, "FIN", .closeWait, again: true),
      .toClient(.finWait2, "ACK", .closeWait, again: true),
    ],
    causes: [
      Cause(
        Words("Packet loss on the way back.", ko: "돌아오는 경로의 패킷 유실입니다."),
        check: Words(
          "A second capture at the host that sent the FIN: the first ACK is not in it.",
          ko: "FIN을 보낸 호스트의 캡처에 첫 ACK가 없습니다."),
        command: "sudo tcpdump -ni any -s 128 -w near.pcap 'host PEER and port PORT'"),
      Cause(
        Words("The sender's own firewall dropped the ACK.", ko: "FIN을 보낸 쪽의 방화벽이 ACK를 버렸습니다."),
        check: Words("The counters of its rules and of connection tracking.", ko: "규칙과 conntrack의 카운터를 확인합니다."),
        command: "sudo iptables -nvL INPUT; sudo conntrack -S"),
    ])
}
