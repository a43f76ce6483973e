import FlowTracking

extension Explanation {
  /// Of `data-after-fin`.
  static let dataAfterFin = Explanation(
    koreanTitle: "한쪽이 자신의 FIN 뒤에 데이터를 보냄",
    story: Words(
      """
      A side sent octets numbered past its own FIN. After a FIN there is nothing to send; a receiver ignores what \
      comes. Something other than that side's TCP wrote these segments, or its TCP is faulty.
      """,
      ko: """
        한쪽이 자신의 FIN보다 뒤의 번호로 데이터를 보냈습니다. FIN 뒤에는 보낼 것이 없어야 하며 받는 쪽은 무시합니다. 그쪽의 TCP가 아닌 다른 무언가가 만든 segment이거나 TCP에 \
        결함이 있습니다.
        """),
    ladder: [
      .toServer(.finWait1, "FIN seq 9", .closeWait),
      .toServer(.finWait1, "data seq 10", .closeWait, Words("past the FIN", ko: "FIN 너머의 데이터")),
      .toClient(.finWait2, "ACK 10", .closeWait, Words("ignored", ko: "무시됨")),
    ],
    causes: [
      Cause(
        Words("A crafted packet that tries to evade an inspection system.", ko: "탐지 시스템을 피하려고 만든 패킷입니다."),
        check: Words("TTL and IP ID against the host's other packets.", ko: "TTL과 IP ID를 호스트의 다른 패킷과 비교합니다."),
        command: "tshark -r FILE -T fields -e ip.src -e ip.ttl -e ip.id -e tcp.seq"),
      Cause(
        Words(
          "A new connection of the same ports whose SYN was not captured.",
          ko: "같은 포트의 새 연결인데 SYN이 캡처되지 않았습니다."),
        check: Words("Gaps in the capture just before.", ko: "바로 앞에 캡처 누락이 있는지 봅니다."),
        command: "tcptrace-swift -q -r FILE"),
      Cause(
        Words("A faulty TCP stack or a device that rewrites numbers.", ko: "결함이 있는 TCP stack이나 번호를 바꾸는 장비입니다."),
        check: Words("The same segments, captured nearer to their sender.", ko: "송신자에 더 가까운 곳에서 같은 segment를 캡처합니다."),
        command: "sudo tcpdump -nSi any 'host HOST and port PORT'"),
    ])
}
