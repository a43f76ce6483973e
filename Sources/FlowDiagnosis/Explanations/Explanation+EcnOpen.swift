import FlowTracking

extension Explanation {
  /// Of `ecn-open`.
  static let ecnOpen = Explanation(
    koreanTitle: "ECN(explicit congestion notification)을 요청함",
    story: Words(
      """
      The SYN asked for explicit congestion notification: ECE and CWR for the classic kind, AE with both for \
      accurate ECN. The flags of the SYN-ACK say what was agreed. With it, routers mark packets in place of \
      dropping them.
      """,
      ko: """
        SYN이 ECN을 요청했습니다. ECE와 CWR이 classic ECN, 여기에 AE까지 켜면 accurate ECN입니다. 합의 결과는 SYN-ACK의 플래그로 알 수 있습니다. ECN을 쓰면 \
        라우터가 패킷을 버리는 대신 표시합니다.
        """),
    ladder: [
      .toServer(.synSent, "SYN (ECE, CWR)", .synReceived, Words("asks for ECN", ko: "ECN 요청")),
      .toClient(.synSent, "SYN-ACK (ECE)", .synReceived, Words("agrees", ko: "합의")),
      .toServer(.established, "ACK", .established),
    ],
    causes: [
      Cause(
        Words(
          "ECN is switched on at the client (1), or only agreed to when asked (2, the default).",
          ko: "클라이언트에서 켜져 있거나(1), 요청받을 때만 합의합니다(2, 기본값)."),
        check: Words("The setting on both hosts.", ko: "양쪽 호스트의 설정을 확인합니다."),
        command: "sysctl net.ipv4.tcp_ecn net.ipv4.tcp_ecn_fallback"),
      Cause(
        Words(
          "A device on the way clears the flags or drops such SYNs; a copy is then sent without them.",
          ko: "중간 장비가 플래그를 지우거나 그런 SYN을 버립니다. 그러면 플래그 없이 다시 보냅니다."),
        check: Words("ECN in use on open connections.", ko: "열린 연결에서 ECN을 쓰는지 봅니다."),
        command: "ss -tin 'dst SERVER' | grep -w ecn"),
    ])
}
