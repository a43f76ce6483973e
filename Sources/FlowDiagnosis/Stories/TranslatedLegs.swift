import FlowTracking
import PacketDecoding

/// Connections that were captured twice, under two pairs of addresses: before and behind a translation (RFC 3022), which leaves the
/// sequence numbers as they are.
struct TranslatedLegs: Sendable {
  private static let size = 1024
  private static let limit = 3
  /// How far apart the same SYN passes two places of one capture, in nanoseconds.
  private static let apart: Int64 = 100_000_000

  /// How many connections have a second leg.
  private(set) var count: UInt64 = 0
  /// The connections of the first few, and the frame that begins each.
  private(set) var connections: [UInt64] = []
  private(set) var frames: [UInt64] = []
  /// When the first and the last of them began.
  private(set) var start: Int64 = 0
  private(set) var end: Int64 = 0
  /// The two legs of the first.
  private(set) var first: (Attempt, Attempt)?
  private var recent: [Attempt] = []
  private var recentNumbers: [UInt64] = []

  /// Looks for the other leg of a finished connection among the last ones.
  mutating func add(_ attempt: Attempt) {
    // Both numbers are random, 64 bits in all: two connections do not share them by chance.
    let numbers = attempt.initialSequences
    guard numbers != 0 else { return }
    if case .unseen = attempt.outcome { return }
    if recent.isEmpty {
      recent = [Attempt](repeating: Attempt(), count: TranslatedLegs.size)
      recentNumbers = [UInt64](repeating: 0, count: TranslatedLegs.size)
    }
    let slot = Int(truncatingIfNeeded: (numbers &* 0x9E37_79B9_7F4A_7C15) >> 54)
    let isKnown = recentNumbers[slot] == numbers
    if isKnown { compare(recent[slot], attempt) }
    recentNumbers[slot] = numbers
    recent[slot] = attempt
  }

  private mutating func compare(_ other: Attempt, _ attempt: Attempt) {
    guard TranslatedLegs.differInOneAddress(other, attempt),
      (other.start &- attempt.start).magnitude <= UInt64(TranslatedLegs.apart)
    else { return }
    count &+= 1
    let (before, behind) = other.firstFrame < attempt.firstFrame ? (other, attempt) : (attempt, other)
    if first == nil {
      first = (before, behind)
      start = before.start
    }
    end = max(end, behind.start)
    guard count <= UInt64(TranslatedLegs.limit) else { return }
    connections += [before.connection, behind.connection]
    frames += [before.firstFrame, behind.firstFrame]
  }

  /// Whether one end is the same and the address of the other is not: a translation changes the source or the destination. Generated
  /// captures repeat numbers between other ends.
  private static func differInOneAddress(_ one: Attempt, _ other: Attempt) -> Bool {
    let hasSameClient = one.client == other.client && one.clientPort == other.clientPort
    let hasSameServer = one.server == other.server && one.serverPort == other.serverPort
    return hasSameClient ? one.server != other.server : hasSameServer && one.client != other.client
  }
}
