import FlowTracking

extension Explanation {
  /// Of `time-wait-assassinated`.
  static let timeWaitAssassinated = Explanation(
    koreanTitle: "RST가 TIME_WAIT을 일찍 끝냄",
    story: Words(
      """
      A RST reached the side in TIME_WAIT, which ended its wait early. RFC 1337 calls it an assassination: an old \
      segment may now reach a new connection of the same ports. Linux lets it happen unless told otherwise.
      """,
      ko: """
        TIME_WAIT인 쪽에 RST가 도달하여 대기가 일찍 끝났습니다. RFC 1337이 TIME-WAIT assassination이라 부르는 일입니다. 이제 오래된 segment가 같은 포트의 새 \
        연결에 도달할 수 있습니다. Linux는 따로 설정하지 않으면 이를 허용합니다.
        """),
    ladder: [
      .toServer(.timeWait, "ACK", .closed, Words("the last one", ko: "마지막 ACK")),
      .toClient(.timeWait, "old data", .closed, Words("a straggler", ko: "뒤늦은 segment")),
      .toServer(.timeWait, "ACK", .closed),
      .toClient(.closed, "RST", .closed, Words("ends TIME_WAIT", ko: "TIME_WAIT을 끝냄")),
    ],
    causes: [
      Cause(
        Words(
          "A late segment was answered and the answer met a host that had forgotten the connection.",
          ko: "늦은 segment에 응답했고, 그 응답이 이미 연결을 잊은 호스트에 도달했습니다."),
        check: Words("Whether the kernel protects itself: 1 ignores such resets.", ko: "1이면 커널이 이런 RST를 무시합니다."),
        command: "sysctl net.ipv4.tcp_rfc1337"),
      Cause(
        Words(
          "The other side ends every connection with a RST to save itself TIME_WAIT.",
          ko: "상대가 TIME_WAIT을 피하려고 모든 연결을 RST로 끝냅니다."),
        check: Words("Connections to the same server that end so.", ko: "같은 서버와의 연결이 모두 그렇게 끝나는지 봅니다."),
        command: "tcptrace-swift -r FILE host SERVER"),
    ])
}
