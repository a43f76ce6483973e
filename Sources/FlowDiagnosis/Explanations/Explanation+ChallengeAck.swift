import FlowTracking

extension Explanation {
  /// Of `challenge-ack`.
  static let challengeAck = Explanation(
    koreanTitle: "의심스러운 segment에 challenge ACK로 응답함",
    story: Words(
      """
      A SYN, a RST or an acknowledgement did not fit an open connection, and its receiver answered with an ACK of \
      what it expects instead of obeying (RFC 5961). A genuine sender corrects itself; a forged segment does \
      nothing.
      """,
      ko: """
        SYN, RST 또는 확인 번호가 열린 연결에 맞지 않아, 받는 쪽이 따르지 않고 자신이 기대하는 번호의 ACK로 응답했습니다(RFC 5961). 진짜 송신자라면 바로잡고, 위조된 \
        segment라면 아무 일도 일어나지 않습니다.
        """),
    ladder: [
      .toServer(.established, "SYN", .established, Words("does not belong here", ko: "맞지 않는 SYN")),
      .toClient(.established, "ACK", .established, Words("challenge ACK", ko: "challenge ACK")),
    ],
    causes: [
      Cause(
        Words(
          "The other side restarted and opens anew from the same port: see half-open-connection.",
          ko: "상대가 재시작한 뒤 같은 포트로 새로 엽니다. half-open-connection을 참고하십시오."),
        check: Words(
          "A RST that carries the number of that ACK, right after it.",
          ko: "바로 뒤에 그 ACK의 번호를 담은 RST가 있는지 봅니다."),
        command: "tcpdump -nSr FILE 'host PEER and port PORT'"),
      Cause(
        Words("Forged SYNs or RSTs.", ko: "위조된 SYN이나 RST입니다."),
        check: Words("Counters, and how many are sent at most.", ko: "카운터와 전송 한도를 확인합니다."),
        command: "nstat -az TcpExtTCPChallengeACK; sysctl net.ipv4.tcp_challenge_ack_limit"),
    ])
}
