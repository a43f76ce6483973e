import FlowTracking

extension Explanation {
  /// Of `duplicate-ack`.
  static let duplicateAck = Explanation(
    koreanTitle: "같은 ACK가 반복됨",
    story: Words(
      """
      The receiver acknowledged the same octet again and again while data was outstanding: segments reach it, but \
      one before them is missing. Three of them make the sender repeat the missing one without waiting for its \
      timer.
      """,
      ko: """
        데이터가 전송 중인데 받는 쪽이 같은 번호를 반복해서 확인했습니다. segment는 도착하지만 그 앞의 하나가 빠져 있다는 뜻입니다. 세 번 반복되면 송신자는 타이머를 기다리지 않고 빠진 것을 \
        재전송합니다.
        """),
    ladder: [
      .toServer(.established, "data 1", .established, lost: true),
      .toServer(.established, "data 2", .established),
      .toClient(.established, "ACK 1", .established, Words("1 is missing", ko: "1번이 빠짐")),
      .toServer(.established, "data 3", .established),
      .toClient(.established, "ACK 1", .established, again: true),
      .toServer(.established, "data 1", .established, again: true),
      .toClient(.established, "ACK 4", .established),
    ],
    causes: [
      Cause(
        Words("A segment was lost before the receiver.", ko: "받는 쪽 앞에서 segment가 유실되었습니다."),
        check: Words("Retransmissions in the same connection.", ko: "같은 연결의 재전송을 봅니다."),
        command: "ss -tin 'dst PEER'"),
      Cause(
        Words("Segments arrive out of order.", ko: "segment의 순서가 바뀌어 도착합니다."),
        check: Words(
          "The counter of reorderings that the sender's kernel has seen.",
          ko: "송신자 커널이 관찰한 reordering 카운터를 봅니다."),
        command: "nstat -az | grep -iE 'reorder|ofoqueue'"),
    ])
}
