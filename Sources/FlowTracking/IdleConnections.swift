/// Idle connections in their small form, each in as many fragments of one line of the cache as it takes: what one leaves fits every other.
///
/// What only looks is `mutating`, or all of it would be copied to be looked at.
struct IdleConnections: ~Copyable {
  /// A part of a connection.
  struct Fragment: BitwiseCopyable {
    /// Set in `link` for the first of a connection.
    static let first: UInt32 = 1 << 31
    /// The rest of `link`.
    static let place: UInt32 = first &- 1

    /// The place of the next fragment, if there is one: of the connection, or of those that are free.
    var link: UInt32 = 0
    var halves = InlineArray<30, UInt16>(repeating: 0)
  }

  private typealias Fragments = Slab<8, Fragment>
  private static let fragmentHalves = 30
  /// Halves in front of the small form: the connection's number, its `timerSecond`, and in one how many halves there are, its kind, and how many
  /// entries of its timeline are there.
  private static let headHalves = 7
  /// Fragments of the largest that is kept: not more than the record takes that it stands for.
  private static let mostFragments = MemoryLayout<Connection>.stride / MemoryLayout<Fragment>.stride
  /// Octets of a chunk.
  static let chunkOctets = MemoryLayout<Fragment>.stride << Fragments.chunkBits + 64

  private var fragments = Fragments()
  /// The first of those that are free, and how many there are.
  private var firstFree: UInt32 = 0
  private var freeCount = 0
  /// How many connections there are.
  private(set) var count = 0
  /// Whether there ever were any.
  var wasUsed: Bool { mutating get { fragments.chunkCount > 0 } }
  /// What they are folded to and unfolded from.
  var form = IdleForm()

  init() {}

  /// Asks for the connection at `place` to be brought into the cache, as far as that is known without it.
  mutating func prefetch(_ place: UInt32) {
    fragments.prefetch(place)
    // Those that were made together are side by side.
    let last = place | UInt32(fragments.chunkSize - 1)
    for next in 1..<UInt32(4) where place &+ next <= last { fragments.prefetch(place &+ next) }
  }

  /// The same for the connection that is some places behind the one at `place`, for a search from one to the next.
  mutating func prefetchBehind(_ place: UInt32) {
    let other = place &+ 16
    if Int(other) < fragments.chunkCount << Fragments.chunkBits { prefetch(other) }
  }

  /// Adds what was put into `form`, the connection `number` that the wheel looks at in `timerSecond`, with the first `entries` of its timeline.
  /// Returns its place; nil where `memory` has none for it, or it would be no smaller than its record.
  mutating func add(
    number: UInt64, timerSecond: UInt32, entries: Int, _ memory: inout MemoryBudget
  ) -> UInt32? {
    let halves = form.fold(entries: entries)
    guard hasRoom(for: halves, having: 0, &memory) else { return nil }
    let place = takeFragment()
    write(number, timerSecond, halves, entries, at: place)
    count += 1
    return place
  }

  /// Puts the same in the place of the connection at `place`, which was unfolded; false, and nothing has changed, where `memory` has no more for
  /// that.
  mutating func replace(
    _ place: UInt32, number: UInt64, timerSecond: UInt32, entries: Int, _ memory: inout MemoryBudget
  ) -> Bool {
    let halves = form.fold(entries: entries)
    guard hasRoom(for: halves, having: IdleConnections.fragmentCount(for: halfCount(at: place)), &memory) else {
      return false
    }
    giveBackRest(of: place)
    write(number, timerSecond, halves, entries, at: place)
    return true
  }

  /// Fragments of a connection whose small form has so many `halves`.
  private static func fragmentCount(for halves: Int) -> Int {
    (halves + headHalves + fragmentHalves - 1) / fragmentHalves
  }

  /// Sees to it that there are fragments for `halves`, having some of them; false where there is no memory for them, or they would be too many.
  private mutating func hasRoom(for halves: Int, having: Int, _ memory: inout MemoryBudget) -> Bool {
    let needed = IdleConnections.fragmentCount(for: halves)
    guard needed <= IdleConnections.mostFragments else { return false }
    if needed <= having + freeCount { return true }
    guard fragments.chunkCount < Int(Reference.place) >> Fragments.chunkBits, memory.take(IdleConnections.chunkOctets)
    else {
      return false
    }
    let start = UInt32(truncatingIfNeeded: fragments.chunkCount << Fragments.chunkBits)
    fragments.grow(Fragment())
    // The lowest first, so that those of one connection are side by side.
    for offset in stride(from: fragments.chunkSize - 1, through: 0, by: -1) {
      giveBack(start &+ UInt32(truncatingIfNeeded: offset))
    }
    return true
  }

  private mutating func takeFragment() -> UInt32 {
    let place = firstFree
    firstFree = fragments[place].link
    freeCount -= 1
    return place
  }

  private mutating func giveBack(_ place: UInt32) {
    fragments[place].link = firstFree
    firstFree = place
    freeCount += 1
  }

  /// Gives all fragments of the connection at `place` back but the first.
  private mutating func giveBackRest(of place: UInt32) {
    var left = IdleConnections.fragmentCount(for: halfCount(at: place)) - 1
    var next = fragments[place].link & Fragment.place
    while left > 0 {
      let after = fragments[next].link
      giveBack(next)
      next = after
      left -= 1
    }
  }

  /// Takes the connection at `place` out.
  mutating func remove(_ place: UInt32) {
    giveBackRest(of: place)
    giveBack(place)
    count -= 1
  }

  private mutating func write(_ number: UInt64, _ timerSecond: UInt32, _ halves: Int, _ entries: Int, at place: UInt32)
  {
    var fragment = Fragment()
    for half in 0..<4 { fragment.halves[half] = UInt16(truncatingIfNeeded: number &>> UInt64(16 * half)) }
    fragment.halves[6] = UInt16(truncatingIfNeeded: halves | form.kind &<< 9 | entries &<< 14)
    let start = IdleConnections.headHalves
    for half in start..<IdleConnections.fragmentHalves { fragment.halves[half] = form.halves[half &- start] }
    fragment.link = Fragment.first
    var next = IdleConnections.fragmentHalves - start
    var current = place
    while next < halves {
      let following = takeFragment()
      fragment.link = fragment.link & Fragment.first | following
      fragments[current] = fragment
      for half in 0..<IdleConnections.fragmentHalves { fragment.halves[half] = form.halves[next &+ half] }
      fragment.link = 0
      next &+= IdleConnections.fragmentHalves
      current = following
    }
    fragments[current] = fragment
    setTimerSecond(timerSecond, at: place)
  }

  private mutating func fetch(_ place: UInt32) {
    var fragment = fragments[place]
    let halves = halfCount(at: place)
    let start = IdleConnections.headHalves
    for half in start..<IdleConnections.fragmentHalves { form.halves[half &- start] = fragment.halves[half] }
    var next = IdleConnections.fragmentHalves - start
    while next < halves {
      fragment = fragments[fragment.link & Fragment.place]
      for half in 0..<IdleConnections.fragmentHalves { form.halves[next &+ half] = fragment.halves[half] }
      next &+= IdleConnections.fragmentHalves
    }
  }

  private mutating func halfCount(at place: UInt32) -> Int {
    Int(fragments[place].halves[6] & 0x1FF)
  }

  private mutating func kind(at place: UInt32) -> Int {
    Int(fragments[place].halves[6] &>> 9 & 7)
  }

  /// The number of the connection at `place`.
  mutating func number(at place: UInt32) -> UInt64 {
    var number: UInt64 = 0
    for half in 0..<4 { number |= UInt64(fragments[place].halves[half]) &<< UInt64(16 * half) }
    return number
  }

  /// The lower half of the second in which the wheel looks at the connection at `place`.
  mutating func timerSecond(at place: UInt32) -> UInt32 {
    UInt32(fragments[place].halves[4]) | UInt32(fragments[place].halves[5]) &<< 16
  }

  /// Notes that the wheel looks at the connection at `place` in the second whose lower half is `second`.
  mutating func setTimerSecond(_ second: UInt32, at place: UInt32) {
    fragments[place].halves[4] = UInt16(truncatingIfNeeded: second)
    fragments[place].halves[5] = UInt16(truncatingIfNeeded: second &>> 16)
  }

  /// Unfolds the connection at `place` in `form`, and returns how many entries of its timeline were folded with it.
  mutating func unfold(_ place: UInt32) -> Int {
    fetch(place)
    let entries = Int(fragments[place].halves[6] &>> 14)
    form.unfold(
      number: number(at: place), timerSecond: timerSecond(at: place), entries: entries, kind: kind(at: place))
    return entries
  }

  /// The 4-tuple of the connection at `place`.
  mutating func key(at place: UInt32) -> FlowKey {
    fetch(place)
    return form.unfoldKey(kind: kind(at: place))
  }

  /// When the last segment of the connection at `place` was captured, in nanoseconds since the epoch.
  mutating func lastTime(at place: UInt32) -> Int64 {
    fetch(place)
    return form.unfoldLastTime(kind: kind(at: place))
  }

  /// The place of the first connection at or behind `place`; `FlowTable.none` where there is none.
  mutating func first(from place: UInt32) -> UInt32 {
    let end = UInt32(truncatingIfNeeded: fragments.chunkCount << Fragments.chunkBits)
    var place = place
    while place < end {
      if fragments[place].link & Fragment.first != 0 { return place }
      place &+= 1
    }
    return FlowTable.none
  }
}
