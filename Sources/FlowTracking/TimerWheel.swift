/// When to look at a connection again: a wheel of one-second buckets.
///
/// Lazy: whether a connection has been idle long enough is known only when its bucket comes up. Timers are never taken out, since that
/// would touch records that are long out of the cache; one that its connection no longer waits for is passed over.
///
/// A bucket is a chain of blocks, which go from one to the next: setting a timer neither allocates nor copies, as an array in an array
/// does: half of the instructions of setting one were for that.
struct TimerWheel: ~Copyable {
  /// A timer of one connection.
  struct Timer: BitwiseCopyable {
    /// Where the connection's record was.
    let index: UInt32
    /// The half of the hash of the connection's key that is in the index, in case it is elsewhere by then.
    let tag: UInt32
    /// The lower half of the connection's number, by which others are told that are there.
    let number: UInt32

    /// The hash, as far as it is known.
    var hash: UInt64 { UInt64(tag) << 32 }
  }

  private typealias Blocks = Slab<7, TimerBlock>
  private typealias Buckets = Slab<10, TimerChain>

  /// Seconds that the wheel spans; later deadlines are armed at its far end and looked at again.
  static let span: Int64 = 1024
  /// Octets that blocks are taken by.
  static let chunkOctets = MemoryLayout<TimerBlock>.stride << Blocks.chunkBits

  private var blocks = Blocks()
  /// The first of the blocks that hold nothing, which are linked.
  private var free = TimerChain.none
  private var buckets = Buckets()
  /// The timers that have come up, and the next of them within its block.
  private var due = TimerChain()
  private var duePosition = 0
  /// How many timers have come up that were not taken.
  private(set) var dueCount = 0
  /// The second up to which buckets have come up; the smallest number before the first packet.
  private(set) var second: Int64 = .min
  /// Octets that the timers take.
  private(set) var octets = 0

  init() {
    buckets.grow(TimerChain())
  }

  /// The second in which a timer for `deadline`, in seconds since the epoch, comes up.
  @inline(__always)
  func dueSecond(for deadline: Int64) -> Int64 {
    min(max(deadline, second &+ 1), second &+ TimerWheel.span &- 1)
  }

  /// Sets `timer` for `second`, which `dueSecond` gave.
  @inline(__always)
  mutating func arm(_ timer: Timer, for second: Int64) {
    let bucket = UInt32(truncatingIfNeeded: second & (TimerWheel.span &- 1))
    var used = buckets[bucket].use()
    if used == TimerBlock.size {
      extend(bucket)
      used = 0
    }
    blocks[buckets[bucket].last].timers[used] = timer
  }

  /// Adds a block to `bucket`, of which the first place is used.
  @inline(never)
  private mutating func extend(_ bucket: UInt32) {
    if free == TimerChain.none { addBlocks() }
    let place = free
    free = blocks[place].next
    blocks[place] = TimerBlock()
    // The next one may have been given back long ago.
    if free != TimerChain.none { blocks.prefetch(free) }
    let last = buckets[bucket].last
    if last == TimerChain.none {
      buckets[bucket].first = place
    } else {
      blocks[last].next = place
      buckets[bucket].earlier += TimerBlock.size
    }
    buckets[bucket].last = place
    buckets[bucket].used = 1
  }

  /// Takes memory for some more blocks.
  private mutating func addBlocks() {
    let start = UInt32(truncatingIfNeeded: blocks.chunkCount << Blocks.chunkBits)
    blocks.grow(TimerBlock())
    octets += TimerWheel.chunkOctets
    for place in (start..<start &+ UInt32(1 << Blocks.chunkBits)).reversed() { giveBack(place) }
  }

  /// Starts the wheel at `second`.
  mutating func start(at second: Int64) {
    if self.second == .min { self.second = second }
  }

  /// Moves to the next second that is at most `now`, whose timers come up behind those that have; false when there is none.
  ///
  /// Over a gap longer than the wheel each bucket comes up once.
  mutating func tick(to now: Int64) -> Bool {
    guard second < now else { return false }
    if now &- second > TimerWheel.span { second = now &- TimerWheel.span }
    second &+= 1
    let bucket = UInt32(truncatingIfNeeded: second & (TimerWheel.span &- 1))
    let chain = buckets[bucket]
    if chain.first == TimerChain.none { return true }
    buckets[bucket] = TimerChain()
    if due.first == TimerChain.none {
      due.first = chain.first
      duePosition = 0
    } else {
      blocks[due.last].next = chain.first
    }
    due.last = chain.last
    dueCount += chain.earlier + chain.used
    return true
  }

  /// Takes the next of the timers that have come up, those of earlier seconds first; nil when there is none.
  @inline(__always)
  mutating func nextDue() -> Timer? {
    if dueCount == 0 { return nil }
    while duePosition == TimerBlock.size || blocks[due.first].timers[duePosition].index == TimerBlock.nowhere {
      let done = due.first
      due.first = blocks[done].next
      duePosition = 0
      giveBack(done)
      // Timers are set long before they come up, and have left the cache by then.
      let following = blocks[due.first].next
      if following != TimerChain.none { blocks.prefetch(following) }
    }
    let timer = blocks[due.first].timers[duePosition]
    duePosition &+= 1
    dueCount &-= 1
    if dueCount == 0 {
      giveBack(due.first)
      due = TimerChain()
    }
    return timer
  }

  /// Has the block at `place`, which holds no timers, be the first that is free.
  @inline(__always)
  private mutating func giveBack(_ place: UInt32) {
    blocks[place].next = free
    free = place
  }
}

/// Some timers of one bucket, in one line of the cache.
struct TimerBlock: BitwiseCopyable {
  /// How many it holds at most.
  static let size = 5
  /// The index of a timer that was not set.
  static let nowhere = UInt32.max

  /// The timers, those that were not set last.
  var timers = InlineArray<5, TimerWheel.Timer>(
    repeating: TimerWheel.Timer(index: TimerBlock.nowhere, tag: 0, number: 0))
  /// The next block of the chain; `TimerChain.none` for the last.
  var next = TimerChain.none
}

/// A chain of blocks.
struct TimerChain: BitwiseCopyable {
  /// No block.
  static let none = UInt32.max

  /// Its first block, and its last.
  var first = TimerChain.none
  var last = TimerChain.none
  /// How many timers the last holds; as many as it can where there is none.
  var used = TimerBlock.size
  /// How many the others hold.
  var earlier = 0

  /// Uses the next place in the last block and returns it; `TimerBlock.size` where that is full.
  @inline(__always)
  mutating func use() -> Int {
    let place = used
    if place < TimerBlock.size { used = place &+ 1 }
    return place
  }
}
