import PacketDecoding
import Testing

@testable import FlowTracking

/// Where lone SYNs are kept: their order whatever comes and goes, and memory that is given back.
@Suite struct LoneSynsTests {
  private static func syn(_ number: UInt64) throws -> LoneSyn<NarrowEnds> {
    var segment = Segment()
    segment.source = IPAddress(ipv4: 0x0A00_0001)
    segment.destination = IPAddress(ipv4: 0x0A00_0002)
    segment.time = Int64(number)
    let (key, senderIsLow) = FlowKey.of(segment)
    return try #require(LoneSyn<NarrowEnds>(segment, key, senderIsLow: senderIsLow, number: number))
  }

  private static func numbers(_ syns: borrowing LoneSyns<NarrowEnds>) -> [UInt64] {
    var numbers: [UInt64] = []
    var place = syns.oldest
    while place != LoneSyns<NarrowEnds>.none {
      numbers.append(syns[place].number)
      place = syns[place].newer
    }
    return numbers
  }

  /// Takes the attempt `number` out, whose place is in `places`.
  private static func remove(_ number: UInt64, _ syns: inout LoneSyns<NarrowEnds>, _ places: inout [UInt64: UInt32]) {
    guard let place = places.removeValue(forKey: number) else { return }
    if syns.remove(place) != LoneSyns<NarrowEnds>.none { places[syns[place].number] = place }
  }

  @Test(arguments: [1, 7, 400, 513, 5_000] as [UInt64])
  func theOrderIsKeptWhicheverGo(step: UInt64) throws {
    var syns = LoneSyns<NarrowEnds>()
    var places: [UInt64: UInt32] = [:]
    var expected: [UInt64] = []
    for number in 1...6_000 as ClosedRange<UInt64> {
      places[number] = syns.add(try Self.syn(number))
      expected.append(number)
      // Now the oldest, now one from the middle, now the newest.
      guard number % 3 != 0, number > step else { continue }
      let gone = expected.remove(at: Int(number &* step % UInt64(expected.count)))
      Self.remove(gone, &syns, &places)
      if number % 7 == 0 { _ = syns.trim() }
    }
    let (kept, count) = (Self.numbers(syns), syns.count)
    #expect(kept == expected)
    #expect(count == expected.count)
    let found = places.map { ($0.key, syns[$0.value].number) }
    #expect(found.allSatisfy { $0 == $1 })
    // All go, and what is added then has room and order as before.
    for number in expected {
      Self.remove(number, &syns, &places)
      _ = syns.trim()
    }
    let left = syns.count
    #expect(left == 0)
    for number in 1...2_000 as ClosedRange<UInt64> { _ = syns.add(try Self.syn(number)) }
    let added = Self.numbers(syns)
    #expect(added == Array(1...2_000))
  }

  @Test func memoryIsGivenBackAsSoonAsTwoChunksAreNotNeeded() throws {
    var syns = LoneSyns<NarrowEnds>()
    var places: [UInt64: UInt32] = [:]
    for number in 1...2_048 as ClosedRange<UInt64> { places[number] = syns.add(try Self.syn(number)) }
    let wasFull = syns.isFull
    #expect(wasFull)
    var trimmed: [UInt64] = []
    for number in 1...1_024 as ClosedRange<UInt64> {
      Self.remove(number, &syns, &places)
      if syns.trim() { trimmed.append(number) }
    }
    #expect(trimmed == [1_024])
    let left = Self.numbers(syns)
    #expect(left == Array(1_025...2_048))
    for number in 3_001...3_512 as ClosedRange<UInt64> { places[number] = syns.add(try Self.syn(number)) }
    let (isFull, all) = (syns.isFull, Self.numbers(syns))
    #expect(isFull)
    #expect(all == Array(1_025...2_048) + Array(3_001...3_512))
  }

  @Test func whoComesTakesThePlaceOfWhoWentAndNobodyMoves() throws {
    var syns = LoneSyns<NarrowEnds>()
    for number in 1...600 as ClosedRange<UInt64> { _ = syns.add(try Self.syn(number)) }
    var movedOrElsewhere = 0
    for number in 601...5_000 as ClosedRange<UInt64> {
      let place = syns.oldest
      if syns.remove(place) != LoneSyns<NarrowEnds>.none { movedOrElsewhere += 1 }
      if syns.add(try Self.syn(number)) != place || !syns.movable(4).isEmpty { movedOrElsewhere += 1 }
    }
    #expect(movedOrElsewhere == 0)
    let left = Self.numbers(syns)
    #expect(left == Array(4_401...5_000))
  }
}
