import Testing

@testable import FlowTracking

@Suite("Memory of chunks")
struct ChunkMemoryTests {
  @Test("What is given back in any order is one range again")
  func rangesJoin() {
    var free = FreeRanges()
    free.giveBack(1_000..<2_000)
    let starts = [100, 200, 300, 400].map { octets in free.take(octets) }
    #expect(starts == [1_000, 1_100, 1_300, 1_600])
    let none = free.take(1)
    #expect(none == nil)
    free.giveBack(1_100..<1_300)
    free.giveBack(1_600..<2_000)
    let tooMany = free.take(401)
    #expect(tooMany == nil)
    // What joins two ranges, and what joins the first of all.
    free.giveBack(1_300..<1_600)
    free.giveBack(1_000..<1_100)
    let all = free.take(1_000)
    #expect(all == 1_000)
  }

  @Test("Ranges that are taken and given back at random never overlap, and none is lost")
  func rangesAtRandom() {
    var random = SystemRandomNumberGenerator()
    var free = FreeRanges()
    free.giveBack(64..<100_064)
    var taken: [Range<UInt>] = []
    var owned = [Bool](repeating: false, count: 100_064)
    var overlaps = 0
    for _ in 0..<2_000 {
      if !taken.isEmpty, Bool.random(using: &random) {
        let range = taken.remove(at: Int.random(in: 0..<taken.count, using: &random))
        for octet in range { owned[Int(octet)] = false }
        free.giveBack(range)
      } else if case let octets = UInt.random(in: 1...4_000, using: &random), let start = free.take(octets) {
        for octet in start..<start + octets {
          if owned[Int(octet)] || octet < 64 { overlaps += 1 }
          owned[Int(octet)] = true
        }
        taken.append(start..<start + octets)
      }
    }
    for range in taken { free.giveBack(range) }
    #expect(overlaps == 0)
    let all = free.take(100_000)
    #expect(all == 64)
  }

  @Test(
    "Chunks begin with a line of the cache, and none shares an octet with another",
    arguments: [40, 512, 18_432, 40 << 20])
  func chunks(octets: Int) {
    let chunks = (0..<8).map { _ in UInt(bitPattern: unsafe ChunkMemory.take(octets)) }
    let ordered = chunks.sorted()
    for place in 0..<8 {
      #expect(chunks[place] % 64 == 0)
      if place > 0 { #expect(ordered[place] - ordered[place - 1] >= UInt(octets)) }
    }
    for chunk in chunks {
      guard let start = unsafe UnsafeMutableRawPointer(bitPattern: chunk) else { continue }
      unsafe start.storeBytes(of: 0xFF, toByteOffset: octets - 1, as: UInt8.self)
      unsafe ChunkMemory.giveBack(start, octets)
    }
  }
}
