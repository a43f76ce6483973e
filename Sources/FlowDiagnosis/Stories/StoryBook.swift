package import FlowTracking
import PacketDecoding

/// Follows what only several connections together show: floods, scans, services that are down, clients that do not give up.
///
/// Its memory is bounded (about 4 MiB), whatever arrives: what groups take is taken as they come.
package struct StoryBook: Sendable {
  /// The most stories of one code that are told; more are of no use to anybody.
  static let limit = 32
  private static let capacity = 1024
  /// Attempts after which a client is only followed once it has come to nothing before: in a flood nearly every client comes once.
  private static let crowd = 4096
  /// Bits that remember who has come to nothing, and how many of them may be set: with more, one stranger in eight would pass for known.
  private static let seenBits = 1 << 20
  private static let seenLimit = seenBits / 8

  private var isOpen = false
  private var attempts = 0
  /// By client and server: many ports are a port scan.
  private var pairs = GroupTable(capacity: 8)
  /// By client and port: many servers are a host scan.
  private var sweeps = GroupTable(capacity: 8)
  /// By server and port: many clients are a flood, or a service that is down.
  private var services = GroupTable(capacity: 8)
  /// By client, server and port: many attempts are a client that does not give up.
  private var retries = GroupTable(capacity: 8)
  /// What succeeded, by the same three.
  private var successes = SuccessSketch()
  private var seen: [UInt64] = []
  private var seenCount = 0
  private(set) var stale = StaleAttempts()
  private(set) var legs = TranslatedLegs()
  /// Whether anything else than SYNs was captured of any connection.
  private(set) var hasMoreThanSyns = false

  /// Nothing followed yet.
  package init() {}

  /// Takes a finished connection into account; `findings` are its own.
  package mutating func add(_ attempt: Attempt, findings: [Finding]) {
    legs.add(attempt)
    let isStale = !findings.isEmpty && findings.contains { $0.code == .staleSyn }
    if isStale || stale.isWaiting { stale.add(attempt, isStale: isStale) }
    switch attempt.outcome {
    case .unseen:
      hasMoreThanSyns = true
    case .completed:
      hasMoreThanSyns = true
      addCompleted(attempt)
    case .refused, .rejected, .reset:
      hasMoreThanSyns = true
      if !isStale { addFailed(attempt) }
    case .unanswered, .halfOpen:
      if !isStale { addFailed(attempt) }
    }
  }

  private mutating func addCompleted(_ attempt: Attempt) {
    let client = AttemptHash.of(attempt.client)
    let server = AttemptHash.of(attempt.server)
    let port = AttemptHash.of(attempt.serverPort)
    successes.add(AttemptHash.of(client, server), AttemptHash.of(client, port), AttemptHash.of(server, port))
  }

  private mutating func addFailed(_ attempt: Attempt) {
    if !isOpen { open() }
    attempts &+= 1
    let client = AttemptHash.of(attempt.client)
    let server = AttemptHash.of(attempt.server)
    let port = AttemptHash.of(attempt.serverPort)
    let service = AttemptHash.of(server, port)
    services.add(attempt, to: attempt.service, hash: service, value: client)
    guard isKnown(client) else { return }
    pairs.add(attempt, to: attempt.pair, hash: AttemptHash.of(client, server), value: port)
    sweeps.add(attempt, to: attempt.sweep, hash: AttemptHash.of(client, port), value: server)
    retries.add(attempt, to: attempt.retry, hash: AttemptHash.of(client, service), value: UInt64(attempt.clientPort))
  }

  private mutating func open() {
    isOpen = true
    pairs = GroupTable(capacity: StoryBook.capacity)
    sweeps = GroupTable(capacity: StoryBook.capacity)
    services = GroupTable(capacity: StoryBook.capacity)
    retries = GroupTable(capacity: StoryBook.capacity)
    seen = [UInt64](repeating: 0, count: StoryBook.seenBits / 64)
  }

  /// Whether a client with this hash has come to nothing before, or there are still few attempts.
  private mutating func isKnown(_ client: UInt64) -> Bool {
    let bit = Int(truncatingIfNeeded: client >> 40) & (StoryBook.seenBits - 1)
    let isKnown = seen[bit >> 6] >> UInt64(bit & 63) & 1 == 1
    if !isKnown {
      if seenCount == StoryBook.seenLimit {
        seen = [UInt64](repeating: 0, count: StoryBook.seenBits / 64)
        seenCount = 0
      }
      seen[bit >> 6] |= 1 << UInt64(bit & 63)
      seenCount += 1
    }
    return isKnown || attempts <= StoryBook.crowd
  }

  /// Groups of a client and a server with at least `count` attempts that came to nothing, the largest first; so with the others.
  func pairs(ofAtLeast count: UInt32) -> [AttemptGroup] {
    pairs.groups(ofAtLeast: count) { successes.count(of: hash($0.client, $0.server)) }
  }

  /// Groups of a client and a port.
  func sweeps(ofAtLeast count: UInt32) -> [AttemptGroup] {
    sweeps.groups(ofAtLeast: count) { successes.count(of: hash($0.client, $0.port)) }
  }

  /// Groups of a server and a port.
  func services(ofAtLeast count: UInt32) -> [AttemptGroup] {
    services.groups(ofAtLeast: count) { successes.count(of: hash($0.server, $0.port)) }
  }

  /// Groups of a client, a server and a port. What succeeded at other ports of the server counts with it.
  func retries(ofAtLeast count: UInt32) -> [AttemptGroup] {
    retries.groups(ofAtLeast: count) { successes.count(of: hash($0.client, $0.server)) }
  }

  private func hash(_ first: IPAddress?, _ second: IPAddress?) -> UInt64 {
    guard let first, let second else { return 0 }
    return AttemptHash.of(AttemptHash.of(first), AttemptHash.of(second))
  }

  private func hash(_ address: IPAddress?, _ port: UInt16?) -> UInt64 {
    guard let address, let port else { return 0 }
    return AttemptHash.of(AttemptHash.of(address), AttemptHash.of(port))
  }

  /// Everything there is to tell, in the order in which it began.
  package func stories() -> [Story] {
    var result: [Story] = []
    for code in FindingCode.allCases {
      guard let teller = code.row.teller else { continue }
      result += teller(self).prefix(StoryBook.limit)
    }
    result.sort { ($0.start, $0.code.rawValue, $0.frames[0]) < ($1.start, $1.code.rawValue, $1.frames[0]) }
    return result
  }
}

extension Attempt {
  fileprivate var pair: GroupKey { GroupKey(client: client, server: server) }
  fileprivate var sweep: GroupKey { GroupKey(client: client, port: serverPort) }
  fileprivate var service: GroupKey { GroupKey(server: server, port: serverPort) }
  fileprivate var retry: GroupKey { GroupKey(client: client, server: server, port: serverPort) }
}
