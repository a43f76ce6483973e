package import PacketDecoding

/// The Community ID v1 of a flow, by which Zeek, Suricata, Wireshark and Arkime name the same one; seed 0.
package enum CommunityID {
  /// Appends the identifier ("1:" and 28 characters) of the TCP flow between two endpoints, whichever is given first.
  package static func append(
    between first: (address: IPAddress, port: UInt16), and second: (address: IPAddress, port: UInt16),
    to buffer: inout OctetBuffer
  ) {
    let inOrder = precedes(first, second)
    let (low, high) = inOrder ? (first, second) : (second, first)
    var message: [UInt8] = [0, 0]
    append(low.address, to: &message)
    append(high.address, to: &message)
    message.append(6)
    message.append(0)
    for port in [low.port, high.port] {
      message.append(UInt8(port >> 8))
      message.append(UInt8(port & 0xFF))
    }
    buffer.append("1:")
    buffer.append(base64: SHA1.digest(of: message))
  }

  private static func precedes(
    _ first: (address: IPAddress, port: UInt16), _ second: (address: IPAddress, port: UInt16)
  ) -> Bool {
    (first.address.high, first.address.low, UInt64(first.port))
      < (second.address.high, second.address.low, UInt64(second.port))
  }

  private static func append(_ address: IPAddress, to message: inout [UInt8]) {
    if !address.isIPv4 { append(address.high, octets: 8, to: &message) }
    append(address.low, octets: address.isIPv4 ? 4 : 8, to: &message)
  }

  private static func append(_ half: UInt64, octets: UInt64, to message: inout [UInt8]) {
    for place in (0..<octets).reversed() {
      message.append(UInt8(truncatingIfNeeded: half >> (8 * place)))
    }
  }
}

extension OctetBuffer {
  /// Appends `octets` in base64 with padding (RFC 4648 §4).
  mutating func append(base64 octets: [UInt8]) {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    for start in stride(from: 0, to: octets.count, by: 3) {
      let group = octets[start..<min(start + 3, octets.count)]
      var bits: UInt32 = 0
      for octet in group { bits = bits << 8 | UInt32(octet) }
      bits <<= 8 * UInt32(3 - group.count)
      for place in 0..<4 {
        if place <= group.count {
          append(octet: alphabet[Int(bits >> (18 - 6 * UInt32(place)) & 63)])
        } else {
          append("=")
        }
      }
    }
  }
}
