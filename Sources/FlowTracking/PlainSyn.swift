import PacketDecoding

/// A SYN that says nothing but what nearly all say: what tracking looks at of it, in 34 octets.
///
/// What it leaves out is what `holds` insists on.
struct PlainSyn: Sendable, BitwiseCopyable {
  /// Options of which nothing needs to be kept but that they were there, or what has its place here.
  static var plainOptions: UInt16 {
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
  let sequence: UInt32
  let timestampValue: UInt32
  private let frameLow: UInt32
  private let frameHigh: UInt16
  private let window: UInt16
  private let identification: UInt16
  private let checksum: UInt16
  /// Its sender's maximum segment size; 0 where it does not say.
  let maximumSegmentSize: UInt16
  private let bits: UInt16
  let windowScale: UInt8
  private let hopLimit: UInt8

  /// What is kept of `segment`, which this `holds`; the end of the key that sorts first sent it, or the other.
  @inline(__always)
  init(_ segment: Segment, senderIsLow: Bool) {
    time = segment.time
    sequence = segment.sequence.rawValue
    timestampValue = segment.options.timestampValue
    frameLow = UInt32(truncatingIfNeeded: segment.frame)
    frameHigh = UInt16(truncatingIfNeeded: segment.frame >> 32)
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

  /// Whether `segment` is a SYN that says nothing but what can be kept here, and nothing that is noted at once.
  static func holds(_ segment: Segment) -> Bool {
    let always: Segment.Presence = [.fullHeader, .sequence, .flags]
    let free: Segment.Presence = [.allOptions, .ipv4, .tunnelEnds]
    return segment.flags.rawValue == TCPFlags.syn.rawValue
      && segment.present.rawValue & ~free.rawValue == always.rawValue
      && segment.options.present.rawValue & ~plainOptions == 0 && segment.payloadLength == 0
      && segment.acknowledgement.rawValue == 0 && segment.options.timestampEcho == 0
      && segment.options.windowScale <= 14
      && segment.options.sackCount == 0 && segment.frame >> 48 == 0
      && (segment.source != segment.destination || segment.sourcePort != segment.destinationPort)
  }

  /// The number of its packet in the capture.
  var frame: UInt64 { UInt64(frameHigh) << 32 | UInt64(frameLow) }

  /// Whether the client is the end of the key that sorts first.
  var isFromLowEnd: Bool { bits & Self.senderIsLow != 0 }

  /// The options that it has; more may have been cut off, unless it `hasAllOptions`.
  var options: TCPOptions.Kinds { TCPOptions.Kinds(rawValue: bits & Self.plainOptions) }

  /// Whether all of its options were captured.
  var hasAllOptions: Bool { bits & Self.allOptions != 0 }

  /// The SYN of the connection with `key` in the network `context`, as far as tracking looks at it.
  @inline(__always)
  func segment(_ key: FlowKey, _ context: UInt64) -> Segment {
    var segment = Segment()
    segment.time = time
    segment.frame = frame
    segment.setEnds(key, senderIsLow: isFromLowEnd)
    segment.sequence = SequenceNumber(sequence)
    segment.flags = .syn
    segment.window = window
    segment.identification = identification
    segment.checksum = checksum
    segment.hopLimit = hopLimit
    segment.present = [.fullHeader, .sequence, .flags]
    if hasAllOptions { segment.present.insert(.allOptions) }
    if bits & Self.ipv4 != 0 { segment.present.insert(.ipv4) }
    segment.options.present = options
    segment.options.timestampValue = timestampValue
    segment.options.maximumSegmentSize = maximumSegmentSize
    segment.options.windowScale = windowScale
    segment.vlan = UInt16(truncatingIfNeeded: context >> 52)
    segment.innerVLAN = UInt16(truncatingIfNeeded: context >> 40 & 0xFFF)
    segment.tunnel = TunnelKind(context: context)
    if context & Segment.endsInContext != 0 { segment.present.insert(.tunnelEnds) }
    segment.tunnelIdentifier = UInt32(truncatingIfNeeded: context)
    return segment
  }
}

extension Segment {
  /// Has the ends be those of `key`, the one that sorts first its sender or the other.
  mutating func setEnds(_ key: FlowKey, senderIsLow: Bool) {
    source = key.address(ofLow: senderIsLow)
    destination = key.address(ofLow: !senderIsLow)
    ports = senderIsLow ? key.ports : key.ports &<< 16 | key.ports &>> 16
  }
}
