import FlowTracking

extension Explanation {
  /// Of `illegal-flags`.
  static let illegalFlags = Explanation(
    koreanTitle: "함께 있을 수 없는 flag를 가진 segment",
    story: Words(
      """
      A segment has flags that exclude each other or none at all: SYN with FIN or RST, FIN without ACK, nothing \
      set. No TCP sends these. Scanners do, to learn from the answer what system is there, or to get past a simple \
      filter.
      """,
      ko: """
        함께 있을 수 없는 flag가 있거나 flag가 하나도 없는 segment입니다. SYN과 FIN, SYN과 RST, ACK 없는 FIN, flag 없음 등입니다. 정상적인 TCP는 이런 \
        segment를 보내지 않습니다. scanner가 응답을 보고 운영체제를 알아내거나 단순한 필터를 통과하려고 보냅니다.
        """),
    ladder: [
      .toServer(nil, "SYN+FIN", nil, Words("nobody's handshake", ko: "어떤 handshake도 아님")),
      .toClient(nil, "RST", nil, Words("tells what is there", ko: "응답으로 알아냄")),
    ],
    causes: [
      Cause(
        Words(
          "A scanner (nmap's null, FIN and Xmas scans) or a system that identifies others.",
          ko: "scanner(nmap의 null, FIN, Xmas scan)나 운영체제 식별 도구입니다."),
        check: Words("Many ports from one address in a short time.", ko: "한 주소가 짧은 시간에 여러 포트로 보냈는지 봅니다."),
        command: "tcptrace-swift -r FILE host CLIENT"),
      Cause(
        Words(
          "Damage on the way that the checksum does not show, or a faulty device.",
          ko: "checksum에 나타나지 않는 손상이거나 결함이 있는 장비입니다."),
        check: Words("The same packet at another point of the path.", ko: "경로의 다른 지점에서 같은 패킷을 캡처합니다."),
        command: "tcpdump -nvr FILE 'tcp[13] & 3 == 3 or tcp[13] & 0x3f == 0'"),
    ])
}
