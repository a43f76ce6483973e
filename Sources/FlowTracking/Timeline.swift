import PacketDecoding

/// The significant segments of all connections: a linked list a connection, in one arena of chunks that never move.
///
/// A list takes its places three at a time, side by side: a handshake's segments, and then three more. An index is a block's number and, in
/// its last two bits, the place in the block.
///
/// It is passed `inout` where it is only read, too: the compiler copies one that is lent, all of it, for each call.
package struct Timeline: ~Copyable {
  /// No entry.
  package static let none = UInt32.max

  private typealias Entries = Slab<7, StoredEntry>
  private static let chunkBits = Entries.chunkBits
  private static let chunkMask = (1 << chunkBits) - 1
  /// Places of a block.
  private static let blockSize = 3
  /// The most blocks that an index can tell apart.
  private static let blockLimit = Int(none >> 2)
  /// The part of an index that is the place in its block.
  private static let placeMask: UInt32 = 3
  /// Octets of a block, its link and its place in the list of free ones included.
  static let blockOctets = blockSize * MemoryLayout<StoredEntry>.stride + 8
  /// Octets of a chunk of blocks.
  static let chunkOctets = blockOctets << chunkBits + 64
  /// Blocks that are kept for first entries, once no more chunks can be had: as many as segments are taken at a time, and a few.
  private static let reserved = 40

  /// What is kept of endpoints whose data path was not plain.
  var paths = Pool<DataPath>()
  /// What was counted of them.
  var tallies = Pool<DataTally>()
  /// What is known of the end of connections.
  var closings = Pool<Closing>()
  /// What few connections have.
  var annexes = Pool<Annex>()
  /// The networks of connections that are not in the capture's own.
  var networks = Pool<Network>()

  private var entries = Entries()
  /// By its number, the block that follows each. Apart, so that a list can be given back without a look at its entries, which have long left
  /// the cache by then.
  private var links = Slab<7, UInt32>()
  /// Blocks that were ever in use.
  private var used = 0
  private var free = FreePlaces()
  /// What this and everything else that is tracked may take.
  var memory: MemoryBudget

  /// An empty one that, with everything else, stays within `memory`.
  init(memory: MemoryBudget = MemoryBudget(limit: .max)) {
    self.memory = memory
    _ = closings.takePledged(Closing(), &self.memory)
    _ = annexes.takePledged(Annex(), &self.memory)
    _ = networks.takePledged(Network(), &self.memory)
    while free.count <= Timeline.reserved, let block = freshBlock() { free.append(block) }
  }

  /// Octets of blocks that can be used again.
  var freeOctets: Int { free.count * Timeline.blockOctets }

  /// Whether there is room for the first entries of another connection.
  var hasRoom: Bool {
    free.count > Timeline.reserved + 1 || memory.hasRoom(for: Timeline.chunkOctets)
  }

  /// The entry at `index`, as it is stored.
  subscript(index: UInt32) -> StoredEntry {
    _read { yield entries[index &- index &>> 2] }
    _modify { yield &entries[index &- index &>> 2] }
  }

  /// The entry behind the one at `index` in the list that ends at `tail`, or `none`.
  ///
  /// That another follows is not written into an entry: the last one has often left the cache by the time the next comes.
  mutating func next(_ index: UInt32, to tail: UInt32) -> UInt32 {
    var place = index
    repeat {
      if place == tail { return Timeline.none }
      place = successor(of: place)
    } while !self[place].isEntry
    return place
  }

  /// The whole entry at `index` of the list that ends at `tail`, with what follows it.
  mutating func entry(at index: UInt32, to tail: UInt32) -> TimelineEntry {
    var result = TimelineEntry()
    _ = read(index, to: tail, into: &result)
    return result
  }

  /// Makes `result`, an empty entry, the one at `index` of the list that ends at `tail`, with what follows it; returns where the entry behind
  /// it is, or `none`.
  @inline(always)
  mutating func read(_ index: UInt32, to tail: UInt32, into result: inout TimelineEntry) -> UInt32 {
    self[index].read(into: &result)
    var place = index
    while place != tail {
      place = successor(of: place)
      if self[place].isEntry { return place }
      self[place].supplement(&result)
    }
    return Timeline.none
  }

  private func successor(of index: UInt32) -> UInt32 {
    index & Timeline.placeMask == UInt32(Timeline.blockSize - 1) ? links[index &>> 2] : index &+ 1
  }

  /// Makes an entry of `segment` behind the list that ends at `tail` (`none` for a new one), which then ends there; returns where the entry
  /// is, or `none` when there is no room.
  ///
  /// It is written where it stays: an entry that was built elsewhere and copied would have to wait for its own stores.
  @inline(__always)
  mutating func append(_ segment: inout Segment, _ outcome: inout SegmentOutcome, after tail: inout UInt32) -> UInt32 {
    let index = place(after: tail)
    if seldom(index == Timeline.none) { return index }
    self[index].begin(&segment, &outcome)
    var last = index
    if StoredEntry.needsNumbers(segment, &outcome) {
      last = appendNumbers(of: &segment, &outcome, after: index)
      if last == Timeline.none { return last }
    }
    tail = last
    return index
  }

  /// Puts the numbers of `segment` behind its entry at `index`, the last of its list; without room for them, returns `none` and takes the
  /// entry back.
  @inline(never)
  private mutating func appendNumbers(
    of segment: inout Segment, _ outcome: inout SegmentOutcome, after index: UInt32
  ) -> UInt32 {
    let numbers = place(after: index)
    if numbers == Timeline.none {
      if index & Timeline.placeMask == 0 { free.append(index) }
      return numbers
    }
    self[numbers].beginNumbers(of: &segment, &outcome)
    return numbers
  }

  /// Puts `run` behind the list that ends at `tail`, which then ends there; false when there is no room.
  mutating func append(_ run: inout PlainRun, after tail: inout UInt32) -> Bool {
    let index = place(after: tail)
    if index == Timeline.none { return false }
    self[index].begin(&run)
    tail = index
    return true
  }

  /// A place for what follows `tail` (`none` for the first of a list); `none` when there is no room.
  @inline(__always)
  private mutating func place(after tail: UInt32) -> UInt32 {
    // All bits of `none` are set, so that it is no place with another behind it either.
    tail & Timeline.placeMask < UInt32(Timeline.blockSize - 1) ? tail &+ 1 : block(after: tail)
  }

  /// A block for what follows `tail`; `none` when there is no room.
  @inline(never)
  private mutating func block(after tail: UInt32) -> UInt32 {
    var block = Timeline.none
    if usually(free.count > Timeline.reserved) || (tail == Timeline.none && !memory.hasRoom(for: Timeline.chunkOctets)),
      let reused = free.popLast()
    {
      block = reused
      // The next one may have been given back long ago.
      if let next = free.last { prefetchBlock(next) }
    } else if let fresh = freshBlock() {
      block = fresh
    }
    if usually(block != Timeline.none), tail != Timeline.none { links[tail &>> 2] = block }
    return block
  }

  /// A block for entries that were in one before, whether there is room for it or not; returns the index of its first place, or `none` when
  /// there can be no more blocks.
  mutating func takeBlock() -> UInt32 {
    if let reused = free.popLast() { return reused }
    if let fresh = freshBlock() { return fresh }
    // What is left of the last chunk would have been had: this is the first block of another.
    guard used < Timeline.blockLimit else { return Timeline.none }
    memory.charge(Timeline.chunkOctets)
    return growBlock()
  }

  /// Sees to it that there is a block for the first entries of a connection that had them before, whether there is room for it or not.
  mutating func seeToBlock() {
    if hasRoom { return }
    let block = takeBlock()
    if block != Timeline.none { free.append(block) }
  }

  /// Whether the list from `head` to `tail` is all in one block, from its first place on.
  func isOneBlock(from head: UInt32, to tail: UInt32) -> Bool {
    head != Timeline.none && head & Timeline.placeMask == 0 && tail &>> 2 == head &>> 2
  }

  /// A block that was never used; nil when there is no memory for one.
  @inline(always)
  private mutating func freshBlock() -> UInt32? {
    if used & Timeline.chunkMask == 0 {
      guard used < Timeline.blockLimit, memory.take(Timeline.chunkOctets) else { return nil }
      return growBlock()
    }
    used &+= 1
    return UInt32(truncatingIfNeeded: used &- 1) << 2
  }

  /// The first block of another chunk, memory for which was taken.
  private mutating func growBlock() -> UInt32 {
    for _ in 0..<Timeline.blockSize { entries.grow(StoredEntry()) }
    links.grow(Timeline.none)
    used += 1
    return UInt32(truncatingIfNeeded: used - 1) << 2
  }

  /// Asks for what tells the block that follows that of `index` to be brought into the cache.
  @inline(__always)
  func prefetchLink(of index: UInt32) {
    links.prefetch(index &>> 2)
  }

  /// Asks for the first and the last block of the list from `head` to `tail` to be brought into the cache.
  @inline(__always)
  func prefetchEnds(of head: UInt32, _ tail: UInt32) {
    prefetchBlock(head)
    if tail &>> 2 != head &>> 2 { prefetchBlock(tail & ~Timeline.placeMask) }
  }

  /// Asks for the second block of the list from `head` to `tail`, which a link that is in the cache tells, and for its link.
  @inline(__always)
  func prefetchSecond(of head: UInt32, _ tail: UInt32) {
    if tail &>> 2 == head &>> 2 { return }
    let second = links[head &>> 2]
    prefetchBlock(second)
    links.prefetch(second &>> 2)
  }

  /// Asks for the block whose first place is `block` to be brought into the cache.
  @inline(__always)
  func prefetchBlock(_ block: UInt32) {
    // Its places are shorter than a line of the cache each: the outer ones touch all.
    let first = block &- block &>> 2
    entries.prefetch(first)
    entries.prefetch(first &+ UInt32(Timeline.blockSize - 1))
  }

  /// Gives the list from `head` to `tail` back.
  mutating func release(from head: UInt32, to tail: UInt32) {
    guard head != Timeline.none, tail != Timeline.none else { return }
    let last = tail & ~Timeline.placeMask
    var block = head & ~Timeline.placeMask
    while block != last {
      free.append(block)
      block = links[block &>> 2]
    }
    free.append(last)
  }
}
