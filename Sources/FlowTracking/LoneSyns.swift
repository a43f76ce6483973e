/// Lone SYNs in the order in which they came, in chunks without gaps: where one goes, the last takes its place, and memory that is not
/// needed is given back.
struct LoneSyns<Ends: LoneSynEnds>: ~Copyable {
  private typealias Attempts = Slab<9, LoneSyn<Ends>>
  private static var chunkSize: Int { 1 << Attempts.chunkBits }
  /// No attempt.
  static var none: UInt32 { .max }

  private var attempts = Attempts()
  /// How many there are; their places are 0 up to this.
  private(set) var count = 0
  /// The one that came first.
  private(set) var oldest = UInt32.max
  private var newest = UInt32.max

  init() {}

  /// Octets of a chunk.
  static var chunkOctets: Int { chunkSize * MemoryLayout<LoneSyn<Ends>>.stride + 64 }

  /// Octets that the attempts take.
  var octets: Int { count &* MemoryLayout<LoneSyn<Ends>>.stride }

  /// The attempt at `index`, which is under `count`.
  @inline(__always)
  subscript(index: UInt32) -> LoneSyn<Ends> {
    _read { yield attempts[index] }
    _modify { yield &attempts[index] }
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

  /// Adds `syn` as the newest and returns its place; `isFull` has been seen to.
  mutating func add(_ syn: LoneSyn<Ends>) -> UInt32 {
    let index = UInt32(truncatingIfNeeded: count)
    if isFull { attempts.grow(syn) }
    count += 1
    self[index] = syn
    self[index].older = newest
    self[index].newer = Self.none
    if newest != Self.none { self[newest].newer = index } else { oldest = index }
    newest = index
    return index
  }

  /// Takes the attempt at `index` out. Returns where the one was that has taken its place; `none` where that was not necessary.
  mutating func remove(_ index: UInt32) -> UInt32 {
    let syn = self[index]
    if syn.older != Self.none { self[syn.older].newer = syn.newer } else { oldest = syn.newer }
    if syn.newer != Self.none { self[syn.newer].older = syn.older } else { newest = syn.older }
    count -= 1
    let last = UInt32(truncatingIfNeeded: count)
    guard index != last else { return Self.none }
    let moved = self[last]
    self[index] = moved
    if moved.older != Self.none { self[moved.older].newer = index } else { oldest = index }
    if moved.newer != Self.none { self[moved.newer].older = index } else { newest = index }
    return last
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
  mutating func trim() -> Bool {
    guard attempts.chunkCount > 1, (attempts.chunkCount - 2) * Self.chunkSize >= count else { return false }
    attempts.shrink()
    return true
  }
}
