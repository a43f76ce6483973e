import FlowTracking

extension Explanation {
  /// Of `out-of-window`.
  static let outOfWindow = Explanation(
    koreanTitle: "window 밖의 segment",
    story: Words(
      """
      A segment lies outside the receiver's window: all of its octets are too old or too new. The receiver drops \
      it and answers with an ACK (RFC 9293 section 3.10.7.4).
      """,
      ko: """
        segment가 받는 쪽의 window 밖에 있습니다. 모든 데이터가 너무 오래되었거나 너무 앞섭니다. 받는 쪽은 버리고 ACK로 응답합니다(RFC 9293 3.10.7.4절).
        """),
    ladder: [
      .toServer(.established, "data (far off)", .established, Words("outside the window", ko: "window 밖")),
      .toClient(.established, "ACK", .established, Words("what it expects", ko: "기대하는 번호")),
    ],
    causes: [
      Cause(
        Words(
          """
          A late copy from an earlier time of this connection, or of an earlier connection of the same ports.
          """,
          ko: "이 연결의 이전 데이터나 같은 포트의 이전 연결에서 온 늦은 복사본입니다."),
        check: Words("Its timestamp is older than those around it.", ko: "timestamp가 앞뒤 segment보다 오래되었는지 봅니다."),
        command: "tshark -r FILE -T fields -e tcp.seq -e tcp.options.timestamp.tsval"),
      Cause(
        Words("A forged segment that guesses numbers.", ko: "번호를 추측해 위조한 segment입니다."),
        check: Words("TTL and IP ID against the host's other packets.", ko: "TTL과 IP ID를 호스트의 다른 패킷과 비교합니다."),
        command: "tshark -r FILE -T fields -e frame.number -e ip.ttl -e ip.id"),
      Cause(
        Words("A device rewrites numbers in one direction.", ko: "중간 장비가 한 방향의 번호를 바꿉니다."),
        check: Words("The same segments on both sides of it.", ko: "장비 양쪽에서 같은 segment를 비교합니다."),
        command: "tcpdump -nSr FILE 'host PEER and port PORT'"),
    ])
}
