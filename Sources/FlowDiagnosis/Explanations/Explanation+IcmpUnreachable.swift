import FlowTracking

extension Explanation {
  /// Of `icmp-unreachable`.
  static let icmpUnreachable = Explanation(
    koreanTitle: "ICMP 오류가 segment에 응답함",
    story: Words(
      """
      A router or the host itself answered a segment with an ICMP error that quotes it: the network, host or port \
      cannot be reached, a filter forbids it, or its time to live ran out on the way. For a connection that is still \
      opening Linux gives up at once. One that is open goes on: RFC 9293 section 3.9.2.2 forbids to end it for errors \
      that may pass (network or host unreachable), and for the others (such as port unreachable) it would allow it, \
      but Linux lets the retransmissions decide.
      """,
      ko: """
        라우터나 호스트가 segment를 인용한 ICMP 오류를 보냈습니다. 네트워크, 호스트, 포트에 도달할 수 없거나 필터가 금지하거나, time to live가 도중에 다했다는 뜻입니다. \
        여는 중인 연결이라면 Linux는 바로 포기합니다. 이미 열린 연결은 계속됩니다. 일시적일 수 있는 오류(network, host unreachable)라면 RFC 9293 3.9.2.2절이 끊지 못하게 하며, port unreachable 같은 오류에서는 끊어도 되지만 \
        Linux는 재전송의 결과에 맡깁니다.
        """),
    ladder: [
      .toServer(.synSent, "SYN", nil, Words("asks to connect", ko: "연결 요청")),
      .toClient(.closed, "ICMP", nil, Words("host unreachable", ko: "host unreachable")),
    ],
    causes: [
      Cause(
        Words(
          "A router has no route to the server, or its neighbour look-up failed: the host is down.",
          ko: "라우터에 서버로 가는 경로가 없거나 neighbour 조회가 실패했습니다(호스트가 꺼져 있음)."),
        check: Words("The last router that answers, on the client.", ko: "클라이언트에서 어느 라우터까지 응답하는지 봅니다."),
        command: "tracepath -n SERVER"),
      Cause(
        Words(
          "A firewall rejects (administratively prohibited, port unreachable).",
          ko: "방화벽이 거부합니다(administratively prohibited, port unreachable)."),
        check: Words(
          "Who sent the ICMP error: a device, or the server itself.",
          ko: "ICMP 오류를 보낸 것이 중간 장비인지 서버 자신인지 봅니다."),
        command: "sudo tcpdump -nvi any 'icmp[icmptype] == icmp-unreach'"),
      Cause(
        Words("The client's own routing table has no way there.", ko: "클라이언트의 라우팅 테이블에 경로가 없습니다."),
        check: Words("The route that would be taken.", ko: "선택되는 경로를 확인합니다."),
        command: "ip route get SERVER"),
    ])
}
