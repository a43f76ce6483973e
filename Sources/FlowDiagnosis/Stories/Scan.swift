import FlowTracking
import PacketDecoding

/// What port scans, host scans and half-open scans have in common: one client comes to nothing at many different places in a short time.
///
/// Fifteen ports of a host, or twenty-five hosts, within five minutes: what Zeek's scan policy takes (`port_scan_threshold`,
/// `addr_scan_threshold`). Only what came to nothing counts, and only where it outnumbers what succeeded: a proxy, a monitoring host or a
/// crawler succeeds more often than not.
enum Scan {
  private static let portThreshold: UInt32 = 15
  private static let hostThreshold: UInt32 = 25
  /// Openings that were answered and reset at once, from which on that is the scanner's way and not a client's change of mind.
  private static let halfOpenThreshold: UInt32 = 3

  /// One scan and what belongs to it.
  struct Case {
    var group: AttemptGroup
    /// How many other hosts, or ports, the same client scanned in the same way.
    var others: Int

    /// Whether the scanner reset what was answered instead of opening it.
    var isHalfOpen: Bool { group.withdrawn >= Scan.halfOpenThreshold && group.completed == 0 }

    /// Whether most of the SYNs were sent again: a program that wants to connect, not a scanner that wants to know.
    var isPersistent: Bool {
      let single = group.abandoned &+ group.undecided &+ group.refused &+ group.rejected &+ group.withdrawn
      return single < group.failed / 2 &+ 1
    }
  }

  /// Clients that tried many ports of one host, a case each.
  static func ofPorts(in book: StoryBook) -> [Case] {
    cases(book.pairs(ofAtLeast: portThreshold).filter { $0.peakVariety >= portThreshold && fails($0) })
  }

  /// Clients that tried one port of many hosts, a case each.
  static func ofHosts(in book: StoryBook) -> [Case] {
    let groups = book.sweeps(ofAtLeast: hostThreshold).filter { group in
      // A load balancer that looks whether its servers answer resets all of them, and finds nearly all of them open.
      let isClosed = group.refused &+ group.rejected &+ group.unanswered >= group.failed / 2
      return group.peakVariety >= hostThreshold && fails(group) && isClosed
    }
    return cases(groups)
  }

  /// The story of a case, at `place`.
  static func story(_ code: FindingCode, _ scan: Case, _ place: Phrase) -> Story {
    let group = scan.group
    let client = group.key.client?.text ?? ""
    let time = group.last &- group.first
    let (attempts, completed, counts) = (group.failed, group.completed, group.counts)
    let facts = Phrase(
      en:
        "\(client) tried \(place.text(in: .english)) within \(span(time)), in \(attempts) attempts: \(counts.text(in: .english)); "
        + (completed > 0 ? "at most \(completed) succeeded." : "none succeeded."),
      ko:
        "\(client)에서 \(span(time, in: .korean)) 안에 \(place.text(in: .korean))에 연결을 \(attempts)번 시도했습니다: \(counts.text(in: .korean)). "
        + (completed > 0 ? "성공한 것은 많아야 \(completed)건입니다." : "하나도 성공하지 못했습니다."))
    guard scan.isPersistent else { return Story(code, .likely, of: group, facts) }
    return Story(
      code, .possible, of: group, severity: .note,
      facts.then(
        Phrase(
          en: "It asked each time again: a scan does so rarely, a program that looks for hosts which are down does.",
          ko: "매번 SYN을 다시 보냈습니다. 스캔은 그러는 일이 드물고, 내려간 호스트를 찾는 보통 프로그램이 그렇게 합니다.")))
  }

  private static func fails(_ group: AttemptGroup) -> Bool {
    group.failed > group.completed
  }

  /// One case a client: its largest group, and how many more there are. The groups come the largest first.
  private static func cases(_ groups: [AttemptGroup]) -> [Case] {
    var cases: [Case] = []
    var places: [IPAddress?: Int] = [:]
    for group in groups {
      if let place = places[group.key.client] {
        cases[place].others += 1
      } else {
        places[group.key.client] = cases.count
        cases.append(Case(group: group, others: 0))
      }
    }
    return cases
  }
}
