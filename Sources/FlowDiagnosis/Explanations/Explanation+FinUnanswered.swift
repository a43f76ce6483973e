import FlowTracking

extension Explanation {
  /// Of `fin-unanswered`.
  static let finUnanswered = Explanation(
    koreanTitle: "FIN에 끝내 ACK가 오지 않음",
    story: Words(
      """
      A side sent its FIN, mostly several times, and no acknowledgement came back. It stays in FIN_WAIT_1, CLOSING \
      or LAST_ACK until it has tried often enough (on Linux tcp_orphan_retries, 8 times) and then forgets the \
      connection. The other side may still believe it open.
      """,
      ko: """
        한쪽이 FIN을 보냈고 대개 여러 번 재전송했지만 ACK가 돌아오지 않았습니다. 정해진 횟수(Linux는 tcp_orphan_retries, 8번)만큼 시도할 때까지 FIN_WAIT_1, \
        CLOSING 또는 LAST_ACK에 머물다가 연결을 잊습니다. 상대는 여전히 연결이 열려 있다고 믿을 수 있습니다.
        """),
    ladder: [
      .toServer(.finWait1, "FIN", nil),
      .pause(Words("200 ms, 400 ms, 800 ms ...", ko: "200 ms, 400 ms, 800 ms ...")),
      .toServer(.finWait1, "FIN", nil, again: true, Words("nobody answers", ko: "아무도 응답하지 않음")),
      .pause(Words("the timer ends it", ko: "타이머가 끝냄")),
      .toServer(.closed, "FIN", nil, again: true, Words("left alone", ko: "홀로 남음")),
    ],
    causes: [
      Cause(
        Words(
          "The other host is gone: powered off, restarted, moved, or its network is down.",
          ko: "상대 호스트가 사라졌습니다. 꺼졌거나, 재시작했거나, 이동했거나, 네트워크가 끊겼습니다."),
        check: Words("Whether it answers at all.", ko: "상대가 응답하는지 확인합니다."),
        command: "ping -c 3 PEER"),
      Cause(
        Words(
          """
          A NAT or firewall on the way forgot the connection after it was idle and drops what belongs to it.
          """,
          ko: "중간의 NAT나 방화벽이 유휴 상태의 연결을 잊고 그 패킷을 버립니다."),
        check: Words(
          "The time since the last data; compare it with the device's idle timer.",
          ko: "마지막 데이터 이후의 시간을 장비의 idle timer와 비교합니다."),
        command: "sysctl net.netfilter.nf_conntrack_tcp_timeout_established"),
      Cause(
        Words("The path died in one direction.", ko: "경로의 한 방향이 끊겼습니다."),
        check: Words("Sockets that wait in a closing state.", ko: "종료 상태에서 기다리는 socket을 봅니다."),
        command: "ss -tno state fin-wait-1 state last-ack"),
    ])
}
