/// Elements of one type, in chunks that never move, that are taken and given back one at a time.
struct Pool<Element: BitwiseCopyable>: ~Copyable {
  /// No element.
  static var none: UInt32 { .max }

  private typealias Elements = Slab<6, Element>
  private static var chunkBits: Int { Elements.chunkBits }
  private static var chunkMask: Int { (1 << chunkBits) - 1 }

  private var elements = Elements()
  private var used = 0
  private var free: [UInt32] = []

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

  @inline(__always)
  private mutating func place(_ element: Element) -> UInt32 {
    let index: UInt32
    if let reused = free.popLast() {
      index = reused
      // The next one may have been given back long ago.
      if let next = free.last { elements.prefetch(next) }
    } else {
      index = UInt32(truncatingIfNeeded: used)
      used += 1
    }
    self[index] = element
    return index
  }

  /// Gives the element at `index` back.
  mutating func giveBack(_ index: UInt32) {
    free.append(index)
  }
}
