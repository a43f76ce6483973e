import FlowTracking

extension Explanation {
  /// Of `capture-gap`.
  static let captureGap = Explanation(
    koreanTitle: "캡처에 빠진 데이터가 있음",
    story: Words(
      """
      Octets were acknowledged that the capture does not hold. They passed; the capture missed them. It is no loss \
      on the network, and nothing can be said of what was in them.
      """,
      ko: "캡처에 없는 데이터가 확인(ACK)되었습니다. 데이터는 지나갔지만 캡처가 놓친 것입니다. 네트워크의 유실이 아니며, 그 내용에 대해서는 아무것도 말할 수 없습니다."),
    ladder: [
      .toServer(.established, "data 1", .established),
      .pause(Words("data 2 passes, not captured", ko: "데이터 2는 지나갔지만 캡처되지 않음")),
      .toServer(.established, "data 3", .established),
      .toClient(.established, "ACK 4", .established, Words("so 2 had arrived", ko: "2도 도착했다는 뜻")),
    ],
    causes: [
      Cause(
        Words(
          "The capture dropped packets: buffer too small, disk too slow.",
          ko: "캡처가 패킷을 놓쳤습니다. 버퍼가 작거나 디스크가 느립니다."),
        check: Words(
          "The count \"dropped by kernel\"; a larger buffer and shorter packets.",
          ko: "\"dropped by kernel\" 수를 보고, 버퍼를 키우고 패킷을 짧게 자릅니다."),
        command: "sudo tcpdump -ni eth0 -B 65536 -s 128 -w FILE 'port PORT'"),
      Cause(
        Words("The mirror port (SPAN) is overloaded and drops.", ko: "mirror port(SPAN)가 포화되어 버립니다."),
        check: Words("The switch's counter of drops of that port.", ko: "그 port의 switch drop 카운터를 확인합니다."),
        command: "ethtool -S eth0 | grep -iE 'drop|miss'"),
      Cause(
        Words(
          "Part of the traffic takes another way, or offload hides it.",
          ko: "일부 트래픽이 다른 경로로 가거나 offload가 가립니다."),
        check: Words(
          "Hardware offload of whole flows, and of segments.",
          ko: "flow와 segment의 hardware offload를 확인합니다."),
        command: "ethtool -k eth0 | grep -E 'offload|generic'"),
    ])
}
