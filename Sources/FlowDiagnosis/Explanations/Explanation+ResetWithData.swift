import FlowTracking

extension Explanation {
  /// Of `reset-with-data`.
  static let resetWithData = Explanation(
    koreanTitle: "RST에 데이터가 실려 있음",
    story: Words(
      """
      A RST carries payload. RFC 9293 lets it hold a text that explains the reset, and some devices write one; \
      others inject data with it. The connection ends all the same.
      """,
      ko: """
        RST에 데이터가 실려 있습니다. RFC 9293은 reset의 이유를 설명하는 글을 담을 수 있게 하며 일부 장비가 그렇게 합니다. 데이터를 주입하는 장비도 있습니다. 어느 쪽이든 연결은 \
        끝납니다.
        """),
    ladder: [
      .toServer(.established, "data", .established),
      .toClient(.closed, "RST + data", .closed, Words("a reason, as text", ko: "이유를 적은 글")),
    ],
    causes: [
      Cause(
        Words("A firewall or proxy says why it reset.", ko: "방화벽이나 proxy가 reset한 이유를 적었습니다."),
        check: Words("The text itself.", ko: "그 내용을 읽습니다."),
        command: "tcpdump -nAr FILE 'tcp[tcpflags] & tcp-rst != 0'"),
      Cause(
        Words("A stack that puts unsent data into its RST.", ko: "보내지 못한 데이터를 RST에 담는 TCP stack입니다."),
        check: Words("It is the continuation of the stream.", ko: "stream의 이어지는 부분인지 봅니다."),
        command: "tshark -r FILE -q -z follow,tcp,ascii,N"),
    ])
}
