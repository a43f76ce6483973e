/// Turns the octets of a captured packet into a `Segment`, header by header. Public, so that the short way is inlined where packets are read.
public struct PacketDecoder: Sendable {
  /// How many headers a packet may have after the first few; each VLAN tag, MPLS label and IPv6 extension counts.
  package static let layerLimit = 32

  /// The most frames of an A-MSDU (IEEE 802.11 §9.3.2.2) that are looked at.
  package static let subframeLimit = 64

  private let firstLayer: Layer?
  /// Whether that is Ethernet.
  @usableFromInline let isEthernet: Bool

  /// A decoder for captures with libpcap's `linkType` (a DLT_ value; LINKTYPE_RAW, 101, is known too).
  package init(linkType: Int32) {
    firstLayer = Layer(linkType: linkType)
    isEthernet = firstLayer == .ethernet
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
    if decodePlain(octets, originalLength: originalLength, into: &segment) { return .tcp }
    return decodeLayers(octets, originalLength: originalLength, into: &segment)
  }

  /// The same layer by layer, which is the longer way where `decodePlain` can do it.
  @inline(never)
  package func decodeLayers(
    _ octets: borrowing RawSpan, originalLength: UInt32, into segment: inout Segment
  ) -> DecodeStatus {
    segment.clear()
    guard let firstLayer else { return .unsupportedLinkType }
    var walk = LayerWalk(layer: firstLayer, captured: octets.byteCount, original: Int(originalLength))
    return walk.run(octets, into: &segment)
  }

  /// Decodes the frame with `index`, 0 for the first, of a packet in which `decode` found several (`aggregate`).
  package func decode(
    subframe index: Int, _ octets: borrowing RawSpan, originalLength: UInt32, into segment: inout Segment
  ) -> DecodeStatus {
    segment.clear()
    guard let firstLayer else { return .unsupportedLinkType }
    var walk = LayerWalk(layer: firstLayer, captured: octets.byteCount, original: Int(originalLength))
    walk.subframeIndex = index
    return walk.run(octets, into: &segment)
  }

  /// Says where and why `decode` stops short in this packet; nil where it does not.
  package func diagnose(_ octets: borrowing RawSpan, originalLength: UInt32) -> DecodeError? {
    var segment = Segment()
    return walk(octets, originalLength: originalLength, into: &segment)?.error
  }

  /// The walk that `decode` makes, at its end; nil when the link type is not supported.
  func walk(_ octets: borrowing RawSpan, originalLength: UInt32) -> LayerWalk? {
    var segment = Segment()
    return walk(octets, originalLength: originalLength, into: &segment)
  }

  /// The walk that `decode` makes, at its end, with what it finds; nil when the link type is not supported.
  @inline(never)
  func walk(_ octets: borrowing RawSpan, originalLength: UInt32, into segment: inout Segment) -> LayerWalk? {
    guard let firstLayer else { return nil }
    var walk = LayerWalk(layer: firstLayer, captured: octets.byteCount, original: Int(originalLength))
    _ = walk.run(octets, into: &segment)
    return walk
  }
}
