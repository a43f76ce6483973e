import FlowReporting
import PacketDecoding

/// What is counted of packets while they are read.
struct PacketTally {
  /// A step forward that is worth mentioning: an hour, in nanoseconds.
  private static let leap: Int64 = 3_600_000_000_000

  /// Packets read, of every kind.
  var packets: UInt64 = 0
  /// Of these, TCP segments.
  var segments: UInt64 = 0
  /// Segments captured with less than the fixed part of their header.
  var cutHeaders: UInt64 = 0
  /// The last packet's time, in nanoseconds since the epoch; the smallest number when there was none.
  private(set) var lastTime = Int64.min

  private var firstTime: Int64?
  private var stepsBack: UInt64 = 0
  private var largestStepBack: Int64 = 0
  private var leaps: UInt64 = 0
  private var undecoded = InlineArray<16, UInt64>(repeating: 0)
  private var damage: [DamageCount] = []

  /// Nothing counted.
  init() {}

  /// Counts a packet, captured at `time`; whether it is the first.
  @inline(__always)
  mutating func add(time: Int64) -> Bool {
    let isFirst = packets == 0
    if isFirst {
      firstTime = time
      lastTime = time
    }
    pass(to: time)
    packets &+= 1
    return isFirst
  }

  /// Notes that a packet, not the first, was captured at `time`.
  @inline(__always)
  mutating func pass(to time: Int64) {
    // One comparison for both: a step back is a large number without a sign.
    if seldom(UInt64(bitPattern: time &- lastTime) > UInt64(Self.leap)) { step(to: time) }
    lastTime = time
  }

  /// Notes a step of the clock to `time`: back, or a leap.
  @inline(never)
  private mutating func step(to time: Int64) {
    if time < lastTime {
      stepsBack &+= 1
      largestStepBack = max(largestStepBack, lastTime &- time)
    } else {
      leaps &+= 1
    }
  }

  /// Counts the segment of a packet that held what `present` says.
  @inline(__always)
  mutating func addSegment(_ present: Segment.Presence) {
    if present.isCutHeader { cutHeaders &+= 1 }
    segments &+= 1
  }

  /// Counts a packet that holds no segment.
  @inline(__always)
  mutating func add(_ status: DecodeStatus) {
    undecoded[Int(status.rawValue) & 15] &+= 1
  }

  /// Takes back `number` packets that were counted by `status`: they turned out to be part of something.
  mutating func takeBack(_ number: UInt64, _ status: DecodeStatus) {
    undecoded[Int(status.rawValue) & 15] &-= number
  }

  /// Counts what is wrong with `packet`, by reason and layer.
  mutating func add(_ packet: DamagedPacket) {
    let layer = packet.place?.layer
    if let index = damage.firstIndex(where: { $0.reason == packet.reason && $0.layer == layer }) {
      damage[index].count &+= 1
    } else {
      damage.append(
        DamageCount(
          reason: packet.reason, layer: layer, count: 1, firstFrame: packet.frame, firstOctet: packet.place?.octet))
    }
  }

  /// Puts what was counted into `statistics`.
  func report(in statistics: inout RunStatistics) {
    statistics.packets = packets
    statistics.tcpPackets = segments
    statistics.cutHeaders = cutHeaders
    statistics.firstPacketTime = firstTime
    statistics.lastPacketTime = packets > 0 ? lastTime : nil
    statistics.clockStepsBack = stepsBack
    statistics.largestStepBack = largestStepBack
    statistics.clockLeaps = leaps
    statistics.damage = damage
    for status in DecodeStatus.allCases where !status.isSegment && status != .notTCP && status != .icmpError {
      let number = undecoded[Int(status.rawValue) & 15]
      if number > 0 { statistics.undecoded.append((status.reason, number)) }
    }
  }
}
