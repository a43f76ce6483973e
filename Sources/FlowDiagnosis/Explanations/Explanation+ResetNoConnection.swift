import FlowTracking

extension Explanation {
  /// Of `reset-no-connection`.
  static let resetNoConnection = Explanation(
    koreanTitle: "연결을 전혀 모르는 쪽에서 RST가 옴",
    story: Words(
      """
      A segment of an open connection was answered by a bare RST, without ACK, as a host does that has no such \
      connection. The two sides disagree: one believes the connection open, the other knows nothing of it.
      """,
      ko: """
        열린 연결의 segment에 ACK 없는 RST가 돌아왔습니다. 그런 연결이 없는 호스트의 응답입니다. 한쪽은 연결이 열려 있다고 믿고, 다른 쪽은 그 연결을 전혀 모릅니다.
        """),
    ladder: [
      .toServer(.established, "data", .closed, Words("to a host that forgot", ko: "잊어버린 호스트로")),
      .toClient(.closed, "RST", .closed, Words("SEQ = the data's ACK", ko: "SEQ = 데이터의 ACK")),
    ],
    causes: [
      Cause(
        Words(
          """
          The host was restarted, or its address moved to another host (failover, a rescheduled container).
          """,
          ko: "호스트가 재시작했거나 주소가 다른 호스트로 옮겨 갔습니다(failover, 컨테이너 재배치)."),
        check: Words("Since when it has been up.", ko: "언제부터 켜져 있었는지 확인합니다."),
        command: "uptime -s"),
      Cause(
        Words(
          "A load balancer or NAT sent the segment to another backend, or forgot the connection.",
          ko: "load balancer나 NAT가 segment를 다른 backend로 보냈거나 연결을 잊었습니다."),
        check: Words(
          "How long it keeps idle connections, against the idle time before the RST.",
          ko: "idle timeout을 RST 직전의 유휴 시간과 비교합니다."),
        command: "sysctl net.netfilter.nf_conntrack_tcp_timeout_established"),
      Cause(
        Words(
          "The process died long ago and the other side only now sent something.",
          ko: "프로세스는 오래전에 죽었고 상대가 이제야 무언가를 보냈습니다."),
        check: Words(
          "The reason that the kernel gives for the RST (Linux 6.10 and later).",
          ko: "커널이 밝히는 RST의 이유를 봅니다(Linux 6.10 이상)."),
        command: "sudo perf trace -e tcp:tcp_send_reset"),
    ])
}
