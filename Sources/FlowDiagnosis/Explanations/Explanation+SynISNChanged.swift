import FlowTracking

extension Explanation {
  /// Of `syn-isn-changed`.
  static let synISNChanged = Explanation(
    koreanTitle: "SYN_RCVD인 서버에 ISN이 다른 SYN이 옴",
    story: Words(
      """
      The server was in SYN_RCVD when a SYN of the same addresses and ports came with another ISN. It may not take \
      it for a repeat; Linux answers with an ACK of the first one (a challenge), and a client that knows nothing \
      of that attempt resets it.
      """,
      ko: """
        서버가 SYN_RCVD일 때 같은 주소와 포트에서 ISN이 다른 SYN이 왔습니다. 재전송으로 볼 수 없으므로 Linux는 첫 SYN에 대한 ACK(challenge ACK)로 응답하며, 그 \
        시도를 모르는 클라이언트는 RST로 정리합니다.
        """),
    ladder: [
      .toServer(.synSent, "SYN (first)", .synReceived),
      .toClient(.synSent, "SYN-ACK", .synReceived),
      .toServer(.synSent, "SYN (other ISN)", .synReceived, Words("another attempt", ko: "다른 시도")),
      .toClient(.synSent, "ACK", .synReceived, Words("of the first one", ko: "첫 SYN에 대한 ACK")),
      .toServer(.synSent, "RST", .listen),
    ],
    causes: [
      Cause(
        Words("The client gave up and tried again from the same port.", ko: "클라이언트가 포기하고 같은 포트로 다시 시도했습니다."),
        check: Words(
          "A fixed source port in the application or its proxy.",
          ko: "애플리케이션이나 proxy가 source port를 고정하는지 봅니다."),
        command: "ss -tnp 'dport = :PORT'"),
      Cause(
        Words(
          "Two clients behind one NAT share the port, or a NAT reused it too soon.",
          ko: "한 NAT 뒤의 두 클라이언트가 포트를 공유하거나, NAT가 포트를 너무 빨리 재사용했습니다."),
        check: Words("The TTL or the options of the two SYNs differ.", ko: "두 SYN의 TTL이나 옵션이 다른지 비교합니다."),
        command: "tcpdump -nvr FILE 'tcp[tcpflags] == tcp-syn and host CLIENT'"),
      Cause(
        Words("A forged SYN.", ko: "위조된 SYN입니다."),
        check: Words("The counter of challenges that the server sent.", ko: "서버가 보낸 challenge ACK의 카운터를 봅니다."),
        command: "nstat -az TcpExtTCPSYNChallenge TcpExtTCPChallengeACK"),
    ])
}
