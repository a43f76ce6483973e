import FlowTracking
import PacketDecoding

/// `stale-syn-replaced`: an attempt whose SYN came too late and the one that its client made in its stead are one attempt.
enum StaleSynReplaced {
  static func tell(_ book: StoryBook) -> [Story] {
    book.stale.pairs.map { pair in
      let (given, next) = (pair.given, pair.next)
      let service = given.server.text(port: given.serverPort)
      let wait = next.start &- given.start
      return Story(
        code: .staleSynReplaced, severity: FindingCode.staleSynReplaced.row.severity, grade: .likely,
        client: given.client, server: given.server, port: given.serverPort, count: 2,
        connections: [given.connection, next.connection], frames: [given.firstFrame, next.firstFrame].sorted(),
        start: given.start, end: next.start,
        account: Phrase(
          en:
            "Connections \(given.connection) and \(next.connection) are one attempt of \(given.client.text) to reach \(service): the SYN "
            + "of the first came too late, its client began again \(span(wait)) after it, and that succeeded.",
          ko:
            "연결 \(given.connection)과 연결 \(next.connection)은 \(given.client.text)에서 \(service)에 연결하려던 하나의 시도입니다. 첫 SYN이 너무 늦게 도착하여 "
            + "클라이언트가 \(span(wait, in: .korean)) 뒤에 다시 시작했고, 그 연결은 성공했습니다."))
    }
  }
}
