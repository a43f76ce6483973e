import FlowTracking
import PacketDecoding

/// `refused-burst`: several clients are refused by one service, many within seconds: it is down, restarting, or full.
///
/// A single client that goes on is a retry storm.
enum RefusedBurst {
  private static let count: UInt32 = 20
  private static let clients: UInt32 = 3

  static func tell(_ book: StoryBook) -> [Story] {
    let groups = book.services(ofAtLeast: count).filter { group in
      group.refused >= count && group.refused >= group.failed / 2 && group.peakTenSeconds >= count
        && group.peakVariety >= clients
    }
    return groups.map { group in
      let (service, refused, clients) = (group.key.service, group.refused, group.variety)
      let (time, peak, completed) = (group.last &- group.first, group.peakTenSeconds, group.completed)
      return Story(
        .refusedBurst, .proved, of: group,
        Phrase(
          en:
            "\(service) refused \(refused) openings of \(clients) clients within \(span(time)), up to \(peak) in ten seconds; "
            + (completed > 0 ? "others succeeded, \(completed) at most." : "none succeeded.")
            + " Nothing listened there, or a firewall answered in its name.",
          ko:
            "\(service)에서 클라이언트 \(clients.text(in: .korean))개의 연결 시도 \(refused)건을 \(span(time, in: .korean)) 동안, 10초에 최대 \(peak)건 거부했습니다. "
            + (completed > 0 ? "다른 연결은 많아야 \(completed)건 성공했습니다." : "하나도 성공하지 못했습니다.")
            + " 그 포트를 듣는 프로세스가 없었거나 방화벽이 대신 거부했습니다."))
    }
  }
}
