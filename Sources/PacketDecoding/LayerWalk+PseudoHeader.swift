extension LayerWalk {
  /// Steps over FDDI's frame control and addresses.
  mutating func fddi(_ octets: borrowing RawSpan) -> DecodeStatus? {
    if let stop = shortage(of: 13) { return stop }
    // Logical link control, asynchronous or synchronous.
    guard octets.octet(at: offset) & 0x70 == 0x50 else { return .notTCP }
    return advance(by: 13, to: .llc)
  }

  /// Steps over ARCNET's header as Linux captures it (RFC 1051, RFC 1201).
  mutating func arcnet(_ octets: borrowing RawSpan) -> DecodeStatus? {
    if let stop = shortage(of: 8) { return stop }
    switch octets.octet(at: offset + 4) {
    case 240: return advance(by: 5, to: .ipv4)
    case 212: return advance(by: 8, to: .ipv4)
    case 196: return advance(by: 8, to: .ipv6)
    default: return .notTCP
    }
  }

  /// Steps over a global routing header and IPoIB's own (RFC 4391 §6).
  mutating func infiniBand(_ octets: borrowing RawSpan) -> DecodeStatus? {
    if let stop = shortage(of: 44) { return stop }
    return advance(by: 44, to: Layer(etherType: octets.uint16(at: offset + 40)))
  }

  /// Steps over BSD's encapsulating interface: family, parameter index, flags.
  mutating func enc(_ octets: borrowing RawSpan) -> DecodeStatus? {
    if let stop = shortage(of: 12) { return stop }
    let family = octets.uint32(at: offset)
    return advance(by: 12, to: Layer(addressFamily: family > 0xFFFF ? family.byteSwapped : family))
  }

  /// Steps over BSD's packet filter log, which tells its length without the padding to 4 octets.
  mutating func packetFilterLog(_ octets: borrowing RawSpan) -> DecodeStatus? {
    if let stop = shortage(of: 2) { return stop }
    let length = (Int(octets.octet(at: offset)) + 3) / 4 * 4
    guard length >= 48 else { return contradiction(needed: 48, available: length) }
    if let stop = shortage(of: length) { return stop }
    return advance(by: length, to: Layer(addressFamily: UInt32(octets.octet(at: offset + 1))))
  }

  /// Steps over Apple's packet tap, which tells the link type behind it.
  mutating func packetTap(_ octets: borrowing RawSpan) -> DecodeStatus? {
    if let stop = shortage(of: 12) { return stop }
    let length = Int(octets.littleUInt32(at: offset))
    guard length >= 12 else { return contradiction(needed: 12, available: length) }
    if let stop = shortage(of: length) { return stop }
    return advance(by: length, to: Layer(linkType: Int32(truncatingIfNeeded: octets.littleUInt32(at: offset + 8))))
  }

  /// Steps to the packet among the attributes of a netfilter message: attribute 9 in a log, 10 in a queue.
  mutating func netfilterLog(_ octets: borrowing RawSpan, payloadType: UInt16) -> DecodeStatus? {
    if let stop = shortage(of: 4) { return stop }
    let next = Layer(addressFamily: UInt32(octets.octet(at: offset)))
    offset += 4
    while true {
      if let stop = shortage(of: 4) { return stop }
      // In the byte order of the host that captured: a length in the wrong order is a multiple of 256.
      let isLittle = octets.littleUInt16(at: offset) <= octets.uint16(at: offset)
      let length = Int(isLittle ? octets.littleUInt16(at: offset) : octets.uint16(at: offset))
      let type = isLittle ? octets.littleUInt16(at: offset + 2) : octets.uint16(at: offset + 2)
      guard length >= 4 else { return contradiction(needed: 4, available: length) }
      if type & 0x7FFF == payloadType {
        end(after: length)
        return advance(by: 4, to: next)
      }
      let padded = (length + 3) / 4 * 4
      guard wireEnd - offset > padded else { return .notTCP }
      if let stop = shortage(of: padded) { return stop }
      offset += padded
    }
  }

  /// Steps over a cooked header and a netlink message's, where netfilter logs or queues a packet with it.
  mutating func netlink(_ octets: borrowing RawSpan) -> DecodeStatus? {
    if let stop = shortage(of: 36) { return stop }
    guard octets.uint16(at: offset + 14) == 12 else { return .notTCP }
    let first = octets.octet(at: offset + 20)
    let second = octets.octet(at: offset + 21)
    // Subsystem and message in either byte order: the log is 4, the queue 3; both send packets as message 0.
    let system = first == 0 ? second : second == 0 ? first : 0
    guard system == 3 || system == 4 else { return .notTCP }
    offset += 32
    return netfilterLog(octets, payloadType: system == 4 ? 9 : 10)
  }

  /// Steps over Juniper's pseudo-header, its extensions too, to `next`, or to IP where it says that there is no link layer.
  mutating func juniper(_ octets: borrowing RawSpan, before next: Layer) -> DecodeStatus? {
    if let stop = shortage(of: 6) { return stop }
    guard octets.uint32(at: offset) >> 8 == 0x4D_4743 else { return .notTCP }
    let flags = octets.octet(at: offset + 3)
    let length = flags & 0x80 != 0 ? 6 + Int(octets.uint16(at: offset + 4)) : 4
    if let stop = shortage(of: length) { return stop }
    return flags & 0x02 != 0 ? advance(by: length + 4, to: .ip) : advance(by: length, to: next)
  }

  /// Steps over an Endace record's header and its extension headers.
  mutating func extensibleRecord(_ octets: borrowing RawSpan) -> DecodeStatus? {
    if let stop = shortage(of: 16) { return stop }
    let type = octets.octet(at: offset + 8)
    var length = 16
    var hasMore = type & 0x80 != 0
    while hasMore {
      if let stop = shortage(of: length + 8) { return stop }
      hasMore = octets.octet(at: offset + length) & 0x80 != 0
      length += 8
    }
    switch type & 0x7F {
    case 2, 11, 16, 20: return advance(by: length + 2, to: .ethernet)
    case 1, 10, 15, 17: return advance(by: length, to: .ppp)
    case 22: return advance(by: length, to: .ipv4)
    case 23: return advance(by: length, to: .ipv6)
    default: return .notTCP
    }
  }
}
