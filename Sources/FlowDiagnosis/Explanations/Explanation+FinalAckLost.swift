import FlowTracking

extension Explanation {
  /// Of `final-ack-lost`.
  static let finalAckLost = Explanation(
    koreanTitle: "마지막 ACK가 도달하지 못했고 TIME_WAIT이 바로잡음",
    story: Words(
      """
      The last ACK of the connection did not arrive. The side in LAST_ACK sent its FIN again, and the other side, \
      in TIME_WAIT, acknowledged it again and restarted the wait. This is what TIME_WAIT is for: without it the \
      FIN would have met a RST.
      """,
      ko: """
        연결의 마지막 ACK가 도달하지 못했습니다. LAST_ACK에 있던 쪽이 FIN을 재전송했고, TIME_WAIT에 있던 쪽이 다시 ACK를 보내고 대기 시간을 처음부터 다시 셉니다. \
        TIME_WAIT은 바로 이를 위한 상태입니다. TIME_WAIT이 없었다면 재전송된 FIN은 RST를 받았을 것입니다.
        """),
    ladder: [
      .toServer(.finWait1, "FIN", .closeWait),
      .toClient(.timeWait, "FIN-ACK", .lastAck),
      .toServer(.timeWait, "ACK", .lastAck, lost: true, Words("never arrives", ko: "도달하지 못함")),
      .pause(Words("200 ms or more: the timer", ko: "200 ms 이상: 타이머")),
      .toClient(.timeWait, "FIN", .lastAck, again: true),
      .toServer(.timeWait, "ACK", .closed, again: true, Words("from TIME_WAIT", ko: "TIME_WAIT에서 응답")),
    ],
    causes: [
      Cause(
        Words("Packet loss on the way.", ko: "경로의 패킷 유실입니다."),
        check: Words(
          "A second capture at the host in LAST_ACK: the first ACK is not in it.",
          ko: "LAST_ACK에 있던 호스트의 캡처에 첫 ACK가 없습니다."),
        command: "sudo tcpdump -ni any -s 128 -w far.pcap 'host PEER and port PORT'"),
      Cause(
        Words(
          "A stateful firewall took the connection for closed after both FINs and dropped the ACK.",
          ko: "stateful 방화벽이 양쪽 FIN을 보고 연결이 끝났다고 판단해 ACK를 버렸습니다."),
        check: Words(
          "How long it keeps a connection in TIME_WAIT and LAST_ACK.",
          ko: "TIME_WAIT과 LAST_ACK를 얼마나 유지하는지 확인합니다."),
        command: "sysctl -a 2>/dev/null | grep nf_conntrack_tcp_timeout"),
    ])
}
