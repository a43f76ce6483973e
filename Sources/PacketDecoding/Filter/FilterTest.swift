/// One thing that a filter asks of a segment.
enum FilterTest: Sendable, Equatable {
  /// Which of a segment's two ends are looked at.
  enum Direction: Sendable, Equatable {
    /// Either will do.
    case either
    /// Both have to.
    case both
    /// The sender.
    case source
    /// The receiver.
    case destination
  }

  /// A segment, or an error that quotes one.
  case tcp
  /// Never: what is neither TCP nor speaks of it is not followed.
  case never
  /// An ICMP error about a segment.
  case icmp
  /// An ICMPv6 error about a segment.
  case icmpv6
  /// IPv4 around the segment.
  case ipv4
  /// IPv6 around the segment.
  case ipv6
  /// A tag, with an identifier or with any.
  case vlan(UInt16?)
  /// A port from the first through the second.
  case ports(Direction, UInt16, UInt16)
  /// An address whose leading bits, as many as the mask has, are these.
  case network(Direction, high: UInt64, low: UInt64, highMask: UInt64, lowMask: UInt64)

  /// Whether `segment` is so.
  func holds(for segment: Segment) -> Bool {
    switch self {
    case .tcp: return true
    case .never: return false
    case .icmp: return segment.present.contains(.icmp) && !segment.icmp.isIPv6
    case .icmpv6: return segment.present.contains(.icmp) && segment.icmp.isIPv6
    case .ipv4: return segment.source.isIPv4
    case .ipv6: return !segment.source.isIPv4
    case .vlan(nil): return segment.vlan != 0
    case .vlan(let identifier?): return segment.vlan == identifier || segment.innerVLAN == identifier
    case .ports(let direction, let first, let last):
      return Self.holds(
        direction, segment.sourcePort >= first && segment.sourcePort <= last,
        segment.destinationPort >= first && segment.destinationPort <= last)
    case .network(let direction, let high, let low, let highMask, let lowMask):
      func isIn(_ address: IPAddress) -> Bool { address.high & highMask == high && address.low & lowMask == low }
      let isReporter = direction == .either && segment.present.contains(.icmp) && isIn(segment.reporter)
      return isReporter || Self.holds(direction, isIn(segment.source), isIn(segment.destination))
    }
  }

  private static func holds(_ direction: Direction, _ source: Bool, _ destination: Bool) -> Bool {
    switch direction {
    case .either: source || destination
    case .both: source && destination
    case .source: source
    case .destination: destination
    }
  }
}
