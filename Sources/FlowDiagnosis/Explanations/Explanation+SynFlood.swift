import FlowTracking

extension Explanation {
  /// Of `syn-flood`.
  static let synFlood = Explanation(
    koreanTitle: "SYN만 보내고 이어 가지 않는 flood가 서비스에 옴",
    story: Words(
      """
      A service got far more SYNs than handshakes that went on. In a flood the senders' addresses are mostly \
      forged: the server's SYN-ACKs reach nobody who asked. What it costs the server is room in its SYN queue; \
      with SYN cookies it answers without any.
      """,
      ko: """
        완료된 handshake보다 훨씬 많은 SYN이 서비스에 왔습니다. flood에서는 송신자의 주소가 대개 위조되어 있어 SYN-ACK가 요청한 적 없는 곳에 도착합니다. 서버는 SYN \
        queue의 자리를 소모하며, SYN cookie를 쓰면 자리를 쓰지 않고 응답합니다.
        """),
    ladder: [
      .toServer(nil, "SYN", .synReceived, Words("forged address", ko: "위조된 주소")),
      .toClient(nil, "SYN-ACK", .synReceived, Words("nobody is there", ko: "받는 이가 없음")),
      .toServer(nil, "SYN", .synReceived, Words("another one", ko: "또 다른 주소")),
      .pause(Words("thousands of times", ko: "수천 번")),
    ],
    causes: [
      Cause(
        Words("An attack with forged addresses.", ko: "주소를 위조한 공격입니다."),
        check: Words(
          "Many half-open connections; counters of cookies and drops.",
          ko: "half-open 연결 수와 cookie, drop 카운터를 봅니다."),
        command: "ss -tn state syn-recv | wc -l; nstat -az | grep -iE 'cookie|ReqQ'"),
      Cause(
        Words(
          "A load test or a fault that makes genuine clients open all at once.",
          ko: "부하 시험이거나 정상 클라이언트가 한꺼번에 접속하는 장애입니다."),
        check: Words(
          "The addresses are known ones, and most would go on if they were answered.",
          ko: "알려진 주소이며 응답을 받으면 대부분 이어 갑니다."),
        command: "tcpdump -nr FILE 'tcp[tcpflags] == tcp-syn' | cut -d' ' -f3 | sort -u"),
      Cause(
        Words("The answers do not arrive: asymmetric routing.", ko: "응답이 도달하지 않습니다(비대칭 라우팅)."),
        check: Words("The route back to one of the clients.", ko: "클라이언트로 돌아가는 경로를 봅니다."),
        command: "ip route get CLIENT"),
    ])
}
