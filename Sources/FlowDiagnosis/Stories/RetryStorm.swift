import FlowTracking
import PacketDecoding

/// `retry-storm`: one client opens the same service again and again although it never succeeds, without waiting in between.
///
/// Twenty within ten seconds is more than health checks (one in two seconds and slower) and the parallel connections of a browser make.
enum RetryStorm {
  private static let count: UInt32 = 20

  static func tell(_ book: StoryBook) -> [Story] {
    let flooded = Set(SynFlood.groups(in: book).map(\.key))
    let groups = book.retries(ofAtLeast: count).filter { group in
      group.peakTenSeconds >= count && group.failed > group.completed
        && !flooded.contains(GroupKey(server: group.key.server, port: group.key.port))
    }
    return groups.map { group in
      let (client, service) = (group.key.client?.text ?? "", group.key.service)
      let (failed, time, peak, counts) = (group.failed, group.last &- group.first, group.peakTenSeconds, group.counts)
      return Story(
        .retryStorm, .proved, of: group,
        Phrase(
          en:
            "\(client) opened \(service) in vain \(failed) times within \(span(time)), up to \(peak) times in ten seconds: "
            + "\(counts.text(in: .english)). A client that waits longer after each failure would spare both sides.",
          ko: "\(client)에서 \(service)에 \(span(time, in: .korean)) 동안 \(failed)번, 10초에 최대 \(peak)번 연결을 시도했지만 모두 실패했습니다: "
            + "\(counts.text(in: .korean)). 실패할 때마다 더 오래 기다리는 클라이언트라면 양쪽 모두 부담이 줄어듭니다."))
    }
  }
}
