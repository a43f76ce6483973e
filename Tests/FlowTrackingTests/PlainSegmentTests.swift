import PacketDecoding
import Testing

@testable import FlowTracking

/// The short way of plain segments leaves a connection as the general way leaves it.
@Suite struct PlainSegmentTests {
  /// A conversation in which anything may happen, more or less often.
  private struct Conversation {
    var random: SplitMix
    var sent: [UInt32] = [1_000, 9_000]
    var edge: [UInt32] = [1_001, 9_001]
    var clock: UInt32 = 1
    var time: Int64 = 1_767_225_600_000_000_000
    var frame: UInt64 = 0
    var last: [Segment] = []

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    mutating func make(_ from: Int, _ flags: TCPFlags, length: UInt32 = 0) -> Segment {
      frame += 1
      time += Int64.random(in: 1_000...40_000_000, using: &random)
      clock &+= UInt32.random(in: 0...2, using: &random)
      var segment = Segment()
      segment.time = time
      segment.frame = frame
      segment.source = IPAddress(ipv4: 0xC000_0201 + UInt32(from))
      segment.destination = IPAddress(ipv4: 0xC000_0202 - UInt32(from))
      segment.sourcePort = from == 0 ? 40_000 : 80
      segment.destinationPort = from == 0 ? 80 : 40_000
      segment.sequence = SequenceNumber(sent[from])
      segment.acknowledgement = SequenceNumber(flags.contains(.ack) ? edge[1 - from] : 0)
      segment.flags = flags
      segment.window = 60_000
      segment.payloadLength = length
      segment.checksum = UInt16.random(in: 0...UInt16.max, using: &random)
      segment.identification = UInt16(truncatingIfNeeded: frame)
      segment.hopLimit = 64
      segment.headerLength = 32
      segment.options.present = .timestamps
      segment.options.timestampValue = clock
      segment.options.timestampEcho = clock &- 1
      segment.present = [.fullHeader, .allOptions, .ipv4, .sequence, .flags]
      return segment
    }

    mutating func opening() -> [Segment] {
      var segments = [make(0, .syn), make(1, [.syn, .ack])]
      for index in 0...1 {
        segments[index].options.present = [.timestamps, .windowScale, .maximumSegmentSize]
        segments[index].options.windowScale = 3
        segments[index].options.maximumSegmentSize = 1460
      }
      segments[1].acknowledgement = SequenceNumber(1_001)
      sent = [1_001, 9_001]
      return segments + [make(0, .ack)]
    }

    mutating func next() -> Segment {
      if chance(4), let again = last.randomElement(using: &random) {
        frame += 1
        time += Int64.random(in: 1_000...300_000_000, using: &random)
        var copy = again
        copy.frame = frame
        copy.time = time
        if chance(50) { copy.identification = UInt16(truncatingIfNeeded: frame) }
        return copy
      }
      let from = chance(50) ? 0 : 1
      let length: UInt32 = chance(60) ? UInt32.random(in: 1...1_460, using: &random) : 0
      if chance(2) { sent[from] &+= 500 }
      edge[1 - from] = chance(90) ? sent[1 - from] : edge[1 - from]
      var segment = make(
        from, chance(1) && frame > 150 ? [.fin, .ack] : chance(20) ? [.ack, .psh] : .ack, length: length)
      if chance(1) { segment.window = UInt16.random(in: 0...2_000, using: &random) }
      if chance(1) { segment.payloadLength = 40_000 }
      if chance(2) { segment.options.timestampValue &-= 50 }
      if chance(2) {
        segment.options.present.insert(.sack)
        segment.options.sackCount = 1
        segment.options.sackBlocks[0] = segment.acknowledgement.rawValue &+ 100
        segment.options.sackBlocks[1] = segment.acknowledgement.rawValue &+ 200
      }
      if chance(1) { segment.vlan = 7 }
      if chance(1) { segment.present.remove(.allOptions) }
      if chance(1) { segment.present.insert(.damaged) }
      if chance(1) { time += 70_000_000_000 }
      sent[from] &+= segment.sequenceLength
      last.append(segment)
      if last.count > 6 { last.removeFirst() }
      return segment
    }
  }

  private func octets<Value: BitwiseCopyable>(_ value: Value) -> [UInt8] {
    var copy = value
    return unsafe withUnsafeBytes(of: &copy) { unsafe Array($0) }
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func bothWaysLeaveTheSame(seed: UInt64) throws {
    var conversation = Conversation(random: SplitMix(seed: seed))
    var timeline = Timeline()
    var outcome = SegmentOutcome()
    let opening = conversation.opening()
    let (key, isLow) = FlowKey.of(opening[0])
    var connection = Connection()
    connection.begin(key: key, hash: 1, number: 1, senderIsLow: isLow, opening[0], &timeline)
    var plain = 0
    for segment in opening + (0..<300).map({ _ in conversation.next() }) {
      let senderIsLow = FlowKey.of(segment).senderIsLow
      var short = connection
      var other = SegmentOutcome()
      let isPlain = short.takePlain(segment, senderIsLow: senderIsLow, timeline: &timeline, into: &other)
      guard connection.take(segment, senderIsLow: senderIsLow, timeline: &timeline, into: &outcome) else { break }
      guard isPlain else { continue }
      plain += 1
      // Each of the two has a place of its own for its network.
      #expect(timeline.networks[short.network].vlan == timeline.networks[connection.network].vlan)
      #expect(timeline.networks[short.network].context == timeline.networks[connection.network].context)
      short.network = connection.network
      try #require(octets(short) == octets(connection), "frame \(segment.frame)")
      #expect(octets(other) == octets(outcome))
      #expect(!outcome.isSignificant && outcome.marks.isEmpty && !outcome.changesLifetime)
    }
    #expect(plain > 5)
  }
}

/// SplitMix64: the same numbers for the same seed, everywhere.
private struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
