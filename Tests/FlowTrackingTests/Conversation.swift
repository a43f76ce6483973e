import PacketDecoding

/// A conversation in which anything may happen, more or less often.
struct Conversation {
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

  /// An opening in which something may be out of order, more or less often.
  mutating func oddOpening() -> [Segment] {
    var segments = opening()
    for index in 0...1 {
      if chance(5) { segments[index].options.present.remove(.windowScale) }
      if chance(5) { segments[index].options.present.remove(.timestamps) }
      if chance(3) { segments[index].options.windowScale = 200 }
      if chance(3) { segments[index].options.present.insert(.fastOpen) }
      if chance(5) { segments[index].flags.formUnion([.ece, .cwr]) }
      if chance(3) { segments[index].flags.insert(.urg) }
      if chance(3) { segments[index].payloadLength = 100 }
      if chance(3) { segments[index].acknowledgement = SequenceNumber(77) }
      if chance(3) { segments[index].present.remove(.allOptions) }
      if chance(3) { segments[index].options.present.insert(.malformed) }
      if chance(3) { segments[index].window = 0 }
    }
    if chance(5) { segments[2].window = 0 }
    if chance(5) { segments[2].payloadLength = 20 }
    if chance(5) { segments[2].acknowledgement = SequenceNumber(9_000) }
    if chance(5) { segments[2].sequence = SequenceNumber(1_002) }
    if chance(5) { segments[2].flags.insert(.fin) }
    if chance(5) { segments[2].identification = segments[0].identification }
    for index in 0...2 {
      if chance(3) { segments[index].present.insert(.damaged) }
      if chance(3) { segments[index].flags.insert(.rst) }
      if chance(3) { segments[index].vlan = 7 }
    }
    if chance(10) { segments.insert(segments[Int.random(in: 0...2, using: &random)], at: 1) }
    if chance(5) { segments.swapAt(0, 1) }
    if chance(5) { segments.swapAt(1, 2) }
    if chance(5) { segments.remove(at: Int.random(in: 0..<segments.count, using: &random)) }
    last = segments
    return segments
  }

  /// The next segment of a closing, which may be out of order, more or less often.
  mutating func nextOfClosing() -> Segment {
    if chance(5), let again = last.randomElement(using: &random) { return again }
    let from = chance(50) ? 0 : 1
    let flags: TCPFlags = chance(2) ? [.rst, .ack] : chance(40) ? [.fin, .ack] : .ack
    if chance(90) { edge[1 - from] = sent[1 - from] }
    var segment = make(from, flags, length: chance(10) ? 300 : 0)
    if chance(3) { segment.acknowledgement = SequenceNumber(edge[1 - from] &- 1) }
    if chance(3) { segment.acknowledgement = SequenceNumber(edge[1 - from] &+ 1) }
    if chance(2) { segment.present.insert(.damaged) }
    sent[from] &+= segment.sequenceLength
    last.append(segment)
    return segment
  }
}

/// The octets of `value` as it lies in memory.
func octets<Value: BitwiseCopyable>(_ value: Value) -> [UInt8] {
  var copy = value
  return unsafe withUnsafeBytes(of: &copy) { unsafe Array($0) }
}

/// SplitMix64: the same numbers for the same seed, everywhere.
struct SplitMix: RandomNumberGenerator {
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
