import FlowTracking
import PacketDecoding

/// Attempts whose SYN came too late, each with the attempt that the client made in its stead.
struct StaleAttempts: Sendable {
  /// An attempt that was given up, and the one that followed it.
  struct Pair: Sendable {
    var given: Attempt
    var next: Attempt
  }

  private static let limit = 32
  /// How long Linux tries before it gives an attempt up, in nanoseconds.
  private static let patience: Int64 = 131_000_000_000

  /// Those that found their successor.
  private(set) var pairs: [Pair] = []
  /// How many there were, those left out included.
  private(set) var count: UInt64 = 0
  private var waiting: [Attempt] = []

  /// Whether a stale attempt has no successor yet.
  @inline(__always)
  var isWaiting: Bool { !waiting.isEmpty }

  /// Keeps an attempt whose SYN was stale, or finds the stale one that a completed attempt replaces.
  mutating func add(_ attempt: Attempt, isStale: Bool) {
    if isStale, attempt.outcome != .completed {
      if waiting.count == StaleAttempts.limit { waiting.removeFirst() }
      waiting.append(attempt)
      return
    }
    guard !waiting.isEmpty, attempt.outcome == .completed else { return }
    let index = waiting.firstIndex {
      $0.client == attempt.client && $0.server == attempt.server && $0.serverPort == attempt.serverPort
        && attempt.start >= $0.start && attempt.start &- $0.start <= StaleAttempts.patience
    }
    guard let index else { return }
    let given = waiting.remove(at: index)
    count &+= 1
    if pairs.count < StaleAttempts.limit { pairs.append(Pair(given: given, next: attempt)) }
  }
}
