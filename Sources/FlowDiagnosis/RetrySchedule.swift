package import FlowTracking

/// How the pauses between the copies of a SYN grow, which tells the sender's kind of kernel.
package enum RetrySchedule: String, Sendable, CaseIterable {
  /// A second five times, then doubling: Linux 6.5 and later (tcp_syn_linear_timeouts), BSD and macOS.
  case linear = "linear-then-doubling"
  /// A second, then doubling: Linux before 6.5, Windows and most others (RFC 6298 §5.5).
  case doubling

  /// The schedule of `record`'s client; nil where it sent fewer than three copies, or where their times fit none.
  package init?(of record: ConnectionRecord) {
    guard record.client.synCount > 2 else { return nil }
    let times = record.timeline.filter {
      $0.step == .syn && $0.from == .client && !$0.marks.contains(.duplicate)
    }.map(\.time)
    self.init(times)
  }

  /// The schedule of SYN copies sent at `times`, in nanoseconds.
  init?(_ times: [Int64]) {
    let pauses = zip(times, times.dropFirst()).map { $1 - $0 }
    guard pauses.count >= 2 else { return nil }
    for schedule in RetrySchedule.allCases
    where pauses.indices.allSatisfy({ RetrySchedule.fits(pauses[$0], schedule.pause(after: $0 + 1)) }) {
      self = schedule
      return
    }
    return nil
  }

  /// The pause after the copy `count`, 1-based, in nanoseconds.
  func pause(after count: Int) -> Int64 {
    let doublings = self == .linear ? max(0, count - 5) : count - 1
    return 1_000_000_000 << Int64(min(doublings, 6))
  }

  /// How many SYNs a kernel sends by default: the SYN itself, and tcp_syn_retries = 6 copies after the linear ones.
  var usualCount: Int { self == .linear ? 11 : 7 }

  private static func fits(_ pause: Int64, _ nominal: Int64) -> Bool {
    pause > nominal - nominal / 4 && pause < nominal + nominal / 3
  }

  /// What it says of the sender, as a sentence.
  var sentence: Phrase {
    switch self {
    case .linear:
      Phrase(
        en: "Its pauses (1 s five times, then doubled) are those of Linux 6.5 or later, BSD or macOS.",
        ko: "재전송 간격(1초씩 다섯 번, 그 뒤 두 배씩)은 Linux 6.5 이후, BSD 또는 macOS의 것입니다.")
    case .doubling:
      Phrase(
        en: "Its pauses (1 s, then doubled) are those of Linux before 6.5, Windows and most others.",
        ko: "재전송 간격(1초에서 시작해 두 배씩)은 6.5 이전 Linux, Windows 등 대부분의 시스템의 것입니다.")
    }
  }
}

extension Evidence {
  /// What the pauses between the client's SYNs say of its kernel; nil where they say nothing.
  var scheduleSentence: Phrase? { RetrySchedule(of: record)?.sentence }
}
