import FlowTracking
import PacketDecoding

/// `same-connection-twice`: connections under two pairs of addresses that have both sequence numbers in common are the two legs of one,
/// before and behind an address translation that lies within the capture.
enum SameConnectionTwice {
  static func tell(_ book: StoryBook) -> [Story] {
    guard let (before, behind) = book.legs.first else { return [] }
    let (count, legs) = (book.legs.count, book.legs)
    let account = Phrase(
      en:
        "Connections \(before.connection) (\(ends(of: before))) and \(behind.connection) (\(ends(of: behind))) have the same initial "
        + "sequence numbers on both sides: one connection, captured before and behind an address translation."
        + (count == 1
          ? "" : " So are \(count - 1) other pair\(count == 2 ? "" : "s"); each counts as two connections here."),
      ko:
        "연결 \(before.connection)(\(ends(of: before)))과 연결 \(behind.connection)(\(ends(of: behind)))은 양쪽 ISN이 모두 같습니다. 하나의 연결이 "
        + "주소 변환(NAT) 앞과 뒤에서 두 번 캡처되었습니다."
        + (count == 1 ? "" : " 이런 쌍이 \(count - 1)개 더 있으며, 여기서는 각각 연결 두 개로 셉니다."))
    return [
      Story(
        code: .sameConnectionTwice, severity: FindingCode.sameConnectionTwice.row.severity, grade: .likely, client: nil,
        server: nil, port: nil, count: count * 2, connections: legs.connections.sorted(), frames: legs.frames.sorted(),
        start: legs.start, end: legs.end, account: account)
    ]
  }

  private static func ends(of leg: Attempt) -> String {
    "\(leg.client.text(port: leg.clientPort)) → \(leg.server.text(port: leg.serverPort))"
  }
}
