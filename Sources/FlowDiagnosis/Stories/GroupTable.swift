import FlowTracking
import PacketDecoding

/// Groups of attempts by what they share, in a space that is bounded.
///
/// Each hash has room for eight groups. A ninth takes the place of the lightest of them, the longest untouched among equals, so that a
/// flood of groups of one cannot push out a group that grows.
struct GroupTable: Sendable {
  private static let ways = 8

  /// What decides about a group's place, beside the others' of the same hash: a group is large, and eight of them are not read to find one.
  private struct Rank: BitwiseCopyable {
    /// A part of the hash; 0 where there is no group.
    var tag: UInt32 = 0
    var failed: UInt32 = 0
    var last: Int64 = 0
    /// Where the group is; it stays there when another takes its place.
    var group: Int32 = -1
  }

  private let mask: Int
  private var ranks: [Rank]
  /// As many as there were at once: most captures have few, and room for all would be most of their memory.
  private var groups: [AttemptGroup] = []
  /// The place of the attempt before: in a flood the next one is of its group.
  private var last = 0

  /// A table for `capacity` groups, a power of two and at least 8.
  init(capacity: Int) {
    mask = capacity / GroupTable.ways - 1
    ranks = [Rank](repeating: Rank(), count: capacity)
  }

  /// Counts an attempt that came to nothing with the group `key`, whose hash is `hash`.
  mutating func add(_ attempt: Attempt, to key: GroupKey, hash: UInt64, value: UInt64) {
    let index = holds(key, hash, at: last) ? last : find(key, hash) ?? place(key, hash, at: attempt.start)
    last = index
    let place = Int(ranks[index].group)
    groups[place].add(attempt, value: value)
    ranks[index].failed = groups[place].failed
    ranks[index].last = groups[place].last
  }

  /// All groups with at least `count` attempts that came to nothing, the largest first, each with what `successes` counts for it.
  func groups(ofAtLeast count: UInt32, successes: (GroupKey) -> UInt32) -> [AttemptGroup] {
    var result: [AttemptGroup] = []
    for index in ranks.indices where ranks[index].tag != 0 && ranks[index].failed >= count {
      var group = groups[Int(ranks[index].group)]
      group.completed = successes(group.key)
      result.append(group)
    }
    // A stable order, for identical octets on a rerun.
    result.sort { ($0.failed, $1.examples.connections.first ?? 0) > ($1.failed, $0.examples.connections.first ?? 0) }
    return result
  }

  @inline(__always)
  private static func tag(_ hash: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: hash >> 32) | 1
  }

  @inline(__always)
  private func find(_ key: GroupKey, _ hash: UInt64) -> Int? {
    let start = (Int(truncatingIfNeeded: hash) & mask) * GroupTable.ways
    for index in start..<(start + GroupTable.ways) where holds(key, hash, at: index) { return index }
    return nil
  }

  /// Whether the group at `index` is that of `key`, whose hash is `hash`.
  @inline(__always)
  private func holds(_ key: GroupKey, _ hash: UInt64, at index: Int) -> Bool {
    ranks[index].tag == GroupTable.tag(hash) && groups[Int(ranks[index].group)].key == key
  }

  private mutating func place(_ key: GroupKey, _ hash: UInt64, at time: Int64) -> Int {
    let start = (Int(truncatingIfNeeded: hash) & mask) * GroupTable.ways
    var choice = start
    for index in start..<(start + GroupTable.ways) {
      if ranks[index].tag == 0 {
        choice = index
        break
      }
      let (rank, least) = (ranks[index], ranks[choice])
      if (rank.failed, rank.last) < (least.failed, least.last) { choice = index }
    }
    if ranks[choice].tag == 0 {
      ranks[choice].group = Int32(truncatingIfNeeded: groups.count)
      groups.append(AttemptGroup())
    }
    ranks[choice].tag = GroupTable.tag(hash)
    groups[Int(ranks[choice].group)].begin(key, at: time)
    return choice
  }
}
