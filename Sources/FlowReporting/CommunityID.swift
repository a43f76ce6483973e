import FlowTracking
package import PacketDecoding

/// The Community ID v1 of a flow, by which Zeek, Suricata, Wireshark and Arkime name the same one; seed 0.
package enum CommunityID {
  /// One end of a flow.
  package typealias End = (address: IPAddress, port: UInt16)

  /// Octets of an identifier: "1:" and 28 characters.
  static var room: Int { 30 }

  /// Appends the identifier of the TCP flow between two endpoints, whichever is given first.
  package static func append(between first: End, and second: End, to buffer: inout OctetBuffer) {
    buffer.octets.append(addingCapacity: room) { text in
      unsafe text.write(atMost: room) { unsafe $0.put(digest(between: first, and: second)) }
    }
  }

  /// What the identifier is written from.
  fileprivate static func digest(between first: End, and second: End) -> SHA1.Digest {
    let (low, high) = precedes(first, second) ? (first, second) : (second, first)
    var message = InlineArray<40, UInt8>(repeating: 0)
    var count = 2
    for address in [low.address, high.address] {
      if !address.isIPv4 { put(address.high, octets: 8, into: &message, at: &count) }
      put(address.low, octets: address.isIPv4 ? 4 : 8, into: &message, at: &count)
    }
    put(6 << 8, octets: 2, into: &message, at: &count)
    put(UInt64(low.port) << 16 | UInt64(high.port), octets: 4, into: &message, at: &count)
    return SHA1.digest(of: message.span.extracting(0..<count))
  }

  @inline(__always)
  private static func precedes(_ first: End, _ second: End) -> Bool {
    (first.address.high, first.address.low, UInt64(first.port))
      < (second.address.high, second.address.low, UInt64(second.port))
  }

  @inline(__always)
  private static func put(_ value: UInt64, octets: Int, into message: inout InlineArray<40, UInt8>, at count: inout Int)
  {
    for place in 1...octets {
      message[count] = UInt8(truncatingIfNeeded: value >> (8 * UInt64(octets - place)))
      count += 1
    }
  }
}

extension TextCursor {
  /// Writes the identifier with this digest: "1:" and base64 with padding (RFC 4648 §4).
  @inline(__always)
  fileprivate mutating func put(_ digest: SHA1.Digest) {
    unsafe put("1:")
    // 160 bits, six at a time from the top; the last character has four of them.
    var bits: UInt64 = 0
    var held: UInt64 = 0
    for index in 0..<5 {
      bits = bits << 32 | UInt64(digest[index])
      held += 32
      while held >= 6 {
        held -= 6
        unsafe put(Self.base64(bits >> held))
      }
    }
    unsafe put(Self.base64(bits << (6 - held)))
    unsafe put(0x3D)
  }

  // The character for the lowest six bits.
  @inline(__always)
  private static func base64(_ bits: UInt64) -> UInt8 {
    let value = UInt8(truncatingIfNeeded: bits & 63)
    return switch value {
    case ..<26: value &+ 0x41
    case ..<52: value &+ 0x47
    case ..<62: value &- 4
    case 62: 0x2B
    default: 0x2F
    }
  }
}

extension JSONLine {
  /// The member `community_id`.
  mutating func members(ofFlow record: ConnectionRecord) {
    let digest = CommunityID.digest(
      between: (record.client.address, record.client.port), and: (record.server.address, record.server.port))
    unsafe member("community_id", atMost: CommunityID.room) { unsafe $0.put(digest) }
  }
}
