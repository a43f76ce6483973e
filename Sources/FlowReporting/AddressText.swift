package import PacketDecoding

extension OctetBuffer {
  /// Appends `address`: dotted decimal, or IPv6 as RFC 5952 writes it.
  package mutating func append(_ address: IPAddress) {
    if let ipv4 = address.ipv4 {
      for shift in [UInt32(24), 16, 8, 0] {
        append(decimal: UInt64(ipv4 >> shift & 0xFF))
        if shift != 0 { append(".") }
      }
    } else {
      append(ipv6: address)
    }
  }

  /// Appends `address` and `port` as one endpoint: "10.0.0.1:443", "[2001:db8::1]:443".
  package mutating func append(_ address: IPAddress, port: UInt16) {
    if address.isIPv4 {
      append(address)
    } else {
      append("[")
      append(address)
      append("]")
    }
    append(":")
    append(decimal: UInt64(port))
  }

  private mutating func append(ipv6 address: IPAddress) {
    let gap = Self.longestZeroRun(of: address)
    var index = 0
    while index < 8 {
      if index == gap.lowerBound && gap.count > 1 {
        append("::")
        index = gap.upperBound
      } else {
        if index > 0 && index != gap.upperBound || index > 0 && gap.count < 2 { append(":") }
        append(group: Self.group(index, of: address))
        index += 1
      }
    }
  }

  // The first of the longest runs of zero groups; a single group is not shortened (RFC 5952 §4.2).
  private static func longestZeroRun(of address: IPAddress) -> Range<Int> {
    var longest = 0..<0
    var start = 0
    for index in 0...8 where index == 8 || group(index, of: address) != 0 {
      if index - start > longest.count { longest = start..<index }
      start = index + 1
    }
    return longest
  }

  private static func group(_ index: Int, of address: IPAddress) -> UInt64 {
    let half = index < 4 ? address.high : address.low
    return half >> (48 - 16 * UInt64(index % 4)) & 0xFFFF
  }

  private mutating func append(group: UInt64) {
    var started = false
    for shift in [UInt64(12), 8, 4, 0] {
      let nibble = UInt8(group >> shift & 15)
      guard nibble != 0 || started || shift == 0 else { continue }
      started = true
      append(octet: nibble < 10 ? 0x30 + nibble : 0x57 + nibble)
    }
  }
}
