/// Places that were given back, to be taken again: the one given back last goes first, while what is there is most likely still in the cache.
///
/// One owner has it, as with `Slab`: an array would ask before each change whether others share its memory.
@safe struct FreePlaces: ~Copyable {
  private var places: UnsafeMutablePointer<UInt32>
  private var capacity = 16
  /// How many there are.
  private(set) var count = 0

  /// None.
  init() {
    unsafe places = .allocate(capacity: capacity)
  }

  deinit {
    unsafe places.deallocate()
  }

  /// Whether there is none.
  var isEmpty: Bool { count == 0 }

  /// The one that is taken next; nil where there is none.
  @inline(__always)
  var last: UInt32? { count > 0 ? unsafe places[count &- 1] : nil }

  /// Keeps `place`, which was given back.
  @inline(__always)
  mutating func append(_ place: UInt32) {
    if count == capacity { grow() }
    unsafe (places + count).initialize(to: place)
    count &+= 1
  }

  /// Takes the one that was given back last; nil where there is none.
  @inline(__always)
  mutating func popLast() -> UInt32? {
    guard count > 0 else { return nil }
    count &-= 1
    return unsafe places[count]
  }

  @inline(never)
  private mutating func grow() {
    let old = unsafe places
    unsafe places = .allocate(capacity: capacity * 2)
    unsafe places.moveInitialize(from: old, count: count)
    unsafe old.deallocate()
    capacity *= 2
  }
}
