import FlowTracking

extension Explanation {
  /// Of `window-shrunk`.
  static let windowShrunk = Explanation(
    koreanTitle: "받는 쪽이 이미 알린 window를 줄임",
    story: Words(
      """
      The right edge of the offered window moved left: the receiver took back room that it had promised. RFC 9293 \
      strongly discourages it, because what the sender had already sent into that room may be dropped.
      """,
      ko: """
        제공한 window의 오른쪽 끝이 왼쪽으로 움직였습니다. 받는 쪽이 약속한 자리를 되돌린 것입니다. 그 자리로 이미 보낸 데이터가 버려질 수 있어 RFC 9293은 이를 강하게 말립니다.
        """),
    ladder: [
      .toClient(.established, "ACK 1 win 8k", .established, Words("room up to 8k", ko: "8k까지 허용")),
      .toClient(.established, "ACK 1 win 4k", .established, Words("takes half back", ko: "절반을 회수")),
      .toServer(.established, "data", .established, Words("may be dropped", ko: "버려질 수 있음")),
    ],
    causes: [
      Cause(
        Words(
          "The host is short of memory and shrinks buffers (Linux: tcp_shrink_window).",
          ko: "호스트의 메모리가 부족해 버퍼를 줄입니다(Linux: tcp_shrink_window)."),
        check: Words("The setting, and memory in use by sockets.", ko: "설정과 socket 메모리 사용량을 봅니다."),
        command: "sysctl net.ipv4.tcp_shrink_window; cat /proc/net/sockstat"),
      Cause(
        Words(
          "A device on the way rewrites windows (traffic shaper, accelerator).",
          ko: "중간 장비가 window를 바꿉니다(traffic shaper, WAN 가속기)."),
        check: Words("The same ACK captured on both sides of the device.", ko: "장비 양쪽에서 같은 ACK를 캡처하여 비교합니다."),
        command: "tcpdump -nSr FILE 'host PEER and port PORT'"),
    ])
}
