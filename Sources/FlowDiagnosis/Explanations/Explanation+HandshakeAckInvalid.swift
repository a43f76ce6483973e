import FlowTracking

extension Explanation {
  /// Of `handshake-ack-invalid`.
  static let handshakeAckInvalid = Explanation(
    koreanTitle: "클라이언트의 첫 ACK가 SYN-ACK에 맞지 않음",
    story: Words(
      """
      The client's first segment after the SYN-ACK has numbers that do not follow from the handshake. A server in \
      SYN_RCVD answers an ACK of something it never sent with RST (RFC 9293 section 3.10.7.4).
      """,
      ko: """
        SYN-ACK 다음에 클라이언트가 보낸 첫 segment의 번호가 3-way handshake와 맞지 않습니다. SYN_RCVD인 서버는 보낸 적 없는 번호를 확인하는 ACK에 RST로 \
        응답합니다(RFC 9293 3.10.7.4절).
        """),
    ladder: [
      .toServer(.synSent, "SYN", .synReceived),
      .toClient(.synSent, "SYN-ACK", .synReceived),
      .toServer(.established, "ACK (wrong)", .synReceived, Words("of another connection", ko: "다른 연결의 번호")),
      .toClient(.closed, "RST", .listen),
    ],
    causes: [
      Cause(
        Words(
          "A load balancer or NAT gave the server an ACK of another connection.",
          ko: "load balancer나 NAT가 다른 연결의 ACK를 서버에 전달했습니다."),
        check: Words("The numbers on both sides of the device.", ko: "장비 양쪽에서 번호를 비교합니다."),
        command: "tcpdump -nSr FILE 'host CLIENT and port PORT'"),
      Cause(
        Words(
          "SYN cookies whose secret or clock has passed: the ACK came too late.",
          ko: "SYN cookie의 유효 기간이 지났습니다. ACK가 너무 늦게 왔습니다."),
        check: Words("The counter of cookies that were not valid.", ko: "유효하지 않은 cookie의 카운터를 봅니다."),
        command: "nstat -az TcpExtSyncookiesFailed"),
      Cause(
        Words(
          "A crafted packet: a scanner, or an attempt to evade inspection.",
          ko: "만들어 낸 패킷입니다. scanner이거나 탐지를 피하려는 시도입니다."),
        check: Words("What the address did otherwise.", ko: "그 주소의 다른 활동을 봅니다."),
        command: "tcptrace-swift -r FILE host CLIENT"),
    ])
}
