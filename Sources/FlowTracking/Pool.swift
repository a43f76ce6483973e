/// Elements of one type, in chunks that never move, that are taken and given back one at a time.
struct Pool<Element: BitwiseCopyable>: ~Copyable {
  /// No element.
  static var none: UInt32 { .max }

  private typealias Elements = Slab<6, Element>
  private static var chunkBits: Int { Elements.chunkBits }
  private static var chunkMask: Int { (1 << chunkBits) - 1 }

  private var elements = Elements()
  private var used = 0
  private var free = FreePlaces()

  init() {}

  /// The element at `index`, which was taken and not given back.
  subscript(index: UInt32) -> Element {
    _read { yield elements[index] }
    _modify { yield &elements[index] }
  }

  /// Asks for the element at `index` to be brought into the cache.
  @inline(__always)
  func prefetch(_ index: UInt32) {
    elements.prefetch(index)
  }

  /// Octets of a chunk, the places of its elements in the list of free ones included.
  private static var chunkOctets: Int { (MemoryLayout<Element>.stride + 8) << chunkBits }

  /// Octets that one element takes.
  static var elementOctets: Int { MemoryLayout<Element>.stride + 8 }

  /// Takes room for `element` and returns where it is; `none` when `memory` has none.
  mutating func take(_ element: Element, _ memory: inout MemoryBudget) -> UInt32 {
    if free.isEmpty, used & Self.chunkMask == 0 {
      guard used < Int(Self.none), memory.take(Self.chunkOctets) else { return Self.none }
      elements.grow(element)
    }
    return place(element)
  }

  /// The same where the memory was pledged when the record was made that the element belongs to: it cannot be refused.
  mutating func takePledged(_ element: Element, _ memory: inout MemoryBudget) -> UInt32 {
    if free.isEmpty, used & Self.chunkMask == 0 {
      memory.redeem(Self.chunkOctets)
      elements.grow(element)
    }
    return place(element)
  }

  /// The same for a copy of the element at `original`: one that is made on the spot could be copied only when all of its parts have been written.
  mutating func takePledgedCopy(of original: UInt32, _ memory: inout MemoryBudget) -> UInt32 {
    if free.isEmpty, used & Self.chunkMask == 0 {
      memory.redeem(Self.chunkOctets)
      elements.grow(elements[original])
    }
    let index = place()
    elements.copy(original, to: index)
    return index
  }

  @inline(__always)
  private mutating func place(_ element: Element) -> UInt32 {
    let index = place()
    self[index] = element
    return index
  }

  /// A place that is not in use.
  @inline(__always)
  private mutating func place() -> UInt32 {
    guard let reused = free.popLast() else {
      used += 1
      return UInt32(truncatingIfNeeded: used - 1)
    }
    // The next one may have been given back long ago.
    if let next = free.last { elements.prefetch(next) }
    return reused
  }

  /// Gives the element at `index` back.
  mutating func giveBack(_ index: UInt32) {
    free.append(index)
  }
}
