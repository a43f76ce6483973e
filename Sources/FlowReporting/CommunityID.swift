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
    // Two octets of the seed are in front of all, so that each word is half in one of the block and half in the next.
    var block = InlineArray<16, UInt32>(repeating: 0)
    var count = 0
    var rest: UInt32 = 0
    put(low.address, into: &block, at: &count, &rest)
    put(high.address, into: &block, at: &count, &rest)
    block[count] = rest << 16 | 6 << 8
    block[count + 1] = UInt32(low.port) << 16 | UInt32(high.port)
    block[count + 2] = 0x8000_0000
    block[15] = UInt32(truncatingIfNeeded: (count + 2) * 32)
    return SHA1.digest(ofBlock: block)
  }

  @inline(__always)
  private static func precedes(_ first: End, _ second: End) -> Bool {
    (first.address.high, first.address.low, UInt64(first.port))
      < (second.address.high, second.address.low, UInt64(second.port))
  }

  @inline(__always)
  private static func put(
    _ address: IPAddress, into block: inout InlineArray<16, UInt32>, at count: inout Int, _ rest: inout UInt32
  ) {
    if !address.isIPv4 {
      put(UInt32(truncatingIfNeeded: address.high >> 32), into: &block, at: &count, &rest)
      put(UInt32(truncatingIfNeeded: address.high), into: &block, at: &count, &rest)
      put(UInt32(truncatingIfNeeded: address.low >> 32), into: &block, at: &count, &rest)
    }
    put(UInt32(truncatingIfNeeded: address.low), into: &block, at: &count, &rest)
  }

  @inline(__always)
  private static func put(
    _ word: UInt32, into block: inout InlineArray<16, UInt32>, at count: inout Int, _ rest: inout UInt32
  ) {
    block[count & 15] = rest << 16 | word >> 16
    rest = word & 0xFFFF
    count += 1
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

  // The character for the lowest six bits; from a table, since nobody can guess which it is.
  @inline(__always)
  private static func base64(_ bits: UInt64) -> UInt8 {
    let alphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    return unsafe alphabet.utf8Start[Int(truncatingIfNeeded: bits & 63)]
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
