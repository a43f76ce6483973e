import CPrefetch

/// Elements in chunks of two to the power of `chunkBits`, which never move, reached by place: what a table grows by is one chunk, and no
/// element is copied for it.
///
/// One owner has it, so that an access need not ask whether others share the memory, as with arrays in an array: that question cost a
/// fifteenth of the time of a packet.
@safe struct Slab<let chunkBits: Int, Element: BitwiseCopyable>: ~Copyable {
  private var chunks: UnsafeMutablePointer<UnsafeMutablePointer<Element>>
  private var capacity: Int
  /// How many chunks there are.
  private(set) var chunkCount = 0

  /// An empty one.
  init() {
    capacity = 16
    unsafe chunks = .allocate(capacity: capacity)
  }

  deinit {
    for chunk in 0..<chunkCount { unsafe ChunkMemory.giveBack(chunks[chunk], chunkOctets) }
    unsafe chunks.deallocate()
  }

  /// Elements of a chunk.
  var chunkSize: Int { 1 << chunkBits }

  private var chunkOctets: Int { chunkSize * MemoryLayout<Element>.stride }

  /// The element at `place`, which is in one of the chunks.
  @inline(always)
  subscript(place: UInt32) -> Element {
    _read { yield unsafe address(of: place).pointee }
    _modify { yield unsafe &address(of: place).pointee }
  }

  /// Asks for the element at `place`, which is in one of the chunks, to be brought into the cache; nothing waits for it.
  @inline(__always)
  func prefetch(_ place: UInt32) {
    let start = unsafe UnsafeRawPointer(address(of: place))
    var offset = 0
    while offset < MemoryLayout<Element>.stride {
      unsafe cprefetch_line(start + offset)
      offset &+= 64
    }
    // One that is not laid out in lines may end in one more; chunks begin with a line.
    if MemoryLayout<Element>.stride & 63 != 0, 64 % MemoryLayout<Element>.stride != 0 { prefetchEnd(place) }
  }

  /// The same for the line of the cache in which the element at `place` begins.
  @inline(__always)
  func prefetchStart(_ place: UInt32) {
    unsafe cprefetch_line(UnsafeRawPointer(address(of: place)))
  }

  /// The same for the line of the cache in which the element at `place` ends.
  @inline(__always)
  func prefetchEnd(_ place: UInt32) {
    unsafe cprefetch_line(UnsafeRawPointer(address(of: place)) + (MemoryLayout<Element>.stride - 1))
  }

  @inline(always)
  private func address(of place: UInt32) -> UnsafeMutablePointer<Element> {
    let chunk = Int(place &>> UInt32(chunkBits))
    precondition(chunk < chunkCount, "a place beyond the last chunk")
    return unsafe chunks[chunk] + Int(place & (1 &<< UInt32(chunkBits) &- 1))
  }

  /// Puts a copy of the element at `original` at `place`, which is another one in the chunks.
  @inline(__always)
  mutating func copy(_ original: UInt32, to place: UInt32) {
    unsafe address(of: place).update(from: address(of: original), count: 1)
  }

  /// Adds a chunk of copies of `element`.
  mutating func grow(_ element: Element) {
    if chunkCount == capacity {
      let old = unsafe chunks
      unsafe chunks = .allocate(capacity: capacity * 2)
      unsafe chunks.moveInitialize(from: old, count: capacity)
      unsafe old.deallocate()
      capacity *= 2
    }
    let chunk = unsafe ChunkMemory.take(chunkOctets).bindMemory(to: Element.self, capacity: chunkSize)
    // Small elements are copied by some kibibytes, not one by one.
    var part = 1
    while part < chunkSize, 2 * part * MemoryLayout<Element>.stride <= 3072 { part *= 2 }
    unsafe chunk.initialize(repeating: element, count: part)
    for start in stride(from: part, to: chunkSize, by: part) {
      unsafe (chunk + start).initialize(from: chunk, count: part)
    }
    unsafe (chunks + chunkCount).initialize(to: chunk)
    chunkCount += 1
  }

  /// Gives the last chunk back; there is one.
  mutating func shrink() {
    precondition(chunkCount > 0, "no chunk to give back")
    chunkCount -= 1
    unsafe ChunkMemory.giveBack(chunks[chunkCount], chunkOctets)
  }
}
