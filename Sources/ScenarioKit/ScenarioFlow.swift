/// One of the two ends of a flow.
struct ScenarioEndpoint {
  /// The host.
  var address: HostAddress
  /// The port.
  var port: UInt16
  /// The ISN that relative numbers of this end count from.
  var initialSequence: UInt32
}

/// The conversation that `>` and `<` belong to.
struct ScenarioFlow {
  /// The end that `>` comes from.
  var client: ScenarioEndpoint
  /// The end that `<` comes from.
  var server: ScenarioEndpoint
  /// The last IP packet from the client, lost or not, for an ICMP error to quote; nil before the first.
  var lastClientPacket: [UInt8]?

  /// The flow that a scenario starts with.
  static func first(isIPv6: Bool) -> ScenarioFlow {
    let address = isIPv6 ? HostAddress.documentation6 : HostAddress.documentation4
    return ScenarioFlow(index: 0, client: (address(1), 40000), server: (address(2), 80))
  }

  /// A flow with ISNs of its own: round decimal numbers, so that a number printed by another tool is read back at a glance.
  init(index: Int, client: (HostAddress, UInt16), server: (HostAddress, UInt16)) {
    let step = UInt32(truncatingIfNeeded: index) &* 10_000_000
    self.client = ScenarioEndpoint(address: client.0, port: client.1, initialSequence: 1_000_000_000 &+ step)
    self.server = ScenarioEndpoint(address: server.0, port: server.1, initialSequence: 3_000_000_000 &+ step)
  }
}
