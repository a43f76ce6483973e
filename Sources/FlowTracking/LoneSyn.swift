import PacketDecoding

/// An attempt of which one plain SYN is all that was captured: what has to be known of the SYN to follow the connection from it later.
///
/// A flood is made of these, so they are small. What they leave out is what `init` insists on.
struct LoneSyn<Ends: LoneSynEnds>: Sendable, BitwiseCopyable {
  /// Options of which nothing needs to be kept but that they were there, or what has its place here.
  private static var plainOptions: UInt16 {
    let kinds: TCPOptions.Kinds = [
      .maximumSegmentSize, .windowScale, .sackPermitted, .timestamps, .authentication, .userTimeout, .other,
    ]
    return kinds.rawValue
  }
  // In the bits that `plainOptions` leaves free.
  private static var allOptions: UInt16 { 1 << 11 }
  private static var ipv4: UInt16 { 1 << 12 }
  private static var senderIsLow: UInt16 { 1 << 13 }

  let time: Int64
  let frame: UInt64
  /// The connection's number; 0 in a place that is not in use.
  var number: UInt64
  let ends: Ends
  let ports: UInt32
  let sequence: UInt32
  private let timestampValue: UInt32
  /// The attempt that began before, and the one that began after, among those that still wait.
  var older = UInt32.max
  var newer = UInt32.max
  private let window: UInt16
  private let identification: UInt16
  private let checksum: UInt16
  private let maximumSegmentSize: UInt16
  private let bits: UInt16
  private let windowScale: UInt8
  private let hopLimit: UInt8

  /// The attempt that `segment` begins, as the connection `number`; nil where its ends do not fit.
  init?(_ segment: Segment, _ key: FlowKey, senderIsLow: Bool, number: UInt64) {
    guard let ends = Ends(key, segment.context) else { return nil }
    self.ends = ends
    self.number = number
    time = segment.time
    frame = segment.frame
    ports = key.ports
    sequence = segment.sequence.rawValue
    timestampValue = segment.options.timestampValue
    window = segment.window
    identification = segment.identification
    checksum = segment.checksum
    maximumSegmentSize = segment.options.maximumSegmentSize
    windowScale = segment.options.windowScale
    hopLimit = segment.hopLimit
    bits =
      segment.options.present.rawValue | (segment.present.contains(.allOptions) ? Self.allOptions : 0)
      | (segment.present.contains(.ipv4) ? Self.ipv4 : 0) | (senderIsLow ? Self.senderIsLow : 0)
  }

  /// Whether `segment` is a SYN that says nothing but what a lone SYN can hold, and nothing that is noted at once.
  static func holds(_ segment: Segment) -> Bool {
    let always: Segment.Presence = [.fullHeader, .sequence, .flags]
    let free: Segment.Presence = [.allOptions, .ipv4, .tunnelEnds]
    return segment.flags.rawValue == TCPFlags.syn.rawValue
      && segment.present.rawValue & ~free.rawValue == always.rawValue
      && segment.options.present.rawValue & ~plainOptions == 0 && segment.payloadLength == 0
      && segment.acknowledgement.rawValue == 0 && segment.options.timestampEcho == 0
      && segment.options.windowScale <= 14
      && segment.options.sackCount == 0
      && (segment.source != segment.destination || segment.sourcePort != segment.destinationPort)
  }

  /// Whether the client is the end of the key that sorts first.
  var isFromLowEnd: Bool { bits & Self.senderIsLow != 0 }

  /// The connection's 4-tuple.
  var key: FlowKey { ends.key(ports) }

  /// The address and the port of `side`.
  @inline(__always)
  func end(of side: Side) -> (address: IPAddress, port: UInt16) {
    let key = key
    let isLow = isFromLowEnd == (side == .client)
    return (isLow ? key.lowAddress : key.highAddress, UInt16(truncatingIfNeeded: isLow ? ports >> 16 : ports))
  }

  /// The SYN, as far as tracking looks at it.
  var segment: Segment {
    var segment = Segment()
    segment.time = time
    segment.frame = frame
    (segment.source, segment.sourcePort) = end(of: .client)
    (segment.destination, segment.destinationPort) = end(of: .server)
    segment.sequence = SequenceNumber(sequence)
    segment.flags = .syn
    segment.window = window
    segment.identification = identification
    segment.checksum = checksum
    segment.hopLimit = hopLimit
    segment.present = [.fullHeader, .sequence, .flags]
    if bits & Self.allOptions != 0 { segment.present.insert(.allOptions) }
    if bits & Self.ipv4 != 0 { segment.present.insert(.ipv4) }
    segment.options.present = TCPOptions.Kinds(rawValue: bits & Self.plainOptions)
    segment.options.timestampValue = timestampValue
    segment.options.maximumSegmentSize = maximumSegmentSize
    segment.options.windowScale = windowScale
    let context = ends.context
    segment.vlan = UInt16(truncatingIfNeeded: context >> 52)
    segment.innerVLAN = UInt16(truncatingIfNeeded: context >> 40 & 0xFFF)
    segment.tunnel = TunnelKind(context: context)
    if context & Segment.endsInContext != 0 { segment.present.insert(.tunnelEnds) }
    segment.tunnelIdentifier = UInt32(truncatingIfNeeded: context)
    return segment
  }
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
