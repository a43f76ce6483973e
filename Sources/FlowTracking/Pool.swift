/// Elements of one type, in chunks that never move, that are taken and given back one at a time.
struct Pool<Element: BitwiseCopyable>: ~Copyable {
  /// No element.
  static var none: UInt32 { .max }

  private static var chunkBits: UInt32 { 6 }
  private static var chunkMask: Int { (1 << Int(chunkBits)) - 1 }

  private var elements = Slab<Element>(chunkBits: Self.chunkBits)
  private var used = 0
  private var free: [UInt32] = []

  init() {}

  /// The element at `index`, which was taken and not given back.
  subscript(index: UInt32) -> Element {
    _read { yield elements[index] }
    _modify { yield &elements[index] }
  }

  /// Octets of a chunk.
  private static var chunkOctets: Int { (MemoryLayout<Element>.stride + 8) << chunkBits }

  /// Takes room for `element` and returns where it is; `none` when `memory` has none.
  mutating func take(_ element: Element, _ memory: inout MemoryBudget) -> UInt32 {
    if let index = free.popLast() {
      self[index] = element
      return index
    }
    guard used < Int(Self.none) else { return Self.none }
    if used & Self.chunkMask == 0 {
      guard memory.take(Self.chunkOctets) else { return Self.none }
      elements.grow(element)
    }
    let index = UInt32(truncatingIfNeeded: used)
    used += 1
    self[index] = element
    return index
  }

  /// Gives the element at `index` back.
  mutating func giveBack(_ index: UInt32) {
    free.append(index)
  }
}
