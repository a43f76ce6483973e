import FlowTracking

extension Explanation {
  /// Of `malformed-segment`.
  static let malformedSegment = Explanation(
    koreanTitle: "TCP 헤더가 자기 자신이나 패킷과 모순됨",
    story: Words(
      """
      The TCP header cannot be right: its data offset is under 5 or points beyond the packet, or an option's \
      length does not fit. Its receiver drops such a segment. What could be read was used, the rest was not.
      """,
      ko: """
        TCP 헤더가 올바를 수 없습니다. data offset이 5보다 작거나 패킷 밖을 가리키거나, 옵션의 길이가 맞지 않습니다. 받는 쪽은 이런 segment를 버립니다. 읽을 수 있는 부분만 \
        사용했습니다.
        """),
    ladder: [
      .toServer(.established, "data (bad header)", .established, Words("dropped", ko: "버려짐")),
      .toServer(.established, "data", .established, again: true),
      .toClient(.established, "ACK", .established),
    ],
    causes: [
      Cause(
        Words(
          "A crafted packet: a scanner, a fuzzer, an attempt to crash a stack.",
          ko: "만들어 낸 패킷입니다. scanner, fuzzer, stack을 죽이려는 시도입니다."),
        check: Words("The header in full.", ko: "헤더 전체를 확인합니다."),
        command: "tshark -r FILE -Y 'frame.number==N' -V"),
      Cause(
        Words(
          "A device on the way damages headers or writes options wrongly.",
          ko: "중간 장비가 헤더를 손상시키거나 옵션을 잘못 씁니다."),
        check: Words("The receiver's counter of bad segments.", ko: "받는 쪽의 잘못된 segment 카운터를 봅니다."),
        command: "nstat -az TcpInErrs TcpInCsumErrors"),
    ])
}
