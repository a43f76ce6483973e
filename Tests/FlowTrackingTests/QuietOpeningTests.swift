import PacketDecoding
import Testing

@testable import FlowTracking

/// Connections that are counted without a record when the capture ends.
@Suite struct QuietOpeningTests {
  private static func table(isShort: Bool) -> FlowTable {
    FlowTable(
      memory: 1 << 40, limit: .max, tellsEvents: false, hasher: FlowHasher(), foldingStart: isShort ? 0 : nil)
  }

  /// A handshake and a few segments, most of which are as they should be.
  private static func opening(_ number: UInt32) -> [Segment] {
    var conversation = Conversation(random: SplitMix(seed: UInt64(number)))
    var segments = conversation.opening()
    let shift = [0, 3, 14].randomElement(using: &conversation.random) ?? 0
    for index in 0...1 { segments[index].options.windowScale = UInt8(shift) }
    for _ in 0..<Int.random(in: 0...3, using: &conversation.random) {
      let from = conversation.chance(50) ? 0 : 1
      let length: UInt32 = conversation.chance(60) ? UInt32.random(in: 1...1_460, using: &conversation.random) : 0
      conversation.edge[1 - from] = conversation.sent[1 - from]
      segments.append(conversation.make(from, .ack, length: length))
      conversation.sent[from] &+= length
    }
    segments[0].options.timestampEcho = 0
    vary(&segments, &conversation)
    segments.beOf(client: number, at: Int64(number) * 3)
    if conversation.chance(5), let index = segments.indices.randomElement(using: &conversation.random) {
      let pause: Int64 = conversation.chance(50) ? 59_990_000_000 : 60_000_000_000
      for later in index..<segments.count { segments[later].time += pause }
    }
    return segments
  }

  /// Has some of `segments` say what is, or may be, to be noted.
  private static func vary(_ segments: inout [Segment], _ conversation: inout Conversation) {
    if conversation.chance(50) { return }
    for index in segments.indices {
      if conversation.chance(10) {
        segments[index].window = [0, 1, 100, 700, 1_460, 65_535].randomElement(using: &conversation.random) ?? 0
      }
      if conversation.chance(5) { segments[index].options.timestampValue &-= 1 }
      if conversation.chance(2) { segments[index].options.timestampValue &+= 1 << 31 }
      if conversation.chance(2) { segments[index].options.present.remove(.timestamps) }
      if conversation.chance(2) { segments[index].options.timestampValue = 0 }
      if conversation.chance(2) { segments[index].flags.insert(.psh) }
    }
    for index in 0...1 {
      if conversation.chance(4) { segments[index].options.present.remove(.windowScale) }
      if conversation.chance(4) { segments[index].options.present.remove(.timestamps) }
      if conversation.chance(2) { segments[index].options.windowScale = 15 }
      if conversation.chance(2) { segments[index].present.remove(.allOptions) }
      if conversation.chance(4) { segments[index].options.maximumSegmentSize = 500 }
    }
  }

  /// What is asked of the connection that `attempt` and `outline` are of.
  private static func text(_ attempt: Attempt, _ outline: ConnectionOutline) -> String {
    String(describing: attempt) + String(describing: outline)
  }

  @Test func whatIsCountedIsWhatARecordWouldTell() {
    var segments = (0..<2_000 as Range<UInt32>).flatMap { Self.opening($0) }
    segments.sort { ($0.time, $0.frame) < ($1.time, $1.frame) }
    var plain = Self.table(isShort: false)
    var keeping = Self.table(isShort: true)
    for segment in segments {
      take(segment, &plain)
      take(segment, &keeping)
    }
    plain.finishAll()
    keeping.finishAll()
    var expected: [UInt64: String] = [:]
    while let index = plain.nextFinished() {
      expected[plain.number(of: index)] = Self.text(plain.attempt(of: index), plain.outline(of: index))
      plain.release(index)
    }
    var quiet = QuietOpening()
    var quietCount = 0
    var numbers: [UInt64] = []
    while true {
      if keeping.nextQuiet(into: &quiet) {
        let number = quiet.attempt.connection
        #expect(Self.text(quiet.attempt, quiet.outline) == expected[number])
        quietCount += 1
        numbers.append(number)
      } else if let index = keeping.nextFinished() {
        let number = keeping.number(of: index)
        let told = Self.text(keeping.attempt(of: index), keeping.outline(of: index))
        #expect(told == expected[number])
        numbers.append(number)
        keeping.release(index)
      } else {
        break
      }
    }
    #expect(numbers == Array(1...2_000))
    #expect(quietCount > 600 && quietCount < 1_600)
    #expect(keeping.count == 0 && keeping.idle.count == 0)
  }

  @Test func whoAsksForRecordsGetsThem() {
    var table = Self.table(isShort: true)
    for number in 0..<100 as Range<UInt32> {
      for segment in Self.opening(number) { take(segment, &table) }
    }
    table.finishAll()
    let records = drain(&table)
    #expect(records.map(\.number) == Array(1...100))
    #expect(records.allSatisfy { $0.isSettled && $0.isCutByEndOfCapture })
    #expect(table.idle.count == 0)
  }

  @Test func eachIsToldOnceHoweverFarTheirNumbersAreApart() {
    var table = Self.table(isShort: true)
    var given: [UInt64] = []
    for number in 0..<200 as Range<UInt32> {
      if number % 40 == 0 { table.nextNumber += 1 << 32 }
      given.append(table.nextNumber)
      var conversation = Conversation(random: SplitMix(seed: 1))
      var segments = conversation.opening()
      segments[0].options.timestampEcho = 0
      segments.beOf(client: number, at: Int64(number) * 3)
      for segment in segments { take(segment, &table) }
    }
    #expect(table.idle.count == 200)
    table.finishAll()
    var quiet = QuietOpening()
    var told: [UInt64] = []
    while table.nextQuiet(into: &quiet) { told.append(quiet.attempt.connection) }
    #expect(told == given)
    let left = table.nextFinished()
    #expect(left == nil)
  }
}
