import FlowTracking

/// `self-connection`: source and destination are the same socket.
enum SelfConnection {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard evidence.record.marks.contains(.selfConnection), !evidence.entries.isEmpty else { return nil }
    let opened = evidence.record.outcome == .completed
    let frames = evidence.entries.prefix(2).map(\.frame)
    let time = evidence.entries[min(1, evidence.entries.count - 1)].time
    let port = evidence.record.client.port
    return evidence.finding(
      .selfConnection, .proved, of: .client, frames: frames, at: time, severity: opened ? .warning : .note,
      opened
        ? Phrase(
          en:
            "The socket is connected with itself: its own port \(port) was chosen as the ephemeral port of a connection to that very port, "
            + "where nothing listened. It reads what it writes. Keep ports that services use out of ip_local_port_range.",
          ko:
            "소켓이 자기 자신과 연결되었습니다. 아무도 listen하지 않는 포트 \(port)로 연결하면서 바로 그 포트가 ephemeral port로 선택되었고, 자신이 쓴 데이터를 자신이 읽습니다. "
            + "서비스 포트를 ip_local_port_range에서 제외하십시오.")
        : Phrase(
          en:
            "Source and destination are the same address and port: a packet made to confuse (LAND), or a socket that tried to connect with "
            + "itself.",
          ko: "출발지와 목적지의 주소와 포트가 같습니다. 혼란을 노린 패킷(LAND)이거나, 자기 자신에게 연결하려던 소켓입니다."))
  }
}
