import PacketDecoding
import Testing

@testable import FlowTracking

/// When a connection is over: by its own segments, and by nothing else.
@Suite struct ExpiryTimeTests {
  private static let start: Int64 = 1_767_225_600_000_000_000

  /// A segment of the client `number`, so many milliseconds behind the start.
  private static func segment(_ number: UInt32, _ milliseconds: Int64, _ flags: TCPFlags) -> Segment {
    var conversation = Conversation(random: SplitMix(seed: 1))
    conversation.sent = [1_001, 9_001]
    var segment = conversation.make(0, flags)
    segment.source = IPAddress(ipv4: 0x0A00_0000 + number)
    segment.time = start + milliseconds * 1_000_000
    segment.frame = UInt64(milliseconds * 10_000) + UInt64(number) + 1
    return segment
  }

  /// The handshake of the client `number`, from so many milliseconds behind the start on.
  private static func opening(_ number: UInt32, _ milliseconds: Int64) -> [Segment] {
    var conversation = Conversation(random: SplitMix(seed: 1))
    var segments = conversation.opening()
    // As SYNs have it, so that it is kept as one while nobody answers.
    segments[0].options.timestampEcho = 0
    segments.beOf(client: number, at: milliseconds)
    for index in segments.indices {
      segments[index].frame = UInt64((milliseconds + Int64(index)) * 10_000) + UInt64(number) + 1
    }
    return segments
  }

  /// How many connections there were when one that was reset got another segment so many milliseconds later, while another sent one a second.
  private static func connections(reset: Int64, late: Int64, withOther other: Int64) -> Int {
    var table = FlowTable()
    var segments = opening(1, 0) + opening(2, 10)
    segments += (1...1_200 as ClosedRange<Int64>).map { segment(2, $0 * 1_000 + other, .ack) }
    segments += [segment(1, reset, [.rst, .ack]), segment(1, reset + late, .ack)]
    segments.sort { $0.time < $1.time }
    var told = 0
    for segment in segments {
      take(segment, &table)
      told += drain(&table).count
    }
    return told + table.count
  }

  // A timer is first set for 65 s behind the first segment, and then for 1,023 s later, so that one of these comes up in the second in which the
  // time of the second connection is over, and another's only in the second after.
  @Test(arguments: [10_300, 968_300] as [Int64], [100, 250, 350, 900] as [Int64])
  func oneThatIsOverStays120SecondsAndTheRestOfTheLast(reset: Int64, other: Int64) {
    #expect(Self.connections(reset: reset, late: 119_000, withOther: other) == 2)
    #expect(Self.connections(reset: reset, late: 120_200, withOther: other) == 2)
    #expect(Self.connections(reset: reset, late: 120_690, withOther: other) == 2)
    #expect(Self.connections(reset: reset, late: 120_710, withOther: other) == 3)
  }

  // With more than 1,024 that are over, each stays for 30 s, where its timer comes up.
  @Test func whenOneIsToldOfDoesNotChangeWhenOthersEnd() {
    var again = Self.segment(3, 30, .syn)
    again.sequence = SequenceNumber(5_000_000)
    var segments = Self.opening(2, 0) + Self.opening(3, 10) + [Self.segment(3, 20, [.rst, .ack]), again]
    segments += Self.opening(1, 40) + [Self.segment(1, 1_500, [.rst, .ack]), Self.segment(1, 67_500, .ack)]
    segments += (1...100 as ClosedRange<Int64>).map { Self.segment(2, $0 * 1_000 + 900, .ack) }
    for number in 100..<2_100 as Range<UInt32> {
      segments += Self.opening(number, 20_000) + [Self.segment(number, 20_003, [.rst, .ack])]
    }
    segments.sort { ($0.time, $0.frame) < ($1.time, $1.frame) }
    let counts = [1, 7, 32].map { group in
      let told = numbersTold(segments, askedAfterEach: group)
      #expect(Set(told).count == told.count)
      return told.count
    }
    #expect(counts == [2_005, 2_005, 2_005])
  }

  @Test(arguments: [1, 32])
  func oneThatBeginsBeforeTheClockSteppedBackEndsInTime(group: Int) {
    var segments = [Self.segment(2, 100_000, .ack)]
    for number in 10..<30 as Range<UInt32> { segments += Self.opening(number, Int64(number) * 100).prefix(2) }
    segments += (10..<30 as Range<UInt32>).map { Self.segment($0, 250_000 + Int64($0), [.rst, .ack]) }
    var table = FlowTable()
    var told = 0
    for start in stride(from: 0, to: segments.count, by: group) {
      var part = Array(segments[start..<min(start + group, segments.count)])
      table.prepare(part.span)
      for index in part.indices { _ = table.accept(&part[index], at: index) }
      told += drain(&table).count
    }
    #expect(told + table.count == 41)
  }

  @Test(arguments: [1, 40])
  func attemptsWhoseTimeIsOverAreNotCutByTheEnd(later: Int) {
    var table = FlowTable()
    for number in 0..<100 as Range<UInt32> { take(Self.opening(number, Int64(number))[0], &table) }
    for number in 0..<UInt32(later) { take(Self.opening(1_000 + number, 200_000)[0], &table) }
    table.finishAll()
    let told = drain(&table)
    #expect(told.count == 100 + later)
    #expect(told.filter(\.isCutByEndOfCapture).map(\.number) == (1...UInt64(later)).map { 100 + $0 })
  }
}
