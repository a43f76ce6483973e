/// What came of one packet.
public enum DecodeStatus: UInt8, CaseIterable, Sendable, BitwiseCopyable {
  /// A TCP segment, perhaps with a header that the snap length cut: `Segment.present` says how far it reaches.
  case tcp
  /// A TCP segment whose data offset is under 5 or past the IP payload, or that is shorter than its header.
  ///
  /// Hosts drop it; the segment holds what was decoded and belongs to its flow.
  case malformedSegment
  /// An ICMP or ICMPv6 error that quotes a TCP header at least up to its ports.
  case icmpError
  /// Sound as far as it was read, and no TCP.
  case notTCP
  /// A fragment of a packet that is TCP, or would show it behind more headers; `FragmentTable` waits for the rest.
  case fragment
  /// The capture ends before the ports.
  case truncated
  /// A header before TCP contradicts itself or the packet.
  case malformed
  /// More headers than `PacketDecoder.layerLimit`.
  case tooManyLayers
  /// Encrypted, by IPsec, IEEE 802.11 or IEEE 802.1AE: whether it is TCP cannot be known.
  case encrypted
  /// The decoder does not know the capture's link type.
  case unsupportedLinkType
  /// A fragment that overlaps another of its datagram or goes beyond its end (RFC 5722, RFC 8200 §4.5); all of the datagram is dropped.
  case contradictoryFragment

  /// Whether both are the same; here, and not only in the standard library, so that other modules need no witness for it.
  @inlinable @inline(__always)
  public static func == (left: DecodeStatus, right: DecodeStatus) -> Bool { left.rawValue == right.rawValue }

  /// Whether the segment holds at least the endpoints of a TCP segment that was captured (not quoted).
  @inlinable
  public var isSegment: Bool {
    switch self {
    case .tcp, .malformedSegment: true
    default: false
    }
  }
}
