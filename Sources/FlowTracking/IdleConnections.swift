/// Connections without a record, idle ones in their small form and those that open as their first segments, each in as many fragments of one line
/// of the cache as it takes: what one leaves fits every other.
///
/// What only looks is `mutating`, or all of it would be copied to be looked at.
struct IdleConnections: ~Copyable {
  /// A part of a connection.
  struct Fragment: BitwiseCopyable {
    /// Set in `link` for the first of a connection.
    static let first: UInt32 = 1 << 31
    /// Set in `link` of the first where all of them are side by side, and no more than are asked for with it.
    static let near: UInt32 = 1 << 30
    /// The rest of `link`.
    static let place: UInt32 = near &- 1

    /// The place of the next fragment, if there is one: of the connection, or of those that are free.
    var link: UInt32 = 0
    var halves = IdleForm.Fragment(repeating: 0)
  }

  typealias Fragments = Slab<8, Fragment>
  static let fragmentHalves = MemoryLayout<IdleForm.Fragment>.size / 2
  /// Fragments of the largest that is kept: not more than the record takes that it stands for.
  private static let mostFragments = MemoryLayout<Connection>.stride / MemoryLayout<Fragment>.stride
  /// Fragments side by side that are asked for together.
  private static let nearFragments = 3
  /// Octets of a chunk.
  static let chunkOctets = MemoryLayout<Fragment>.stride << Fragments.chunkBits + 64

  var fragments = Fragments()
  /// The first of those that are free, and how many there are.
  private var firstFree: UInt32 = 0
  private var freeCount = 0
  /// How many connections there are.
  var count = 0
  /// Whether there ever were any.
  var wasUsed: Bool { mutating get { fragments.chunkCount > 0 } }
  /// The one `form`, which is large, so that there is none before `seeToForm`.
  private var forms = Slab<0, IdleForm>()
  /// What they are folded to and unfolded from.
  var form: IdleForm {
    _read { yield forms[0] }
    _modify { yield &forms[0] }
  }
  /// How many halves what was folded takes, and how many entries of its timeline are there.
  private var foldedHalves = 0
  private var foldedEntries = 0
  /// Whose small form was brought together and unfolded last, and is there still.
  private var fetched = FlowTable.none

  init() {}

  /// Asks for the connection at `place` to be brought into the cache, as far as that is known without it.
  mutating func prefetch(_ place: UInt32) {
    fragments.prefetch(place)
    // Those that were made together are side by side.
    let last = place | UInt32(fragments.chunkSize - 1)
    for next in 1..<UInt32(IdleConnections.nearFragments) where place &+ next <= last {
      fragments.prefetch(place &+ next)
    }
  }

  /// Whether `prefetch` of `place` did not ask for all of the connection.
  mutating func isScattered(_ place: UInt32) -> Bool {
    fragments[place].link & Fragment.near == 0
  }

  /// Asks for the fragment that is `distance` behind the one at `place`, if the connection has it; those between are in the cache.
  mutating func prefetch(_ distance: Int, behind place: UInt32) {
    if distance >= IdleConnections.fragmentCount(for: halfCount(at: place)) { return }
    var fragment = place
    for _ in 0..<distance { fragment = fragments[fragment].link & Fragment.place }
    fragments.prefetch(fragment)
  }

  /// Folds what was put into `form`, with the first `entries` of its timeline.
  mutating func fold(entries: Int) {
    foldedHalves = form.fold(entries: entries)
    foldedEntries = entries
  }

  /// Adds what was folded, the connection `number` that the wheel looks at in `timerSecond` and whose last segment came at `lastTime`. Returns
  /// its place; nil where `memory` has none for it, or it would be no smaller than its record.
  mutating func add(number: UInt64, timerSecond: UInt32, lastTime: Int64, _ memory: inout MemoryBudget) -> UInt32? {
    guard hasRoomForFolded(having: 0, &memory) else { return nil }
    let place = takeFragment()
    write(number, timerSecond, lastTime, at: place, having: 1)
    count += 1
    return place
  }

  /// Whether what was folded has room in the place of the connection at `place`.
  mutating func hasRoom(at place: UInt32, _ memory: inout MemoryBudget) -> Bool {
    hasRoomForFolded(having: IdleConnections.fragmentCount(for: halfCount(at: place)), &memory)
  }

  /// Puts what was folded in the place of the connection at `place`, which was unfolded, and where it has room.
  mutating func replace(_ place: UInt32, number: UInt64, timerSecond: UInt32, lastTime: Int64) {
    let having = IdleConnections.fragmentCount(for: halfCount(at: place))
    write(number, timerSecond, lastTime, at: place, having: having)
  }

  /// Fragments of a connection whose small form has so many `halves`.
  private static func fragmentCount(for halves: Int) -> Int {
    (halves + fragmentHalves - 1) / fragmentHalves
  }

  /// Sees to it that there are fragments for what was folded, having some of them; false where there is no memory for them, or they would be too
  /// many.
  private mutating func hasRoomForFolded(having: Int, _ memory: inout MemoryBudget) -> Bool {
    let needed = IdleConnections.fragmentCount(for: foldedHalves)
    return needed <= IdleConnections.mostFragments && hasRoom(for: needed - having, &memory)
  }

  /// Sees to it that so many fragments are free; false where there is no memory for them.
  mutating func hasRoom(for needed: Int, _ memory: inout MemoryBudget) -> Bool {
    if needed <= freeCount { return true }
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

  /// Whether there are fragments for another, most likely, or there is memory for them.
  mutating func mayAdd(_ memory: inout MemoryBudget) -> Bool {
    seeToForm()
    return freeCount >= 4 || memory.hasRoom(for: IdleConnections.chunkOctets)
  }

  /// Sees to it that there is a `form`: before anything is added, since others may then be exchanged for it.
  mutating func seeToForm() {
    if forms.chunkCount == 0 { forms.grow(IdleForm()) }
  }

  /// Takes a fragment that is free; there is one.
  mutating func takeFragment() -> UInt32 {
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

  /// Gives `count` fragments back, each of which refers to the next, the first of which is at `place`.
  private mutating func giveBack(_ count: Int, from place: UInt32) {
    var place = place
    for _ in 0..<count {
      let next = fragments[place].link
      giveBack(place)
      place = next
    }
  }

  /// Takes the connection at `place` out.
  mutating func remove(_ place: UInt32) {
    let rest = fragments[place].link & Fragment.place
    giveBack(IdleConnections.fragmentCount(for: halfCount(at: place)) - 1, from: rest)
    giveBack(place)
    if place == fetched { fetched = FlowTable.none }
    count -= 1
  }

  /// Writes what was folded to the fragment at `place`, and to as many more as it takes: the `having` ones that are there first, so that what is side
  /// by side stays so.
  private mutating func write(
    _ number: UInt64, _ timerSecond: UInt32, _ lastTime: Int64, at place: UInt32, having: Int
  ) {
    var rest = fragments[place].link & Fragment.place
    var left = having - 1
    fragments[place].halves = form.fragment(from: 0)
    setHead(number, timerSecond, nature, lastTime, at: place)
    var mark = Fragment.first
    var next = IdleConnections.fragmentHalves
    var current = place
    var isNear = foldedHalves <= IdleConnections.nearFragments * IdleConnections.fragmentHalves
    while next < foldedHalves {
      var following = rest
      if left > 0 {
        rest = fragments[following].link
        left -= 1
      } else {
        following = takeFragment()
      }
      isNear = isNear && following == current &+ 1
      fragments[current].link = mark | following
      mark = 0
      current = following
      fragments[current].halves = form.fragment(from: next)
      next &+= IdleConnections.fragmentHalves
    }
    fragments[current].link = mark
    if isNear { noteNear(place, to: current) }
    giveBack(left, from: rest)
  }

  /// Notes that the fragments of the connection at `place` have numbers in a row, up to `last`, and that all of them are asked for together.
  mutating func noteNear(_ place: UInt32, to last: UInt32) {
    // Chunks begin with their first place: those in two of them are not side by side.
    if place & UInt32(fragments.chunkSize - 1) <= last & UInt32(fragments.chunkSize - 1) {
      fragments[place].link |= Fragment.near
    }
  }

  /// Brings the small form of the connection at `place` together and unfolds it. Who asks for its 4-tuple asks for all of it next, since hardly
  /// ever two tags are the same.
  private mutating func fetch(_ place: UInt32) {
    if place == fetched { return }
    fetched = place
    let halves = halfCount(at: place)
    form.take(fragments[place].halves, at: 0)
    var fragment = place
    var next = IdleConnections.fragmentHalves
    while next < halves {
      fragment = fragments[fragment].link & Fragment.place
      form.take(fragments[fragment].halves, at: next)
      next &+= IdleConnections.fragmentHalves
    }
    form.unfold(
      number: number(at: place), timerSecond: timerSecond(at: place), kind: kind(at: place),
      version: version(at: place))
  }

  // MARK: The head

  // First come the connection's number, of which there are never as many as six octets count, its `timerSecond`, its nature, and when its last
  // segment was captured. The nature is how many halves there are, the kind, and how many entries; or the version of the plan, which has all
  // entries; or, where that is 0, that there are segments instead.

  private static let natureHalf = 5
  private static let stampHalf = 6
  static let planned: UInt16 = 1 << 12

  /// Writes the head of the connection at `place`.
  mutating func setHead(
    _ number: UInt64, _ timerSecond: UInt32, _ nature: UInt16, _ lastTime: Int64, at place: UInt32
  ) {
    for half in 0..<3 { fragments[place].halves[half] = UInt16(truncatingIfNeeded: number &>> UInt64(16 * half)) }
    setTimerSecond(timerSecond, at: place)
    setNature(nature, lastTime: lastTime, at: place)
  }

  /// The nature of the connection at `place`.
  @inline(__always)
  mutating func nature(at place: UInt32) -> UInt16 {
    fragments[place].halves[IdleConnections.natureHalf]
  }

  /// Notes what nature the connection at `place` has, and when its last segment was captured.
  mutating func setNature(_ nature: UInt16, lastTime: Int64, at place: UInt32) {
    fragments[place].halves[IdleConnections.natureHalf] = nature
    fragments[place].halves[IdleConnections.stampHalf] = IdleConnections.stamp(lastTime)
  }

  /// The nature of what was folded.
  private var nature: UInt16 {
    mutating get {
      let half = UInt16(truncatingIfNeeded: foldedHalves | form.kind &<< 9)
      if form.version != 0 {
        return half | IdleConnections.planned | UInt16(truncatingIfNeeded: form.version) &<< 13
      }
      return half | UInt16(truncatingIfNeeded: foldedEntries) &<< 14
    }
  }

  private mutating func halfCount(at place: UInt32) -> Int {
    Int(nature(at: place) & 0x1FF)
  }

  private mutating func kind(at place: UInt32) -> Int {
    Int(nature(at: place) &>> 9 & 7)
  }

  /// The version of the plan that the connection at `place` was folded with; 0 where it was folded without.
  private mutating func version(at place: UInt32) -> Int {
    let half = nature(at: place)
    return half & IdleConnections.planned != 0 ? Int(half &>> 13) : 0
  }

  private mutating func entryCount(at place: UInt32) -> Int {
    let half = nature(at: place)
    return half & IdleConnections.planned != 0 ? IdleGuesses.mostEntries : Int(half &>> 14)
  }

  /// `time`, in nanoseconds since the epoch, in some eighths of a second.
  private static func stamp(_ time: Int64) -> UInt16 {
    UInt16(truncatingIfNeeded: time &>> 27)
  }

  /// How long before `now`, both in nanoseconds since the epoch, the last segment of the connection at `place` was captured: in nanoseconds,
  /// roughly, and up to two hours.
  mutating func age(at place: UInt32, _ now: Int64) -> Int64 {
    Int64(IdleConnections.stamp(now) &- fragments[place].halves[IdleConnections.stampHalf]) &<< 27
  }

  /// The number of the connection at `place`.
  mutating func number(at place: UInt32) -> UInt64 {
    var number: UInt64 = 0
    for half in 0..<3 { number |= UInt64(fragments[place].halves[half]) &<< UInt64(16 * half) }
    return number
  }

  /// The lower half of the second in which the wheel looks at the connection at `place`.
  mutating func timerSecond(at place: UInt32) -> UInt32 {
    UInt32(fragments[place].halves[3]) | UInt32(fragments[place].halves[4]) &<< 16
  }

  /// Notes that the wheel looks at the connection at `place` in the second whose lower half is `second`.
  mutating func setTimerSecond(_ second: UInt32, at place: UInt32) {
    if place == fetched { fetched = FlowTable.none }
    fragments[place].halves[3] = UInt16(truncatingIfNeeded: second)
    fragments[place].halves[4] = UInt16(truncatingIfNeeded: second &>> 16)
  }

  /// What there is of a connection.
  enum Content {
    /// Its record, with so many entries of its timeline, in `form`.
    case record(entries: Int)
    /// Its first segments.
    case opening(KeptOpening)
  }

  /// Unfolds the connection at `place`.
  mutating func unfold(_ place: UInt32) -> Content {
    if isOpening(place) { return .opening(opening(at: place)) }
    fetch(place)
    return .record(entries: entryCount(at: place))
  }

  /// The 4-tuple of the connection at `place`.
  mutating func key(at place: UInt32) -> FlowKey {
    if isOpening(place) { return openingKey(at: place) }
    fetch(place)
    return form.key
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
