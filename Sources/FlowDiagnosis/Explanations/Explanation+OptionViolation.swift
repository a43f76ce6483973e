import FlowTracking

extension Explanation {
  /// Of `option-violation`.
  static let optionViolation = Explanation(
    koreanTitle: "SYN이나 SYN-ACK에 있어서는 안 되는 옵션이 있음",
    story: Words(
      """
      An option stands where the rules forbid it: a SYN-ACK may only carry window scale, SACK permitted and \
      timestamps that the SYN offered, and a shift of more than 14 is not allowed. The two sides may then read \
      windows or numbers differently.
      """,
      ko: """
        규칙이 금지하는 옵션이 있습니다. SYN-ACK는 SYN이 제안한 window scale, SACK permitted, timestamp만 실을 수 있고, shift는 14를 넘을 수 없습니다. \
        양쪽이 window나 번호를 서로 다르게 해석할 수 있습니다.
        """),
    ladder: [
      .toServer(.synSent, "SYN", .synReceived, Words("without window scale", ko: "window scale 없음")),
      .toClient(.synSent, "SYN-ACK", .synReceived, Words("with window scale", ko: "window scale 있음")),
    ],
    causes: [
      Cause(
        Words(
          """
          A device took the option out of the SYN on its way, so that the server saw it and the client did not \
          offer it as captured.
          """,
          ko: "중간 장비가 경로에서 SYN의 옵션을 바꾸거나 제거했습니다."),
        check: Words("The SYN, captured on both sides of the device.", ko: "장비 양쪽에서 SYN을 캡처하여 비교합니다."),
        command: "tcpdump -nvr FILE 'tcp[tcpflags] & tcp-syn != 0'"),
      Cause(
        Words("A faulty or very small TCP stack.", ko: "결함이 있거나 매우 단순한 TCP stack입니다."),
        check: Words("Always the same host, whoever asks.", ko: "상대가 누구든 항상 같은 호스트에서 일어나는지 봅니다."),
        command: "tcptrace-swift -r FILE host SERVER"),
    ])
}
