import FlowTracking
import PacketDecoding

/// `syn-flood`: a service gets more openings a second than anybody means, and none of those who ask goes on.
///
/// A hundred a second is where Snort's manual draws the line (`rate_filter`, generator 135). That alone is a busy service; what makes it a
/// flood is that the clients neither complete nor ask again, which every host does that wants to connect. A service that is down and a
/// proxy that keeps trying send their SYNs again.
enum SynFlood {
  private static let rate: UInt32 = 100

  static func tell(_ book: StoryBook) -> [Story] {
    groups(in: book).map { group in
      let isCertain = group.abandoned >= group.undecided
      if !book.hasMoreThanSyns {
        return Story(
          .synFlood, .possible, of: group, severity: .note,
          facts(of: group).then(
            Phrase(
              en:
                "The capture holds nothing but SYNs and their answers: a flood looks so, and so does a filter that keeps only those.",
              ko: "캡처에 SYN과 그 응답밖에 없습니다. flood일 수도 있고, SYN만 남기는 필터로 캡처했을 수도 있습니다.")))
      }
      let doubt = Phrase(
        en: "Most of them were not followed for long enough to tell whether they would have asked again.",
        ko: "대부분은 SYN을 다시 보내는지 알 수 있을 만큼 오래 추적하지 못했습니다.")
      return Story(
        .synFlood, isCertain ? .likely : .possible, of: group, severity: isCertain ? .error : .warning,
        isCertain ? facts(of: group) : facts(of: group).then(doubt))
    }
  }

  /// The services that are flooded.
  static func groups(in book: StoryBook) -> [AttemptGroup] {
    book.services(ofAtLeast: rate).filter { group in
      let dropped = group.abandoned &+ group.undecided
      return group.peakSecond >= rate && dropped >= group.failed / 10 &* 9 && dropped > group.completed
    }
  }

  private static func facts(of group: AttemptGroup) -> Phrase {
    let dropped = group.abandoned &+ group.undecided
    let service = group.key.service
    let time = group.last &- group.first
    let (peak, clients, answered, completed) = (group.peakSecond, group.variety, group.halfOpen, group.completed)
    return Phrase(
      en:
        "\(dropped) openings of \(service) in \(span(time)), up to \(peak) a second, from \(clients) addresses: one SYN each, and then "
        + "nothing more from the client"
        + (answered > 0 ? "; \(answered) were answered and never acknowledged." : ".")
        + (completed > 0 ? " Others succeeded, \(completed) at most." : ""),
      ko:
        "\(service)에 대한 연결 시도 \(dropped)건이 \(span(time, in: .korean)) 동안, 초당 최대 \(peak)건, 주소 \(clients.text(in: .korean))개에서 왔습니다. 각각 SYN 하나만 보내고 "
        + "클라이언트는 더 이상 아무것도 보내지 않았습니다."
        + (answered > 0 ? " 그중 \(answered)건은 응답을 받고도 ACK하지 않았습니다." : "")
        + (completed > 0 ? " 다른 연결은 많아야 \(completed)건 성공했습니다." : ""))
  }
}
