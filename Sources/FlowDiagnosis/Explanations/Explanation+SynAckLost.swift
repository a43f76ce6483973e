import FlowTracking

extension Explanation {
  /// Of `syn-ack-lost`.
  static let synAckLost = Explanation(
    koreanTitle: "SYN-ACK가 클라이언트에 도달하지 못함",
    story: Words(
      """
      The server answered, but its SYN-ACK did not reach the client, which stayed in SYN_SENT and sent its SYN \
      again. The server is in SYN_RCVD meanwhile and holds a place in its SYN queue.
      """,
      ko: """
        서버는 응답했지만 SYN-ACK가 클라이언트에 도달하지 못했습니다. 클라이언트는 SYN_SENT에 머물면서 일정 시간 뒤 SYN을 재전송했습니다. 그동안 서버는 SYN_RCVD 상태로 SYN \
        queue의 한 자리를 차지합니다.
        """),
    ladder: [
      .toServer(.synSent, "SYN", .synReceived),
      .toClient(.synSent, "SYN-ACK", .synReceived, lost: true, Words("never arrives", ko: "도달하지 못함")),
      .pause(Words("1 s: the client's timer", ko: "1초: 클라이언트의 타이머")),
      .toServer(.synSent, "SYN", .synReceived, again: true),
      .toClient(.synSent, "SYN-ACK", .synReceived, again: true),
      .toServer(.established, "ACK", .established),
    ],
    causes: [
      Cause(
        Words("Packet loss on the way to the client.", ko: "클라이언트로 가는 경로의 패킷 유실입니다."),
        check: Words(
          "A capture at the client's host that lacks the first SYN-ACK.",
          ko: "클라이언트 호스트의 캡처에 첫 SYN-ACK가 없습니다."),
        command: "sudo tcpdump -ni any -s 128 -w client.pcap 'host SERVER and port PORT'"),
      Cause(
        Words(
          "The client's own firewall dropped it: connection tracking lost the entry or is full.",
          ko: "클라이언트의 방화벽이 버렸습니다. conntrack 항목이 없어졌거나 테이블이 가득 찼습니다."),
        check: Words(
          "The counters invalid and drop, and how full the table is.",
          ko: "invalid와 drop 카운터, 테이블이 찬 정도를 확인합니다."),
        command: "sudo conntrack -S; sysctl net.netfilter.nf_conntrack_count"),
      Cause(
        Words(
          "The way back differs from the way there, and a stateful device on it drops the SYN-ACK.",
          ko: "돌아오는 경로가 가는 경로와 달라서 stateful 장비가 SYN-ACK를 버립니다."),
        check: Words("The route from the server to the client.", ko: "서버에서 클라이언트로 가는 경로를 확인합니다."),
        command: "tracepath -n CLIENT"),
    ])
}
