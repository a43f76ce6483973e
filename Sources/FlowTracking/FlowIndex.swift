/// Where connections are found by the hash of their 4-tuple: open addressing in segments of 2,048 slots, of which one at a time splits
/// in two when it fills.
///
/// So no packet waits until a large table is copied, no search is longer than a segment, and memory grows by 16 KiB at a time. A slot holds
/// half of the hash as a tag and a reference (in the lower half) to what it stands for; 0 is an empty slot. A search meets those with one tag in the
/// order in which they were added, whatever the hash, so that nothing that is told hangs on it.
struct FlowIndex: ~Copyable {
  private typealias Segments = Slab<11, UInt64>
  private static let segmentBits = Segments.chunkBits
  static let segmentSize = 1 << segmentBits
  static let positionMask = segmentSize - 1
  /// Octets of a segment.
  static let segmentOctets = segmentSize * 8 + 64
  /// More than this many, and a segment splits.
  private static let splitCount: UInt16 = 1_434
  /// How many slots most searches go through.
  private static let searchLength = 5
  /// More than this many never are in a segment: a search has to find an empty slot.
  private static let fullCount: UInt16 = 1_792
  /// With the bits of a position a tag has no more.
  private static let greatestDepth = 32 - segmentBits

  /// The segment of every value of the first `depth` bits of a tag.
  private var directory: [UInt32] = [0, 1]
  private var depth = 1
  private var slots = Segments()
  private var counts: [UInt16] = [0, 0]
  private var depths: [UInt8] = [1, 1]

  /// An empty index.
  init() {
    slots.grow(0)
    slots.grow(0)
  }

  /// Where the search for `hash` begins.
  @inline(__always)
  func segment(of hash: UInt64) -> Int {
    Int(directory[Int(truncatingIfNeeded: hash &>> UInt64(truncatingIfNeeded: 64 &- depth))])
  }

  /// Where in its segment the search for `hash` begins.
  @inline(__always)
  static func position(of hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash >> 32) & positionMask
  }

  @inline(__always)
  private static func place(_ segment: Int, _ position: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: segment &<< segmentBits | position)
  }

  /// The slot at `position` of `segment`.
  @inline(__always)
  subscript(segment: Int, position: Int) -> UInt64 {
    get { slots[FlowIndex.place(segment, position)] }
    set { slots[FlowIndex.place(segment, position)] = newValue }
  }

  /// Asks for the slots where the search for `hash` begins to be brought into the cache: that line of it, and the next where most searches
  /// would go on there.
  ///
  /// - Returns: the segment that is searched.
  @inline(__always)
  @discardableResult
  func prefetch(_ hash: UInt64) -> Int {
    let segment = segment(of: hash)
    let position = FlowIndex.position(of: hash)
    slots.prefetch(FlowIndex.place(segment, position))
    slots.prefetch(FlowIndex.place(segment, (position &+ FlowIndex.searchLength) & FlowIndex.positionMask))
    return segment
  }

  /// What the first slot of `segment` with the tag of `hash` refers to; all ones where there is none.
  @inline(__always)
  func first(tagged hash: UInt64, in segment: Int) -> UInt32 {
    var position = FlowIndex.position(of: hash)
    // Most searches end with one of the first three slots, with which cannot be guessed: a loop would be left at the wrong one every other time.
    let first = goesOn(for: hash, self[segment, position])
    position &+= first &+ first & goesOn(for: hash, self[segment, (position &+ 1) & FlowIndex.positionMask])
    while true {
      let slot = self[segment, position & FlowIndex.positionMask]
      // Of an empty slot all ones.
      if goesOn(for: hash, slot) == 0 { return UInt32(truncatingIfNeeded: slot) &- 1 }
      position = position &+ 1
    }
  }

  /// 0 where a search for the tag of `hash` ends with `slot`, else 1; found without a branch.
  @inline(__always)
  private func goesOn(for hash: UInt64, _ slot: UInt64) -> Int {
    // The lower half is 0 where it is empty.
    (slot ^ hash) >> 32 != 0 && UInt32(truncatingIfNeeded: slot) != 0 ? 1 : 0
  }

  /// What the adding of a slot takes.
  enum Room {
    /// There is room.
    case free
    /// The segment is to be split first, for which there has to be memory.
    case crowded
    /// The segment is full, and something in it has to go.
    case full
  }

  /// What the adding of a slot for `hash` takes.
  func room(for hash: UInt64) -> Room {
    let segment = segment(of: hash)
    if counts[segment] < FlowIndex.splitCount { return .free }
    if Int(depths[segment]) < FlowIndex.greatestDepth { return .crowded }
    return counts[segment] < FlowIndex.fullCount ? .free : .full
  }

  /// Whether the segment of `hash` can take one more as it is.
  func canTake(_ hash: UInt64) -> Bool {
    counts[segment(of: hash)] < FlowIndex.fullCount
  }

  /// Adds `slot`, whose tag is that of `hash`, where `canTake`.
  mutating func add(_ slot: UInt64) {
    let segment = segment(of: slot)
    put(slot, into: segment)
    counts[segment] &+= 1
  }

  private mutating func put(_ slot: UInt64, into segment: Int) {
    var position = FlowIndex.position(of: slot)
    while self[segment, position] != 0 { position = (position &+ 1) & FlowIndex.positionMask }
    self[segment, position] = slot
  }

  /// Takes `slot` out by shifting its successors back, so that no tombstones are needed; false where it is not there.
  @discardableResult
  mutating func remove(_ slot: UInt64) -> Bool {
    let segment = segment(of: slot)
    guard let position = position(of: slot, in: segment) else { return false }
    var hole = position
    var probe = (position &+ 1) & FlowIndex.positionMask
    while self[segment, probe] != 0 {
      let home = FlowIndex.position(of: self[segment, probe])
      if (probe &- home) & FlowIndex.positionMask >= (probe &- hole) & FlowIndex.positionMask {
        self[segment, hole] = self[segment, probe]
        hole = probe
      }
      probe = (probe &+ 1) & FlowIndex.positionMask
    }
    self[segment, hole] = 0
    counts[segment] &-= 1
    return true
  }

  /// Puts `other`, which has the same tag, in the place of `slot`.
  mutating func replace(_ slot: UInt64, by other: UInt64) {
    let segment = segment(of: slot)
    if let position = position(of: slot, in: segment) { self[segment, position] = other }
  }

  private func position(of slot: UInt64, in segment: Int) -> Int? {
    var position = FlowIndex.position(of: slot)
    while self[segment, position] != slot {
      if self[segment, position] == 0 { return nil }
      position = (position &+ 1) & FlowIndex.positionMask
    }
    return position
  }

  /// Splits the segment of `hash` in two; its slots go by the next bit of their tags.
  mutating func split(_ hash: UInt64) {
    let old = segment(of: hash)
    if Int(depths[old]) == depth { doubleDirectory() }
    depths[old] &+= 1
    let new = slots.chunkCount
    slots.grow(0)
    counts.append(0)
    depths.append(depths[old])
    // Of the entries that named the old segment, those with the bit set name the new one now.
    let shared = depth - Int(depths[old])
    let common = Int(truncatingIfNeeded: hash >> UInt64(64 - depth)) >> (shared + 1)
    let first = (common << 1 | 1) << shared
    for entry in first..<(first + (1 << shared)) { directory[entry] = UInt32(truncatingIfNeeded: new) }
    var moved: [UInt64] = []
    moved.reserveCapacity(Int(counts[old]))
    // From an empty one on: those of one tag stay in the order in which they were added, also where they go on at the start of the segment.
    let start = emptyPosition(in: old)
    for distance in 1..<FlowIndex.segmentSize {
      let position = (start &+ distance) & FlowIndex.positionMask
      if self[old, position] == 0 { continue }
      moved.append(self[old, position])
      self[old, position] = 0
    }
    // The bit by which they part is the last of those that name the segments now.
    let bit = UInt64(64 - Int(depths[old]))
    var movedCount = 0
    for slot in moved {
      let goes = Int(truncatingIfNeeded: slot >> bit & 1)
      put(slot, into: goes == 1 ? new : old)
      movedCount += goes
    }
    counts[new] = UInt16(truncatingIfNeeded: movedCount)
    counts[old] = UInt16(truncatingIfNeeded: moved.count - movedCount)
  }

  /// An empty slot of `segment`, which is never full.
  private func emptyPosition(in segment: Int) -> Int {
    var position = 0
    while self[segment, position] != 0 { position = (position &+ 1) & FlowIndex.positionMask }
    return position
  }

  private mutating func doubleDirectory() {
    var doubled: [UInt32] = []
    doubled.reserveCapacity(directory.count * 2)
    for entry in directory {
      doubled.append(entry)
      doubled.append(entry)
    }
    directory = doubled
    depth += 1
  }
}
