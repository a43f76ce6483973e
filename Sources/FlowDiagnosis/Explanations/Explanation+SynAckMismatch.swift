import FlowTracking

extension Explanation {
  /// Of `syn-ack-mismatch`.
  static let synAckMismatch = Explanation(
    koreanTitle: "SYN-ACK가 다른 SYN을 확인함",
    story: Words(
      """
      The SYN-ACK acknowledges a number that this client's SYN did not send. A client in SYN_SENT must refuse it \
      with a RST that carries that number (RFC 9293 section 3.10.7.3). It belongs to another attempt, or it was \
      made up.
      """,
      ko: """
        SYN-ACK가 이 클라이언트의 SYN이 보내지 않은 번호를 확인합니다. SYN_SENT인 클라이언트는 그 번호를 담은 RST로 거절해야 합니다(RFC 9293 3.10.7.3절). 다른 시도에 \
        대한 응답이거나 꾸며낸 응답입니다.
        """),
    ladder: [
      .toServer(.synSent, "SYN", .synReceived),
      .toClient(.synSent, "SYN-ACK", .synReceived, Words("acknowledges another SYN", ko: "다른 SYN을 확인")),
      .toServer(.synSent, "RST", .listen, Words("\"not mine\"", ko: "\"내 연결이 아님\"")),
    ],
    causes: [
      Cause(
        Words(
          "It answers an older SYN of the same port that is not in the capture.",
          ko: "캡처에 없는, 같은 포트의 더 오래된 SYN에 대한 응답입니다."),
        check: Words("A capture that begins earlier, at the client.", ko: "클라이언트에서 더 일찍 캡처를 시작합니다."),
        command: "sudo tcpdump -ni any -s 128 -w client.pcap 'host SERVER and port PORT'"),
      Cause(
        Words(
          "A device on the way changes sequence numbers in one direction only.",
          ko: "중간 장비가 한 방향의 sequence number만 바꿉니다."),
        check: Words(
          "The same SYN and SYN-ACK, captured on both sides of the device.",
          ko: "장비 양쪽에서 같은 SYN과 SYN-ACK를 캡처하여 비교합니다."),
        command: "tcpdump -nSr FILE 'tcp[tcpflags] & tcp-syn != 0'"),
      Cause(
        Words("Somebody answers in the server's name.", ko: "누군가가 서버를 대신해 응답합니다."),
        check: Words("A TTL that differs from the server's other packets.", ko: "서버의 다른 패킷과 TTL이 다른지 봅니다."),
        command: "tshark -r FILE -Y tcp.flags.syn==1 -T fields -e ip.src -e ip.ttl"),
    ])
}
