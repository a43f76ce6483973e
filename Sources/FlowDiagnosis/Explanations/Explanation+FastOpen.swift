import FlowTracking

extension Explanation {
  /// Of `fast-open`.
  static let fastOpen = Explanation(
    koreanTitle: "클라이언트가 Fast Open을 요청함",
    story: Words(
      """
      The client asked for Fast Open or used it: data travels with the SYN, which saves a round trip. The first \
      connection asks for a cookie; later ones show it and send data. The server's SYN-ACK says by its \
      acknowledgement whether it took the data.
      """,
      ko: """
        클라이언트가 Fast Open을 요청했거나 사용했습니다. SYN에 데이터를 실어 왕복 한 번을 줄이는 기능입니다. 첫 연결에서 cookie를 요청하고, 다음 연결부터 cookie를 제시하며 \
        데이터를 보냅니다. 서버가 데이터를 받아들였는지는 SYN-ACK의 확인 번호로 알 수 있습니다.
        """),
    ladder: [
      .toServer(.synSent, "SYN + data", .synReceived, Words("shows its cookie", ko: "cookie 제시")),
      .toClient(.synSent, "SYN-ACK", .synReceived, Words("acknowledges the data", ko: "데이터까지 확인")),
      .toServer(.established, "ACK", .established),
    ],
    causes: [
      Cause(
        Words(
          "Both sides have it switched on; all is well where the data was acknowledged.",
          ko: "양쪽에서 기능이 켜져 있습니다. 데이터가 확인되었다면 정상입니다."),
        check: Words("The setting: 1 for clients, 2 for servers, 3 for both.", ko: "설정값은 1이 클라이언트, 2가 서버, 3이 둘 다입니다."),
        command: "sysctl net.ipv4.tcp_fastopen"),
      Cause(
        Words(
          "The data was not taken: an old cookie, a full queue, a server that does not do it.",
          ko: "데이터를 받아들이지 않았습니다. 오래된 cookie, 가득 찬 큐, 기능이 꺼진 서버가 원인입니다."),
        check: Words("Counters on the server.", ko: "서버의 카운터를 봅니다."),
        command: "nstat -az | grep TCPFastOpen"),
      Cause(
        Words(
          """
          A device on the way drops SYNs with data or takes the option out; Linux then stops using it for a while.
          """,
          ko: "중간 장비가 데이터가 실린 SYN을 버리거나 옵션을 제거합니다. 그러면 Linux는 한동안 사용을 멈춥니다."),
        check: Words("The counter of such black holes on the client.", ko: "클라이언트의 blackhole 카운터를 봅니다."),
        command: "nstat -az TcpExtTCPFastOpenBlackhole TcpExtTCPFastOpenActiveFail"),
    ])
}
