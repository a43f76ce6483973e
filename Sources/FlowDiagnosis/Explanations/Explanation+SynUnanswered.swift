import FlowTracking

extension Explanation {
  /// Of `syn-unanswered`.
  static let synUnanswered = Explanation(
    koreanTitle: "SYN에 아무 응답이 없음",
    story: Words(
      """
      The client sent its SYN, mostly several times, and nothing came back: no SYN-ACK, no RST, no ICMP error. A \
      host without a listener would have refused at once, so silence mostly means that something drops packets on \
      purpose.
      """,
      ko: """
        클라이언트가 SYN을 보냈고 대개 여러 번 재전송했지만 SYN-ACK도, RST도, ICMP 오류도 돌아오지 않았습니다. 포트를 듣는 프로세스가 없을 뿐이라면 호스트가 즉시 거부했을 것이므로, \
        침묵은 대개 무언가가 패킷을 일부러 버린다는 뜻입니다.
        """),
    ladder: [
      .toServer(.synSent, "SYN", nil, Words("asks to connect", ko: "연결 요청")),
      .pause(Words("1 s", ko: "1초")),
      .toServer(.synSent, "SYN", nil, again: true),
      .pause(Words("2, 3, 4, 5, 7, 11 ... s", ko: "2, 3, 4, 5, 7, 11 … 초")),
      .toServer(.synSent, "SYN", nil, again: true, Words("and gives up", ko: "결국 포기")),
    ],
    causes: [
      Cause(
        Words(
          "A firewall, a security group or a network policy drops the SYN.",
          ko: "방화벽, security group, network policy가 SYN을 버립니다."),
        check: Words(
          "A capture at the server's host: no SYN there means that it was dropped before.",
          ko: "서버 호스트에서 캡처합니다. SYN이 보이지 않으면 그 앞에서 버려진 것입니다."),
        command: "sudo tcpdump -ni any 'tcp[tcpflags] & tcp-syn != 0 and port PORT'"),
      Cause(
        Words(
          "Nothing is at that address: the host is down or the address is wrong.",
          ko: "그 주소에 호스트가 없습니다. 꺼져 있거나 주소가 잘못되었습니다."),
        check: Words(
          "On the same network, an unanswered neighbour look-up.",
          ko: "같은 네트워크라면 neighbour 조회가 실패(FAILED)합니다."),
        command: "ip neigh show SERVER"),
      Cause(
        Words(
          "The answer takes another way, on which a stateful firewall drops it.",
          ko: "응답이 다른 경로로 돌아가다가 stateful 방화벽에서 버려집니다."),
        check: Words(
          "A SYN-ACK in a capture at the server, and the route that it takes back.",
          ko: "서버 쪽 캡처에 SYN-ACK가 있는지, 돌아가는 경로가 어디인지 봅니다."),
        command: "ip route get CLIENT"),
      Cause(
        Words("The server drops SYNs because its queue is full.", ko: "서버의 큐가 가득 차서 SYN을 버립니다."),
        check: Words("Counters that grow on the server.", ko: "서버에서 증가하는 카운터를 봅니다."),
        command: "nstat -az TcpExtListenDrops TcpExtListenOverflows"),
    ])
}
