/// Where a decoder stands in one packet: the layer that comes next, and the octets that belong to it.
///
/// Each layer's method either moves the walk to the next header and returns nil, or returns the status to end with.
struct LayerWalk {
  /// The layer at `offset`.
  var layer: Layer
  /// Where its header starts, in octets from the start of the packet.
  var offset = 0
  /// Where the layer ends by the length fields around it; past `capturedEnd` when the capture was cut.
  var wireEnd: Int
  /// Where the captured octets of the layer end.
  var capturedEnd: Int
  /// IPv6 payload lengths of 0 wait for a jumbo payload option (RFC 2675) before the wire decides.
  var awaitsJumboLength = false
  /// Whether the packet is inside an ICMP error, so that missing octets are the router's doing.
  var isQuoted = false
  /// Whether the addresses may be rewritten on the way (source route, routing header), which the TCP checksum depends on.
  var hasRouting = false
  /// Where the packet ends by the record's original length, which a payload cannot outreach; the largest number inside of a fragment or
  /// an ICMP error, whose headers speak of more than there is.
  var packetEnd: Int
  /// Whether IEEE 802.11 headers are padded to 4 octets, as radiotap says.
  var isPadded = false
  /// Which frame of an A-MSDU is wanted, 0 for the first.
  var subframeIndex = 0
  /// The fragment that the walk came to, outermost first; its datagram is what the walk stands in.
  var fragment = Fragment()
  /// Octets that the layer at which the walk stopped short needed; 0 unless it did.
  private(set) var needed = 0
  /// Octets that it had.
  private(set) var available = 0

  /// Stands before the first octet of a packet of which `captured` octets are at hand and `original` were sent.
  init(layer: Layer, captured: Int, original: Int) {
    self.layer = layer
    self.capturedEnd = captured
    // Writers have been seen that record an original length under the captured one.
    self.wireEnd = max(captured, original)
    self.packetEnd = wireEnd
  }

  /// Nil when `needed` octets from `offset` on were captured, else the status to end with.
  @inline(always)
  mutating func shortage(of needed: Int) -> DecodeStatus? {
    capturedEnd - offset >= needed ? nil : fallShort(of: needed)
  }

  /// Ends the walk where the capture, or else the packet itself, leaves fewer octets than `needed`.
  @inline(always)
  private mutating func fallShort(of needed: Int) -> DecodeStatus {
    fail(needed: needed, available: capturedEnd - offset)
    return wireEnd - offset >= needed || isQuoted ? .truncated : .malformed
  }

  /// Ends the walk at a header whose own fields leave it `available` octets of the `needed`.
  @inline(always)
  mutating func contradiction(needed: Int, available: Int) -> DecodeStatus {
    fail(needed: needed, available: available)
    return .malformed
  }

  /// Notes why the walk stops at this layer.
  @inline(always)
  mutating func fail(needed: Int, available: Int) {
    self.needed = needed
    self.available = available
  }

  /// Why the walk stopped short; nil unless it did.
  var error: DecodeError? {
    needed == 0 ? nil : DecodeError(layer: layer, offset: offset, needed: needed, available: available)
  }

  /// Steps over `length` octets to `next`; nil ends the walk as other traffic.
  @inline(always)
  mutating func advance(by length: Int, to next: Layer?) -> DecodeStatus? {
    guard let next else { return .notTCP }
    offset += length
    layer = next
    return nil
  }

  /// Takes it from the layer at `offset` that it ends after `length` octets.
  @inline(always)
  mutating func end(after length: Int) {
    wireEnd = offset + length
    capturedEnd = min(capturedEnd, wireEnd)
  }
}
