import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// Where the chunks of `Slab` come from: memory that the kernel is asked to back by large pages, where it has such.
///
/// A table of many connections is reached at random. With pages of 4 KiB each access then waits for the page tables as well, and each page
/// for the kernel when it is first used: together a quarter of the time of a packet where a million connections are open. Chunks of all sizes
/// share one list of what is free, so that no more is lost to large pages than what is left of the last, and what one slab gives back fits
/// others.
enum ChunkMemory {
  /// Octets that are taken from the system at once. They take no memory before they are used, large page by large page.
  private static let regionOctets = 32 << 20
  /// The same the first time: a small table is not to take a large page.
  private static let firstOctets = 1 << 20
  /// Octets of a large page.
  private static let pageOctets = 2 << 20
  /// Chunks begin with a line of the cache, and take whole lines.
  private static let lineOctets = 64

  private struct State {
    var free = FreeRanges()
    var hasRegions = false
  }

  private static let state = Mutex(State())

  /// Takes `octets` for a chunk, which begins with a line of the cache and holds anything. Ends the process where the system has none.
  static func take(_ octets: Int) -> UnsafeMutableRawPointer {
    let size = rounded(octets)
    let start = state.withLock { state in
      if let start = state.free.take(UInt(size)) { return start }
      let region =
        state.hasRegions ? largeRegion(max(size, regionOctets)) : smallRegion(max(size, firstOctets))
      state.hasRegions = true
      state.free.giveBack(region.lowerBound + UInt(size)..<region.upperBound)
      return region.lowerBound
    }
    let memory = unsafe UnsafeMutableRawPointer(bitPattern: start)
    guard let memory = unsafe memory else { preconditionFailure("a chunk at address 0") }
    return unsafe memory
  }

  /// Gives the chunk of so many `octets` at `start` back.
  static func giveBack(_ start: UnsafeMutableRawPointer, _ octets: Int) {
    let address = UInt(bitPattern: start)
    state.withLock { $0.free.giveBack(address..<address + UInt(rounded(octets))) }
  }

  private static func rounded(_ octets: Int) -> Int {
    (octets + lineOctets - 1) & ~(lineOctets - 1)
  }

  private static func smallRegion(_ octets: Int) -> Range<UInt> {
    let start = UInt(bitPattern: UnsafeMutableRawPointer.allocate(byteCount: octets, alignment: lineOctets))
    return start..<start + UInt(octets)
  }

  /// A region that large pages fit into; where the system has none, pages are small.
  private static func largeRegion(_ octets: Int) -> Range<UInt> {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: octets, alignment: pageOctets)
    #if os(Linux)
      _ = unsafe madvise(memory, octets, Int32(MADV_HUGEPAGE))
    #endif
    let start = UInt(bitPattern: memory)
    return start..<start + UInt(octets)
  }
}
