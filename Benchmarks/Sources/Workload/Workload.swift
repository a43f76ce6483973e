/// A capture that is made and not recorded: the same arguments give the same octets.
package struct Workload: Sendable {
  /// What kind of traffic.
  package enum Kind: String, Sendable, CaseIterable {
    /// Complete short connections, about 1,250 of them open at once, a fifth by IPv6.
    case short
    /// The same by IPv4 alone, for tools that get IPv6 wrong.
    case shortV4 = "short-v4"
    /// SYNs from ever new addresses; 1 % are answered.
    case synflood
    /// 64 long transfers, headers only, with losses and reordering.
    case bulk
    /// 16 long transfers, whole packets.
    case full
    /// Connections that all stay open.
    case manyflows
    /// Short connections, eight long transfers and a flood at once.
    case mixed
  }

  /// What kind of traffic.
  package var kind: Kind
  /// How many packets there shall be, give or take a connection.
  package var packets: Int
  /// What the random numbers are derived from.
  package var seed: UInt64

  /// The workload with these arguments.
  package init(kind: Kind, packets: Int, seed: UInt64 = 1) {
    self.kind = kind
    self.packets = max(packets, 1)
    self.seed = seed
  }

  /// Octets that are kept of each packet.
  package var snapshotLength: Int { kind == .full ? 262_144 : 96 }

  /// Makes the capture and hands it to `write` in pieces of about 1 MiB; returns what is in it.
  package func generate(_ write: ([UInt8]) throws -> Void) rethrows -> Truth {
    var random = RandomSource(seed: seed)
    var traffic = traffic(&random)
    var queue = TimedQueue<Packet>()
    var writer = FrameWriter(snapshotLength: snapshotLength, &random)
    var truth = Truth()
    var octets = writer.header()
    while true {
      // Whoever has something to say before the first packet that waits says it now.
      if let begin = traffic.nextTime, begin <= queue.nextTime ?? .max {
        traffic.proceed(&random, &queue, &truth)
        continue
      }
      guard let (_, packet) = queue.removeFirst() else { break }
      writer.append(packet, to: &octets)
      truth.packets += 1
      if octets.count >= 1 << 20 {
        truth.fileOctets += octets.count
        try write(octets)
        octets.removeAll(keepingCapacity: true)
      }
    }
    truth.fileOctets += octets.count
    try write(octets)
    return truth
  }

  private func traffic(_ random: inout RandomSource) -> any Traffic {
    switch kind {
    case .short, .shortV4: short(packets)
    case .synflood: Flood(count: packets * 100 / 102)
    case .bulk: longFlows(64, packets, segmentsAnAck: 2, &random)
    case .full: longFlows(16, packets, segmentsAnAck: 4, &random)
    case .manyflows: ManyConnections(count: packets / 4, withIPv6: true)
    case .mixed:
      MixedTraffic(parts: [
        short(packets / 2), longFlows(8, packets / 4, segmentsAnAck: 2, &random), Flood(count: packets / 4),
      ])
    }
  }

  private func short(_ packets: Int) -> ShortConnections {
    ShortConnections(count: max(1, packets * 1000 / 11_525), withIPv6: kind != .shortV4)
  }

  private func longFlows(
    _ flows: Int, _ packets: Int, segmentsAnAck: Int, _ random: inout RandomSource
  ) -> MixedTraffic {
    let segments = max(segmentsAnAck, Int(Double(packets / flows - 8) / (1.005 + 1 / Double(segmentsAnAck))))
    return MixedTraffic(
      parts: (0..<flows).map {
        LongFlow($0, flows: flows, segments: segments, segmentsAnAck: segmentsAnAck, withIPv6: true, &random)
      })
  }
}
