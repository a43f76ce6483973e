import FlowTracking

extension Explanation {
  /// Of `reset-ignored`.
  static let resetIgnored = Explanation(
    koreanTitle: "RST가 지나갔지만 양쪽이 계속함",
    story: Words(
      """
      A RST passed the capture point and both sides went on as before. Its receiver did not accept it: the \
      sequence number was not exactly the one it expected next (RFC 5961 asks it to challenge such a RST, not to \
      obey), or the RST never arrived.
      """,
      ko: """
        RST가 캡처 지점을 지나갔지만 양쪽이 전과 같이 계속했습니다. 받는 쪽이 RST를 받아들이지 않았습니다. sequence number가 다음에 기대하는 번호와 정확히 일치하지 않았거나(RFC \
        5961에 따라 받아들이는 대신 challenge ACK를 보냄), RST가 도달하지 않았습니다.
        """),
    ladder: [
      .toServer(.established, "data", .established),
      .toClient(.established, "RST", .established, Words("wrong number", ko: "번호가 맞지 않음")),
      .toServer(.established, "ACK", .established, Words("challenge ACK", ko: "challenge ACK")),
      .toServer(.established, "data", .established, Words("goes on", ko: "계속 진행")),
    ],
    causes: [
      Cause(
        Words("Somebody tries to cut the connection with guessed numbers.", ko: "누군가가 추측한 번호로 연결을 끊으려 합니다."),
        check: Words(
          "TTL and IP ID of the RST differ from the sender's other packets.",
          ko: "RST의 TTL과 IP ID가 송신자의 다른 패킷과 다릅니다."),
        command: "tshark -r FILE -T fields -e ip.src -e ip.ttl -e ip.id -e tcp.flags"),
      Cause(
        Words(
          "A middlebox reset the connection with numbers that were already out of date.",
          ko: "중간 장비가 이미 지난 번호로 연결을 reset하려 했습니다."),
        check: Words("The counter of challenges that the receiver sent.", ko: "받는 쪽이 보낸 challenge ACK의 카운터를 봅니다."),
        command: "nstat -az TcpExtTCPChallengeACK"),
    ])
}
