import PacketDecoding

/// The networks (`Segment.context`) that a connection's segments passed through, kept apart from the record because most captures are of one
/// network, without tags and tunnels.
struct Network: Sendable, BitwiseCopyable {
  /// The place of the one that nothing was written to, which stands for all connections in the capture's own network.
  static let blank: UInt32 = 0

  /// That of the segments from the end that sorts first, and from the other; until that has sent, its peer's.
  var contexts = InlineArray<2, UInt64>(repeating: 0)
  /// The first VLAN of any of them; 0 for none.
  var vlan: UInt16 = 0

  init() {}

  /// The network that the connection is shown with: that of the first end that has one.
  var context: UInt64 { contexts[0] != 0 ? contexts[0] : contexts[1] }
}

extension Connection {
  /// Where the network of the connection is, to be written to; it has one from here on.
  mutating func openNetwork(_ timeline: inout Timeline) -> UInt32 {
    if network == Network.blank { network = timeline.networks.takePledgedCopy(of: Network.blank, &timeline.memory) }
    return network
  }

  /// The network of the segments from the end that sorts first, or from the other.
  @inline(__always)
  mutating func context(fromLow isLow: Bool, _ timeline: inout Timeline) -> UInt64 {
    usually(network == Network.blank) ? 0 : timeline.networks[network].contexts[isLow ? 0 : 1]
  }

  /// Notes `vlan`, the number of the VLAN that a segment is in, where none is noted yet.
  mutating func noteVLAN(_ vlan: UInt16, _ timeline: inout Timeline) {
    if timeline.networks[network].vlan != 0 { return }
    timeline.networks[openNetwork(&timeline)].vlan = vlan
  }
}
