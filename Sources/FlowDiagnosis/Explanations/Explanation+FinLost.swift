import FlowTracking

extension Explanation {
  /// Of `fin-lost`.
  static let finLost = Explanation(
    koreanTitle: "FIN이 상대에게 도달하지 못함",
    story: Words(
      """
      A FIN passed the capture point and did not arrive; a later copy did. The sender waited in FIN_WAIT_1 or \
      LAST_ACK and sent it again when its timer ran out. Nothing is lost but time, and the other side learns that \
      late that no more data comes.
      """,
      ko: """
        FIN이 캡처 지점을 지나갔지만 도달하지 못했고, 나중에 재전송한 FIN이 도달했습니다. 보낸 쪽은 FIN_WAIT_1이나 LAST_ACK에서 기다리다가 타이머가 만료되자 재전송했습니다. 잃은 \
        것은 시간뿐이지만, 상대는 더 받을 데이터가 없다는 사실을 그만큼 늦게 압니다.
        """),
    ladder: [
      .toServer(.finWait1, "FIN", .established, lost: true, Words("never arrives", ko: "도달하지 못함")),
      .pause(Words("200 ms or more: the timer", ko: "200 ms 이상: 타이머")),
      .toServer(.finWait1, "FIN", .closeWait, again: true),
      .toClient(.finWait2, "ACK", .closeWait, Words("echoes the second FIN", ko: "두 번째 FIN을 echo")),
    ],
    causes: [
      Cause(
        Words(
          "Packet loss on the way: the FIN is one packet among others and is lost like them.",
          ko: "경로의 패킷 유실입니다. FIN도 다른 패킷과 똑같이 유실됩니다."),
        check: Words("Retransmissions of data on the same path.", ko: "같은 경로에서 데이터의 재전송이 있는지 봅니다."),
        command: "nstat -az TcpRetransSegs; ss -tin 'dst SERVER'"),
      Cause(
        Words("The receiver's host or firewall dropped it.", ko: "받는 호스트나 그 방화벽이 버렸습니다."),
        check: Words(
          "A second capture at the receiver's host: it holds the first FIN, or does not.",
          ko: "받는 호스트에서 캡처하여 첫 FIN이 있는지 확인합니다."),
        command: "sudo tcpdump -ni any 'tcp[tcpflags] & tcp-fin != 0 and port PORT'"),
    ])
}
