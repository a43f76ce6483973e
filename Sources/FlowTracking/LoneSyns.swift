/// Lone SYNs in the order in which they came, in chunks: where one goes, the next that comes takes its place, as in a flood, where one comes
/// for each that goes. There are never more free places between them than a chunk has: beyond that the last takes the place of one that goes,
/// so that memory that is not needed can be given back.
struct LoneSyns<Ends: LoneSynEnds>: ~Copyable {
  private typealias Attempts = Slab<9, LoneSyn<Ends>>
  private static var chunkSize: Int { 1 << Attempts.chunkBits }
  /// No attempt.
  static var none: UInt32 { .max }

  private var attempts = Attempts()
  /// How many there are.
  private(set) var count = 0
  /// How many places from 0 on are in use or free; those beyond are not in use.
  private var top = 0
  /// The first of the free places, which are linked as the attempts are.
  private var firstFree = UInt32.max
  /// The one that came first.
  private(set) var oldest = UInt32.max
  private var newest = UInt32.max

  init() {}

  /// Octets of a chunk.
  static var chunkOctets: Int { chunkSize * MemoryLayout<LoneSyn<Ends>>.stride + 64 }

  /// Octets that the attempts take.
  var octets: Int { count &* MemoryLayout<LoneSyn<Ends>>.stride }

  /// The attempt at `index`, a place that `add` returned.
  @inline(__always)
  subscript(index: UInt32) -> LoneSyn<Ends> {
    _read { yield attempts[index] }
    _modify { yield &attempts[index] }
  }

  /// Whether there is an attempt at `index`, which was a place once.
  @inline(__always)
  func holds(_ index: UInt32) -> Bool {
    index < UInt32(truncatingIfNeeded: top) && self[index].number != 0
  }

  /// Asks for the attempt at `index` to be brought into the cache.
  @inline(__always)
  func prefetch(_ index: UInt32) {
    attempts.prefetch(index)
  }

  /// When the one that came first was captured; the latest time there is where there is none.
  var oldestTime: Int64 { oldest == Self.none ? .max : self[oldest].time }

  /// The connection's number of the one that came first; the largest number where there is none.
  var oldestNumber: UInt64 { oldest == Self.none ? .max : self[oldest].number }

  /// Whether one more needs another chunk.
  var isFull: Bool { count == attempts.chunkCount * Self.chunkSize }

  /// The places whose attempts may be moved when the next `number` are taken out.
  @inline(__always)
  func movable(_ number: Int) -> Range<UInt32> {
    let moves = min(top, max(0, top - count + number - Self.chunkSize))
    return UInt32(truncatingIfNeeded: top - moves)..<UInt32(truncatingIfNeeded: top)
  }

  /// Adds `syn` as the newest and returns its place; `isFull` has been seen to.
  @inline(always)
  mutating func add(_ syn: LoneSyn<Ends>) -> UInt32 {
    let index = takePlace(syn)
    count += 1
    var syn = syn
    syn.older = newest
    syn.newer = Self.none
    self[index] = syn
    if newest != Self.none { self[newest].newer = index } else { oldest = index }
    newest = index
    return index
  }

  /// A place for one more, which is not in use.
  @inline(__always)
  private mutating func takePlace(_ syn: LoneSyn<Ends>) -> UInt32 {
    if firstFree != Self.none {
      let index = firstFree
      unlinkFree(index)
      return index
    }
    if isFull { attempts.grow(syn) }
    top += 1
    return UInt32(truncatingIfNeeded: top - 1)
  }

  /// Takes the attempt at `index` out. Returns where the one was that has taken its place; `none` where that was not necessary.
  @inline(always)
  mutating func remove(_ index: UInt32) -> UInt32 {
    let (older, newer) = self[index].neighbours
    if older != Self.none { self[older].newer = newer } else { oldest = newer }
    if newer != Self.none { self[newer].older = older } else { newest = older }
    count -= 1
    if top - count <= Self.chunkSize {
      linkFree(index)
      return Self.none
    }
    return fill(index)
  }

  /// Gives the last place up, whose attempt takes the place at `index`. Returns where it was; `none` where there was none, and the place is
  /// free now.
  private mutating func fill(_ index: UInt32) -> UInt32 {
    top -= 1
    let last = UInt32(truncatingIfNeeded: top)
    if index == last { return Self.none }
    if self[last].number == 0 {
      unlinkFree(last)
      linkFree(index)
      return Self.none
    }
    let moved = self[last]
    self[index] = moved
    if moved.older != Self.none { self[moved.older].newer = index } else { oldest = index }
    if moved.newer != Self.none { self[moved.newer].older = index } else { newest = index }
    return last
  }

  @inline(__always)
  private mutating func linkFree(_ index: UInt32) {
    self[index].leave(before: firstFree)
    if firstFree != Self.none { self[firstFree].older = index }
    firstFree = index
  }

  @inline(__always)
  private mutating func unlinkFree(_ index: UInt32) {
    let (before, after) = self[index].neighbours
    if before != Self.none { self[before].newer = after } else { firstFree = after }
    if after != Self.none { self[after].older = before }
  }

  /// Passes over the attempt that came first, which exists, and returns it. It stays in its place: from then on nothing can be added or
  /// taken out any more, only passed over.
  mutating func passOldest() -> LoneSyn<Ends> {
    let syn = self[oldest]
    oldest = syn.newer
    return syn
  }

  /// Gives a chunk back where two are not needed; whether it did.
  ///
  /// One stays, so that an attempt that comes and goes does not allocate.
  @inline(always)
  mutating func trim() -> Bool {
    guard attempts.chunkCount > 1, (attempts.chunkCount - 2) * Self.chunkSize >= count else { return false }
    attempts.shrink()
    return true
  }
}

extension LoneSyn {
  /// Those between which it is.
  @inline(__always)
  fileprivate var neighbours: (older: UInt32, newer: UInt32) { (older, newer) }

  /// Becomes a free place, the first, in front of `next`.
  @inline(__always)
  fileprivate mutating func leave(before next: UInt32) {
    number = 0
    older = .max
    newer = next
  }
}
