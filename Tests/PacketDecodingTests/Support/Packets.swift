import PacketDecoding

/// The two octets of `value` in network order.
func two(_ value: Int) -> [UInt8] {
  [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)]
}

/// The four octets of `value` in network order.
func four(_ value: Int) -> [UInt8] {
  two(value >> 16) + two(value)
}

/// An Ethernet II frame.
func ethernet(_ payload: [UInt8], type: Int = 0x0800) -> [UInt8] {
  [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2] + two(type) + payload
}

/// An IPv4 packet from 10.0.0.1 to 10.0.0.2, identification 0x1234, TTL 64; lengths are right unless given.
func ipv4(
  _ payload: [UInt8], protocol number: UInt8 = 6, totalLength: Int? = nil, fragment: Int = 0x4000,
  options: [UInt8] = [], headerWords: UInt8? = nil
) -> [UInt8] {
  let words = headerWords ?? UInt8(5 + options.count / 4)
  return [0x40 | words, 0] + two(totalLength ?? 20 + options.count + payload.count) + [0x12, 0x34] + two(fragment)
    + [64, number, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2] + options + payload
}

/// An IPv6 packet from 2001:db8::1 to 2001:db8::2, hop limit 63; the payload length is right unless given.
func ipv6(_ payload: [UInt8], next: UInt8 = 6, payloadLength: Int? = nil) -> [UInt8] {
  [0x60, 0, 0, 0] + two(payloadLength ?? payload.count) + [next, 63]
    + [0x20, 1, 0x0D, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
    + [0x20, 1, 0x0D, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2] + payload
}

/// A segment from port 40000 to port 80: sequence 1000, acknowledgement 2000, PSH and ACK, window 512.
func tcp(
  options: [UInt8] = [], payload: [UInt8] = [], flags: Int = 0x018, dataOffset: Int? = nil, checksum: Int = 0xABCD
) -> [UInt8] {
  two(40000) + two(80) + four(1000) + four(2000) + two((dataOffset ?? 5 + options.count / 4) << 12 | flags) + two(512)
    + two(checksum) + [0, 0] + options + payload
}

/// Decodes a packet; the original length is the captured one unless given.
func decode(_ octets: [UInt8], link: Int32 = 1, original: Int? = nil) -> (status: DecodeStatus, segment: Segment) {
  var segment = Segment()
  let length = UInt32(clamping: original ?? octets.count)
  let status = unsafe PacketDecoder(linkType: link).decode(octets.span.bytes, originalLength: length, into: &segment)
  return (status, segment)
}

/// Diagnoses a packet; the original length is the captured one unless given.
func diagnose(_ octets: [UInt8], link: Int32 = 1, original: Int? = nil) -> DecodeError? {
  let length = UInt32(clamping: original ?? octets.count)
  return unsafe PacketDecoder(linkType: link).diagnose(octets.span.bytes, originalLength: length)
}

/// Verifies a packet's TCP checksum; the original length is the captured one unless given.
func verify(_ octets: [UInt8], link: Int32 = 1, original: Int? = nil) -> ChecksumVerifier.Verdict {
  let length = UInt32(clamping: original ?? octets.count)
  return unsafe ChecksumVerifier(linkType: link).verdict(octets.span.bytes, originalLength: length)
}

/// The address 10.0.0.`last`.
func ten(_ last: UInt32) -> IPAddress {
  IPAddress(ipv4: 0x0A00_0000 | last)
}
