import PacketDecoding

/// The significant segments of all connections: a linked list a connection, in one arena of chunks that never move.
///
/// A list takes its entries four at a time, side by side, so that following one costs a cache miss or two and not one an entry.
///
/// It is passed `inout` where it is only read, too: the compiler copies one that is lent, all of it, for each call.
package struct Timeline: ~Copyable {
  /// No entry.
  package static let none = UInt32.max

  private static let chunkBits: UInt32 = 8
  private static let chunkMask = (1 << Int(chunkBits)) - 1
  /// Octets of a chunk, the places of its blocks in the list of free ones included.
  static let chunkOctets = (MemoryLayout<TimelineEntry>.stride + 2) << Int(chunkBits) + 64
  /// Blocks that are kept for first entries, once no more chunks can be had: as many as segments are taken at a time, and a few.
  private static let reserved = 40
  /// One less than the entries that are taken at a time.
  private static let blockMask: UInt32 = 3

  /// What is kept of endpoints whose data path was not plain.
  var paths = Pool<DataPath>()
  /// What was counted of them.
  var tallies = Pool<DataTally>()
  /// What is known of the end of connections.
  var closings = Pool<Closing>()
  /// What few connections have.
  var annexes = Pool<Annex>()

  private var entries = Slab<TimelineEntry>(chunkBits: Timeline.chunkBits)
  private var used = 0
  private var free: [UInt32] = []
  /// What this and everything else that is tracked may take.
  var memory: MemoryBudget

  /// An empty one that, with everything else, stays within `memory`.
  init(memory: MemoryBudget = MemoryBudget(limit: .max)) {
    self.memory = memory
    _ = closings.takePledged(Closing(), &self.memory)
    _ = annexes.takePledged(Annex(), &self.memory)
    while free.count <= Timeline.reserved, let block = freshBlock() { free.append(block) }
  }

  /// Octets of entries that can be used again.
  var freeOctets: Int { free.count * Int(Timeline.blockMask + 1) * MemoryLayout<TimelineEntry>.stride }

  /// Whether there is room for the first entries of another connection.
  var hasRoom: Bool {
    free.count > Timeline.reserved + 1 || memory.hasRoom(for: Timeline.chunkOctets)
  }

  /// The entry at `index`.
  package subscript(index: UInt32) -> TimelineEntry {
    _read { yield entries[index] }
    _modify { yield &entries[index] }
  }

  /// Makes an entry of `segment` behind the list that ends at `tail` (`none` for a new one) and returns where; nil when there is no room.
  ///
  /// It is written where it stays: an entry that was built elsewhere and copied would have to wait for its own stores.
  mutating func append(_ segment: Segment, _ outcome: inout SegmentOutcome, after tail: UInt32) -> UInt32? {
    let index: UInt32
    if tail != Timeline.none, tail & Timeline.blockMask != Timeline.blockMask {
      index = tail &+ 1
    } else if free.count > Timeline.reserved || (tail == Timeline.none && !memory.hasRoom(for: Timeline.chunkOctets)),
      let reused = free.popLast()
    {
      index = reused
    } else if let fresh = freshBlock() {
      index = fresh
    } else {
      return nil
    }
    self[index].begin(segment, &outcome)
    if tail != Timeline.none { self[tail].next = index }
    return index
  }

  /// A block that was never used; nil when there is no memory for one.
  private mutating func freshBlock() -> UInt32? {
    if used & Timeline.chunkMask == 0 {
      guard used < Int(Timeline.none) & ~Int(Timeline.blockMask), memory.take(Timeline.chunkOctets) else {
        return nil
      }
      entries.grow(TimelineEntry())
    }
    used += Int(Timeline.blockMask) + 1
    return UInt32(truncatingIfNeeded: used - Int(Timeline.blockMask) - 1)
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
