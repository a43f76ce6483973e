import FlowTracking

extension Explanation {
  /// Of `midstream`.
  static let midstream = Explanation(
    koreanTitle: "연결의 시작이 캡처되지 않음",
    story: Words(
      """
      The first captured segment of the connection is no SYN: it was open before the capture began. Initial \
      numbers, options and window scale are unknown, so windows are not judged, and who is the client may be a \
      guess.
      """,
      ko: """
        캡처된 첫 segment가 SYN이 아닙니다. 캡처를 시작하기 전에 이미 열려 있던 연결입니다. ISN, 옵션, window scale을 알 수 없으므로 window는 판단하지 않으며, 어느 \
        쪽이 클라이언트인지도 추정일 수 있습니다.
        """),
    ladder: [
      .pause(Words("the capture begins", ko: "캡처 시작")),
      .toServer(.established, "data", .established, Words("already open", ko: "이미 열린 연결")),
      .toClient(.established, "ACK", .established),
    ],
    causes: [
      Cause(
        Words("The capture was started in the middle.", ko: "연결 도중에 캡처를 시작했습니다."),
        check: Words("Start it before the application connects.", ko: "애플리케이션이 접속하기 전에 캡처를 시작합니다."),
        command: "sudo tcpdump -ni eth0 -s 128 -w FILE 'port PORT'"),
      Cause(
        Words("A filter or a rotated file left the opening out.", ko: "필터나 파일 분할 때문에 시작 부분이 빠졌습니다."),
        check: Words("The file before it.", ko: "바로 앞의 파일을 함께 봅니다."),
        command: "tcptrace-swift -r PREVIOUS"),
      Cause(
        Words(
          "The connection was idle so long that it had been forgotten here.",
          ko: "유휴 시간이 너무 길어 이 도구가 연결을 잊었습니다."),
        check: Words("The connection's age on one of the hosts.", ko: "호스트에서 연결의 타이머와 활동 시간을 봅니다."),
        command: "ss -tio 'dst SERVER'"),
    ])
}
