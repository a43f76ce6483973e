import PacketDecoding

/// An attempt of which one plain SYN is all that was captured: what has to be known of the SYN to follow the connection from it later.
///
/// A flood is made of these, so they are small.
struct LoneSyn<Ends: LoneSynEnds>: Sendable, BitwiseCopyable {
  /// The connection's number; 0 in a place that is not in use.
  var number: UInt64
  let ends: Ends
  let syn: PlainSyn
  let ports: UInt32
  /// The attempt that began before, and the one that began after, among those that still wait.
  var older = UInt32.max
  var newer = UInt32.max

  /// The attempt that `segment`, which `PlainSyn` holds, begins, as the connection `number`; nil where its ends do not fit.
  init?(_ segment: Segment, _ key: FlowKey, senderIsLow: Bool, number: UInt64) {
    guard let ends = Ends(key, segment.context) else { return nil }
    self.ends = ends
    self.number = number
    ports = key.ports
    syn = PlainSyn(segment, senderIsLow: senderIsLow)
  }

  /// When the SYN was captured, in nanoseconds since the epoch.
  var time: Int64 { syn.time }

  /// Whether the client is the end of the key that sorts first.
  var isFromLowEnd: Bool { syn.isFromLowEnd }

  /// The connection's 4-tuple.
  var key: FlowKey { ends.key(ports) }

  /// The address and the port of `side`.
  @inline(__always)
  func end(of side: Side) -> (address: IPAddress, port: UInt16) {
    let key = key
    let isLow = isFromLowEnd == (side == .client)
    return (key.address(ofLow: isLow), key.port(ofLow: isLow))
  }

  /// The SYN, as far as tracking looks at it.
  var segment: Segment { syn.segment(key, ends.context) }
}

/// The addresses of a lone SYN and the network it is in.
protocol LoneSynEnds: Sendable, BitwiseCopyable {
  /// The addresses of `key` in the network `context`; nil where they do not fit.
  init?(_ key: FlowKey, _ context: UInt64)
  /// The key with these addresses and `ports`.
  func key(_ ports: UInt32) -> FlowKey
  /// The network, as in `Segment.context`.
  var context: UInt64 { get }
}

/// Two IPv4 addresses in the capture's own network.
struct NarrowEnds: LoneSynEnds {
  private let low: UInt32
  private let high: UInt32

  init?(_ key: FlowKey, _ context: UInt64) {
    guard context == 0, let low = key.lowAddress.ipv4, let high = key.highAddress.ipv4 else { return nil }
    self.low = low
    self.high = high
  }

  @inline(__always)
  func key(_ ports: UInt32) -> FlowKey {
    FlowKey(lowAddress: IPAddress(ipv4: low), highAddress: IPAddress(ipv4: high), ports: ports)
  }

  var context: UInt64 { 0 }
}

/// Any two addresses in any network.
struct WideEnds: LoneSynEnds {
  private let low: IPAddress
  private let high: IPAddress
  let context: UInt64

  init?(_ key: FlowKey, _ context: UInt64) {
    low = key.lowAddress
    high = key.highAddress
    self.context = context
  }

  func key(_ ports: UInt32) -> FlowKey {
    FlowKey(lowAddress: low, highAddress: high, ports: ports)
  }
}
