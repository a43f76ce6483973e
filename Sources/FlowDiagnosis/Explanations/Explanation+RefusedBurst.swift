import FlowTracking

extension Explanation {
  /// Of `refused-burst`.
  static let refusedBurst = Explanation(
    koreanTitle: "서비스가 몇 초 안에 여러 클라이언트를 거부함",
    story: Words(
      """
      Within seconds a service refused connections of many clients, or of one client many times. One client may be \
      wrong about a port; many at once mean that the service is down, restarting, or does not listen where it \
      should.
      """,
      ko: """
        서비스가 몇 초 안에 여러 클라이언트의 연결을 거부했습니다. 한 클라이언트라면 포트를 잘못 알았을 수 있지만, 여럿이 동시에 그렇다면 서비스가 내려갔거나 재시작 중이거나 엉뚱한 곳에서 듣고 \
        있습니다.
        """),
    ladder: [
      .toServer(.synSent, "SYN", .closed),
      .toClient(.closed, "RST", .closed, Words("no listener", ko: "듣는 프로세스 없음")),
      .pause(Words("the same for the next client", ko: "다음 클라이언트도 마찬가지")),
    ],
    causes: [
      Cause(
        Words("The service stopped, crashed or is being restarted.", ko: "서비스가 멈췄거나 비정상 종료되었거나 재시작 중입니다."),
        check: Words("Its state and log.", ko: "상태와 로그를 확인합니다."),
        command: "systemctl status SERVICE; journalctl -u SERVICE --since -10min"),
      Cause(
        Words("It listens on another address or port since a change.", ko: "변경 이후 다른 주소나 포트에서 듣고 있습니다."),
        check: Words("What listens now.", ko: "지금 무엇이 듣고 있는지 봅니다."),
        command: "ss -ltnp"),
      Cause(
        Words("A firewall rejects since a change.", ko: "변경 이후 방화벽이 거부합니다."),
        check: Words("Rules with reject, and their counters.", ko: "reject 규칙과 카운터를 봅니다."),
        command: "sudo iptables -nvL | grep -i reject"),
    ])
}
