import FlowTracking

extension Explanation {
  /// Of `mptcp`.
  static let multipath = Explanation(
    koreanTitle: "양쪽이 Multipath TCP에 합의함",
    story: Words(
      """
      Both sides agreed on Multipath TCP: the octets of one stream may travel on several TCP connections \
      (subflows). What is missing here may have gone another way, so that gaps in the data of one subflow say \
      little.
      """,
      ko: """
        양쪽이 Multipath TCP에 합의했습니다. 한 stream의 데이터가 여러 TCP 연결(subflow)로 나뉘어 전달될 수 있습니다. 여기에 없는 데이터는 다른 경로로 갔을 수 있습니다.
        """),
    ladder: [
      .toServer(.synSent, "SYN", .synReceived, Words("MP_CAPABLE", ko: "MP_CAPABLE")),
      .toClient(.synSent, "SYN-ACK", .synReceived, Words("MP_CAPABLE", ko: "MP_CAPABLE")),
      .toServer(.established, "ACK", .established),
    ],
    causes: [
      Cause(
        Words(
          "The application opened an MPTCP socket, or the system makes all of them so.",
          ko: "애플리케이션이 MPTCP socket을 열었거나 시스템이 모두 MPTCP로 만듭니다."),
        check: Words("Its connections and subflows.", ko: "MPTCP 연결과 subflow를 봅니다."),
        command: "ss -Mani; ip mptcp endpoint show")
    ])
}
