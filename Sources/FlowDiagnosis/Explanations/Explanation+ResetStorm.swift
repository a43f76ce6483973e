import FlowTracking

extension Explanation {
  /// Of `reset-storm`.
  static let resetStorm = Explanation(
    koreanTitle: "한쪽이 요청도 없는 RST를 계속 보냄",
    story: Words(
      """
      A side sent RST after RST although nothing came that each would answer. One for each segment still on its \
      way is normal; this is more.
      """,
      ko: "한쪽이 응답할 segment도 오지 않는데 RST를 계속 보냈습니다. 전송 중이던 segment마다 하나씩 보내는 것은 정상이지만, 이것은 그보다 많습니다."),
    ladder: [
      .toServer(.established, "data", .established),
      .toClient(.closed, "RST", .closed),
      .toClient(.closed, "RST", .closed, again: true),
      .toClient(.closed, "RST", .closed, again: true, Words("nothing asked for it", ko: "요청한 것이 없음")),
    ],
    causes: [
      Cause(
        Words("Somebody injects resets and tries many numbers.", ko: "누군가가 여러 번호를 시도하며 RST를 주입합니다."),
        check: Words(
          "The sequence numbers of the resets step through the window.",
          ko: "RST의 sequence number가 window를 훑는지 봅니다."),
        command: "tcpdump -nSr FILE 'tcp[tcpflags] & tcp-rst != 0'"),
      Cause(
        Words(
          "A loop: two devices answer each other, or one packet is delivered again and again.",
          ko: "루프입니다. 두 장비가 서로 응답하거나 같은 패킷이 반복해서 전달됩니다."),
        check: Words("The TTL falls from copy to copy.", ko: "패킷마다 TTL이 줄어드는지 봅니다."),
        command: "tshark -r FILE -Y tcp.flags.reset==1 -T fields -e ip.ttl -e ip.id"),
      Cause(
        Words("A faulty TCP stack or middlebox.", ko: "결함이 있는 TCP stack이나 중간 장비입니다."),
        check: Words("How many resets the host says that it sent.", ko: "호스트가 보냈다고 세는 RST의 수를 확인합니다."),
        command: "nstat -az TcpOutRsts"),
    ])
}
