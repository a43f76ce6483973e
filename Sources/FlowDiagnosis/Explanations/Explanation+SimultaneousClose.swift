import FlowTracking

extension Explanation {
  /// Of `simultaneous-close`.
  static let simultaneousClose = Explanation(
    koreanTitle: "양쪽의 FIN이 엇갈림",
    story: Words(
      """
      Each side sent its FIN before it had the other's. Both pass CLOSING and both end in TIME_WAIT (RFC 9293 \
      figure 13). Nothing is lost.
      """,
      ko: "양쪽이 상대의 FIN을 받기 전에 각자 FIN을 보냈습니다. 둘 다 CLOSING을 거쳐 TIME_WAIT에서 끝납니다(RFC 9293 그림 13). 잃은 것은 없습니다."),
    ladder: [
      .toServer(.finWait1, "FIN", .finWait1, Words("both close", ko: "양쪽이 닫음")),
      .toClient(.closing, "FIN", .finWait1),
      .toServer(.closing, "ACK", .closing),
      .toClient(.timeWait, "ACK", .timeWait),
    ],
    causes: [
      Cause(
        Words(
          "Both applications close on the same event: the end of a message, a time-out of equal length.",
          ko: "두 애플리케이션이 같은 사건에 닫습니다. 메시지의 끝, 길이가 같은 timeout 등입니다."),
        check: Words("The idle timers of client and server are equal.", ko: "클라이언트와 서버의 idle timer가 같은지 확인합니다."),
        command: "tcptrace-swift -r FILE -v")
    ])
}
