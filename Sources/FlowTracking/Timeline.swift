import PacketDecoding

/// The significant segments of all connections: a linked list a connection, in one arena of chunks that never move.
///
/// A list takes its entries four at a time, side by side, so that following one costs a cache miss or two and not one an entry.
package struct Timeline: ~Copyable {
  /// No entry.
  package static let none = UInt32.max

  private static let chunkBits = 10
  private static let chunkMask = (1 << chunkBits) - 1
  /// One less than the entries that are taken at a time.
  private static let blockMask: UInt32 = 3

  /// What is kept of endpoints whose data path was not plain.
  var paths = Pool<DataPath>()
  /// What was counted of them.
  var tallies = Pool<DataTally>()

  private var chunks: [[TimelineEntry]] = []
  private var used = 0
  private var free: [UInt32] = []

  init() {}

  /// The entry at `index`.
  package subscript(index: UInt32) -> TimelineEntry {
    _read { yield chunks[Int(index) >> Timeline.chunkBits][Int(index) & Timeline.chunkMask] }
    _modify { yield &chunks[Int(index) >> Timeline.chunkBits][Int(index) & Timeline.chunkMask] }
  }

  /// Makes an entry of `segment` behind the list that ends at `tail` (`none` for a new one) and returns where; nil when 2³² entries are in
  /// use.
  ///
  /// It is written where it stays: an entry that was built elsewhere and copied would have to wait for its own stores.
  mutating func append(_ segment: Segment, _ outcome: inout SegmentOutcome, after tail: UInt32) -> UInt32? {
    let index: UInt32
    if tail != Timeline.none, tail & Timeline.blockMask != Timeline.blockMask {
      index = tail &+ 1
    } else if let reused = free.popLast() {
      index = reused
    } else {
      guard used < Int(Timeline.none) & ~Int(Timeline.blockMask) else { return nil }
      if used & Timeline.chunkMask == 0 {
        chunks.append([TimelineEntry](repeating: TimelineEntry(), count: 1 << Timeline.chunkBits))
      }
      index = UInt32(truncatingIfNeeded: used)
      used += Int(Timeline.blockMask) + 1
    }
    self[index].begin(segment, &outcome)
    if tail != Timeline.none { self[tail].next = index }
    return index
  }

  /// Gives the list of `count` entries from `head` to `tail` back.
  mutating func release(from head: UInt32, to tail: UInt32, count: UInt32) {
    guard head != Timeline.none, tail != Timeline.none else { return }
    let last = tail & ~Timeline.blockMask
    free.append(last)
    var block = head & ~Timeline.blockMask
    if block == last { return }
    free.append(block)
    // Two blocks hold eight entries; then none needs to be read to find the others.
    if count <= 2 * (Timeline.blockMask + 1) { return }
    block = self[block | Timeline.blockMask].next
    while block & ~Timeline.blockMask != last {
      free.append(block & ~Timeline.blockMask)
      block = self[block | Timeline.blockMask].next
    }
  }
}
