import FlowTracking

extension Explanation {
  /// Of `syn-retransmitted`.
  static let synRetransmitted = Explanation(
    koreanTitle: "SYN을 다시 보냈으나 앞서 보낸 SYN이 어떻게 되었는지는 알 수 없음",
    story: Words(
      """
      The client got no answer to its SYN in time and sent the same SYN again. At this capture point nothing tells \
      whether the SYN was lost, its answer was lost, or the server kept silent. Linux repeats after 1, 2, 3, 4, 5, \
      7, 11, 19 ... seconds since kernel 6.5, after 1, 3, 7, 15 ... seconds before.
      """,
      ko: """
        클라이언트가 제때 응답을 받지 못해 같은 SYN을 다시 보냈습니다. 이 캡처 지점에서는 SYN이 유실되었는지, 응답이 유실되었는지, 서버가 응답하지 않았는지 구별할 수 없습니다. Linux는 \
        커널 6.5부터 1, 2, 3, 4, 5, 7, 11, 19초 …에, 그 이전 커널은 1, 3, 7, 15초 …에 다시 보냅니다.
        """),
    ladder: [
      .toServer(.synSent, "SYN", nil, Words("asks to connect", ko: "연결 요청")),
      .pause(Words("1 s without an answer", ko: "1초 동안 응답 없음")),
      .toServer(.synSent, "SYN", nil, again: true, Words("asks again", ko: "재요청")),
      .toClient(.established, "SYN-ACK", .synReceived),
    ],
    causes: [
      Cause(
        Words(
          "A packet was lost on the path beyond the capture point, in either direction.",
          ko: "캡처 지점 너머의 경로에서 어느 한 방향의 패킷이 유실되었습니다."),
        check: Words(
          "A second capture at the server's host holds the first SYN, or does not.",
          ko: "서버 호스트에서 함께 캡처하여 첫 SYN이 들어왔는지 확인합니다."),
        command: "sudo tcpdump -ni any -s 128 -w server.pcap 'host CLIENT and port PORT'"),
      Cause(
        Words("The server dropped the SYN because a queue was full.", ko: "서버의 큐가 가득 차서 SYN을 버렸습니다."),
        check: Words(
          "On the server these counters grow with every SYN that is dropped so.",
          ko: "서버에서 SYN이 버려질 때마다 다음 카운터가 증가합니다."),
        command: "nstat -az TcpExtListenDrops TcpExtTCPReqQFullDrop"),
      Cause(
        Words(
          "The path is slower than the client's first timer, which is 1 s.",
          ko: "경로의 왕복 시간이 클라이언트의 첫 타이머(1초)보다 깁니다."),
        check: Words(
          "The round trip of a finished connection to the same server.",
          ko: "같은 서버와 맺은 다른 연결의 왕복 시간(rtt)을 봅니다."),
        command: "ss -tino 'dst SERVER'"),
    ])
}
