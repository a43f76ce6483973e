/// Turns the octets of a captured packet into a `Segment`, header by header.
package struct PacketDecoder: Sendable {
  /// How many headers a packet may have; each VLAN tag, MPLS label and IPv6 extension counts.
  package static let layerLimit = 32

  private let firstLayer: Layer?

  /// A decoder for captures with libpcap's `linkType` (a DLT_ value; LINKTYPE_RAW, 101, is known too).
  package init(linkType: Int32) {
    firstLayer = Layer(linkType: linkType)
  }

  /// Whether packets of this link type can be decoded at all.
  package var isSupported: Bool {
    firstLayer != nil
  }

  /// Decodes one packet of which `octets` were captured and `originalLength` octets were on the wire.
  ///
  /// Overwrites all of `segment` but `time` and `frame`. What was decoded before a stop stays in it.
  package func decode(
    _ octets: borrowing RawSpan, originalLength: UInt32, into segment: inout Segment
  ) -> DecodeStatus {
    guard var walk = start(captured: octets.byteCount, originalLength: originalLength) else {
      segment.clear()
      return .unsupportedLinkType
    }
    return Self.run(&walk, octets, into: &segment)
  }

  /// Says where and why `decode` stops short in this packet; nil where it does not.
  package func diagnose(_ octets: borrowing RawSpan, originalLength: UInt32) -> DecodeError? {
    var segment = Segment()
    guard var walk = start(captured: octets.byteCount, originalLength: originalLength) else { return nil }
    _ = Self.run(&walk, octets, into: &segment)
    return walk.error
  }

  /// A walk before the first octet; nil when the link type is not supported.
  @inline(__always)
  func start(captured: Int, originalLength: UInt32) -> LayerWalk? {
    guard let firstLayer else { return nil }
    return LayerWalk(layer: firstLayer, captured: captured, original: Int(originalLength))
  }

  /// Walks the headers until one of them settles what the packet is.
  static func run(
    _ walk: inout LayerWalk, _ octets: borrowing RawSpan, into segment: inout Segment
  ) -> DecodeStatus {
    segment.clear()
    for _ in 0..<layerLimit {
      let end: DecodeStatus? =
        switch walk.layer {
        case .ethernet: walk.ethernet(octets)
        case .ipv4: walk.ipv4(octets, into: &segment)
        case .ipv6: walk.ipv6(octets, into: &segment)
        case .tcp: walk.tcp(octets, into: &segment)
        case .vlan: walk.vlan(octets, into: &segment)
        case .llc: walk.llc(octets)
        case .linuxCooked: walk.linuxCooked(octets)
        case .linuxCooked2: walk.linuxCooked2(octets)
        case .loopback: walk.loopback(octets)
        case .ppp: walk.ppp(octets)
        case .ciscoHDLC: walk.ciscoHDLC(octets)
        case .pppoe: walk.pppoe(octets)
        case .mpls: walk.mpls(octets)
        case .ip: walk.ip(octets)
        case .hopByHop: walk.hopByHop(octets, into: &segment)
        case .routing: walk.routing(octets)
        case .destinationOptions: walk.destinationOptions(octets)
        case .fragmentHeader: walk.fragmentHeader(octets, into: &segment)
        case .authentication: walk.authentication(octets)
        case .icmp: walk.icmp(octets, into: &segment)
        case .icmpv6: walk.icmpv6(octets, into: &segment)
        }
      if let end { return end }
    }
    walk.error = DecodeError(layer: walk.layer, offset: walk.offset, needed: layerLimit + 1, available: layerLimit)
    return .tooManyLayers
  }
}
