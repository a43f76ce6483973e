import FlowTracking

extension Explanation {
  /// Of `mptcp-fallback`.
  static let multipathFallback = Explanation(
    koreanTitle: "Multipath TCP를 요청했지만 일반 TCP가 됨",
    story: Words(
      """
      Multipath TCP was offered and is not in use: the SYN-ACK does not agree, or the client left the option out \
      of later copies of its SYN. The connection goes on as plain TCP; nothing is lost but the second path.
      """,
      ko: """
        Multipath TCP를 제안했지만 사용하지 않습니다. SYN-ACK가 합의하지 않았거나, 클라이언트가 재전송하는 SYN에서 옵션을 뺐습니다. 연결은 일반 TCP로 계속되며, 두 번째 경로를 \
        못 쓸 뿐입니다.
        """),
    ladder: [
      .toServer(.synSent, "SYN", .synReceived, Words("MP_CAPABLE", ko: "MP_CAPABLE")),
      .toClient(.synSent, "SYN-ACK", .synReceived, Words("without it", ko: "옵션 없음")),
      .toServer(.established, "ACK", .established, Words("plain TCP", ko: "일반 TCP")),
    ],
    causes: [
      Cause(
        Words("The server does not do Multipath TCP.", ko: "서버가 Multipath TCP를 지원하지 않습니다."),
        check: Words("The setting, on the server.", ko: "서버의 설정을 확인합니다."),
        command: "sysctl net.mptcp.enabled"),
      Cause(
        Words(
          "A device on the way removes the option or drops SYNs that carry it.",
          ko: "중간 장비가 옵션을 제거하거나 옵션이 있는 SYN을 버립니다."),
        check: Words("Counters of fallbacks on the client.", ko: "클라이언트의 fallback 카운터를 봅니다."),
        command: "nstat -az | grep -i mptcp"),
    ])
}
