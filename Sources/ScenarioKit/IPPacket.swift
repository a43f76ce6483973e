/// An IPv4 (RFC 791) or IPv6 (RFC 8200) packet to be encoded.
struct IPPacket {
  /// Who sends it.
  var source: HostAddress
  /// Whom it is for; of the same family.
  var destination: HostAddress
  /// The protocol or next header: 6 for TCP, 1 and 58 for ICMP.
  var payloadProtocol: UInt8
  /// The time to live or hop limit.
  var hopLimit: UInt8 = 64
  /// The IPv4 identification.
  var identification: UInt16 = 0
  /// The type of service or traffic class.
  var trafficClass: UInt8 = 0
  /// Whether IPv4 must not fragment it, as Linux asks for TCP but not for ICMP errors.
  var forbidsFragments = true

  /// The packet around a payload of at most 65515 octets.
  func encode(_ payload: [UInt8]) -> [UInt8] {
    source.isIPv6 ? header6(payload) + payload : header4(payload) + payload
  }

  /// What TCP and ICMPv6 checksums cover besides the payload (RFC 9293 §3.1, RFC 8200 §8.1).
  func pseudoHeader(_ payload: [UInt8]) -> [UInt8] {
    let ends = source.octets + destination.octets
    if source.isIPv6 {
      return ends + UInt32(truncatingIfNeeded: payload.count).networkOctets + [0, 0, 0, payloadProtocol]
    }
    return ends + [0, payloadProtocol] + UInt16(truncatingIfNeeded: payload.count).networkOctets
  }

  private func header4(_ payload: [UInt8]) -> [UInt8] {
    let length = UInt16(truncatingIfNeeded: 20 + payload.count)
    var header: [UInt8] = [0x45, trafficClass] + length.networkOctets + identification.networkOctets
    header += [forbidsFragments ? 0x40 : 0, 0, hopLimit, payloadProtocol]
    let ends = source.octets + destination.octets
    return header + internetChecksum(header + ends).networkOctets + ends
  }

  private func header6(_ payload: [UInt8]) -> [UInt8] {
    let first = 0x6000_0000 | UInt32(trafficClass) << 20
    let length = UInt16(truncatingIfNeeded: payload.count)
    return first.networkOctets + length.networkOctets + [payloadProtocol, hopLimit] + source.octets + destination.octets
  }
}
