import PacketDecoding

/// Whether a RST can come from the host in whose name it passes: what it shares with that host's other segments, and what not.
extension Connection {
  /// Marks what is strange about `segment`, a RST in the name of `side`.
  mutating func checkOrigin(
    of segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    let me = side.index
    guard ends[me].lastHopLimit != 0 else { return }
    if isStrange(segment.hopLimit, after: ends[me].lastHopLimit) { outcome.marks.insert(.strangeHopLimit) }
    if segment.present.contains(.ipv4), segment.time &- ends[me].lastTime < 1_000_000_000,
      breaksSeries(segment.identification, of: side)
    {
      outcome.marks.insert(.strangeIdentification)
    }
    if !isOwn(&segment, of: side), isTooFast(&segment, from: side, &timeline) { outcome.marks.insert(.tooFast) }
  }

  /// Whether `hopLimit` is more than one off `last` and does not just begin at another of the usual initial values: hosts have one for
  /// their sockets and may have another for segments without a socket.
  private func isStrange(_ hopLimit: UInt8, after last: UInt8) -> Bool {
    guard abs(Int(hopLimit) - Int(last)) > 1 else { return false }
    return abs(Connection.hops(hopLimit) - Connection.hops(last)) > 1 || hopLimit == 0
  }

  /// How many routers a packet with this hop limit has passed, if it began at the next of the initial values in use.
  private static func hops(_ hopLimit: UInt8) -> Int {
    let initial = hopLimit <= 32 ? 32 : hopLimit <= 64 ? 64 : hopLimit <= 128 ? 128 : 255
    return initial - Int(hopLimit)
  }

  /// Whether `segment` has the hop limit of `side`'s other segments and goes on with its timestamps, which forgers leave out. What it answers
  /// was captured late then, or what came before it was missed.
  private mutating func isOwn(_ segment: inout Segment, of side: Side) -> Bool {
    let me = side.index
    return segment.hopLimit == ends[me].lastHopLimit && segment.options.present.contains(.timestamps)
      && ends[me].lastTimestampValue != 0
      && segment.options.timestampValue &- ends[me].lastTimestampValue < 1 << 20
  }

  /// Whether `identification` is far from where the counter of `side` stands; false where it has no counter. A segment without a socket
  /// carries 0 on Linux.
  private mutating func breaksSeries(_ identification: UInt16, of side: Side) -> Bool {
    let me = side.index
    let last = ends[me].lastIdentification
    guard identification != 0, last != 0, ends[me].priorIdentification != 0 else { return false }
    let step = Int16(bitPattern: last &- ends[me].priorIdentification)
    guard step > 0, step < 64 else { return false }
    let leap = Int16(bitPattern: identification &- last)
    return leap < -64 || leap > 1024
  }

  /// Whether `segment` acknowledges what passed so lately that it cannot have been at the host and back: in under half the shortest time
  /// that the handshake and everything since took.
  private mutating func isTooFast(_ segment: inout Segment, from side: Side, _ timeline: inout Timeline) -> Bool {
    let me = side.index
    let ofHandshake = handshakeTime(side == .client ? .client : .server, &timeline)
    guard segment.flags.contains(.ack), ofHandshake >= 0, ends[me].roundTrip >= 0,
      ends[me].facts.intersection([.probing, .probingRepeat]) == .probing,
      segment.acknowledgement.distance(from: ends[me].probeEnd) >= 0
    else { return false }
    let shortest = min(ofHandshake, ends[me].roundTrip)
    let taken = segment.time &- ends[me].probeTime
    return shortest >= 2_000_000 && taken >= 0 && taken < shortest / 2
  }
}
