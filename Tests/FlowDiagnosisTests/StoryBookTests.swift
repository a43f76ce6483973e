import FlowTracking
import PacketDecoding
import Testing

@testable import FlowDiagnosis

/// Stories keep their memory and their judgement, whatever arrives.
@Suite struct StoryBookTests {
  private static let second: Int64 = 1_000_000_000

  private static func attempt(
    _ number: UInt64, from client: UInt32, to server: UInt32, _ port: UInt16, at time: Int64,
    _ outcome: HandshakeOutcome = .unanswered, _ conduct: Attempt.Conduct = .abandoned
  ) -> Attempt {
    var attempt = Attempt()
    attempt.connection = number
    attempt.client = IPAddress(ipv4: client)
    attempt.server = IPAddress(ipv4: server)
    attempt.clientPort = 40_000
    attempt.serverPort = port
    attempt.start = time
    attempt.firstFrame = number
    attempt.outcome = outcome
    attempt.conduct = conduct
    return attempt
  }

  @Test func aFloodFromStrangersHidesNoScan() {
    var book = StoryBook()
    for index in 0..<300_000 as Range<UInt32> {
      let time = Int64(index) * 10_000
      book.add(Self.attempt(UInt64(index), from: 0x0B00_0000 &+ index &* 7919, to: 1, 80, at: time), findings: [])
      if index % 1000 == 0 {
        let port = UInt16(1000 + index / 1000)
        book.add(Self.attempt(UInt64(index), from: 9, to: 2, port, at: time, .refused), findings: [])
      }
    }
    let stories = book.stories()
    #expect(Set(stories.map(\.code)) == [.synFlood, .portScan] && stories.count == 2)
    #expect(stories.allSatisfy { !$0.frames.isEmpty && $0.frames.count <= 12 })
    #expect(stories.first { $0.code == .synFlood }?.count == 300_000)
  }

  @Test func fourteenPortsAreNoScanAndFifteenAre() {
    for (ports, isScan) in [(14, false), (15, true)] {
      var book = StoryBook()
      for port in 0..<ports { book.add(Self.attempt(1, from: 1, to: 2, UInt16(port), at: 0, .refused), findings: []) }
      #expect(book.stories().contains { $0.code == .portScan } == isScan)
    }
  }

  @Test func portsTriedOverHoursAreNoScan() {
    var book = StoryBook()
    for port in 0..<200 as Range<UInt16> {
      let time = Int64(port) * 60 * Self.second
      book.add(Self.attempt(1, from: 1, to: 2, port, at: time, .refused), findings: [])
    }
    #expect(book.stories().isEmpty)
  }

  @Test func successesOutweighFailuresWhateverTheirOrder() {
    for successesFirst in [true, false] {
      var book = StoryBook()
      for turn in [successesFirst, !successesFirst] {
        for index in 0..<30 as Range<UInt16> {
          let port = turn ? index : 1000 + index
          let outcome: HandshakeOutcome = turn ? .completed : .refused
          book.add(Self.attempt(1, from: 1, to: 2, port, at: 0, outcome), findings: [])
        }
      }
      #expect(book.stories().isEmpty)
    }
  }

  @Test func aGroupThatGrowsStaysAmongMoreThanThereIsRoomFor() {
    var table = GroupTable(capacity: 64)
    let steady = GroupKey(server: IPAddress(ipv4: 1), port: 443)
    for number in 0..<4_000 as Range<UInt32> {
      let attempt = Self.attempt(1, from: 1, to: 2, 443, at: Int64(number) * Self.second)
      if number % 4 == 0 { table.add(attempt, to: steady, hash: AttemptHash.of(1, 1), value: UInt64(number)) }
      let other = GroupKey(server: IPAddress(ipv4: 1_000 + number), port: 443)
      table.add(attempt, to: other, hash: AttemptHash.of(UInt64(number), 2), value: 0)
    }
    let all = table.groups(ofAtLeast: 1) { _ in 0 }
    #expect(all.count == 64)
    #expect(all[0].key == steady)
    #expect(all[0].failed == 1_000)
    // Each other one is of one attempt, and none is there twice.
    #expect(all.dropFirst().allSatisfy { $0.failed == 1 })
    #expect(Set(all.map(\.key)).count == 64)
  }

  @Test func clocksThatLeapAreCounted() {
    var book = StoryBook()
    for time in [Int64.max, .min, 0, 1, .max, .min] as [Int64] {
      for port in 0..<5 as Range<UInt16> { book.add(Self.attempt(1, from: 1, to: 2, port, at: time), findings: []) }
    }
    #expect(book.stories().isEmpty)
  }

  @Test func varietyIsCountedToATenthOrSo() {
    for count in [1, 10, 100, 1_000, 100_000] {
      var variety = Variety()
      for index in 0..<count { variety.add(AttemptHash.of(IPAddress(ipv4: UInt32(index)))) }
      #expect(abs(Double(variety.estimate) - Double(count)) <= max(1, Double(count) * 0.25), "\(count)")
    }
  }

  @Test func theSketchNeverCountsTooFew() {
    var sketch = SuccessSketch()
    let hashes = (0..<30_000 as Range<UInt64>).map { $0 &* 0x9E37_79B9_7F4A_7C15 }
    for index in stride(from: 0, to: hashes.count, by: 3) {
      sketch.add(hashes[index], hashes[index + 1], hashes[index + 2])
    }
    #expect(hashes.allSatisfy { sketch.count(of: $0) >= 1 })
  }
}
