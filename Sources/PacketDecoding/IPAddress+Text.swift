extension IPAddress: CustomStringConvertible {
  /// The address as text: dotted for IPv4, as RFC 5952 recommends for IPv6.
  public var description: String {
    let text = [UInt8](capacity: Self.longestText) { append(to: &$0) }
    return String(decoding: text, as: UTF8.self)
  }

  /// Octets that an address takes at most as text.
  package static var longestText: Int { 39 }

  /// Appends the address as text (see `description`) in ASCII octets, for which there has to be room: `longestText`.
  package func append(to text: inout OutputSpan<UInt8>) {
    if let ipv4 {
      appendIPv4(ipv4, to: &text)
    } else {
      appendIPv6(to: &text)
    }
  }

  private func appendIPv4(_ ipv4: UInt32, to text: inout OutputSpan<UInt8>) {
    Self.appendDecimal(UInt8(truncatingIfNeeded: ipv4 >> 24), to: &text)
    text.append(UInt8(ascii: "."))
    Self.appendDecimal(UInt8(truncatingIfNeeded: ipv4 >> 16), to: &text)
    text.append(UInt8(ascii: "."))
    Self.appendDecimal(UInt8(truncatingIfNeeded: ipv4 >> 8), to: &text)
    text.append(UInt8(ascii: "."))
    Self.appendDecimal(UInt8(truncatingIfNeeded: ipv4), to: &text)
  }

  @inline(__always)
  private static func appendDecimal(_ octet: UInt8, to text: inout OutputSpan<UInt8>) {
    let tens = octet / 10
    if octet >= 100 { text.append(UInt8(ascii: "0") + tens / 10) }
    if octet >= 10 { text.append(UInt8(ascii: "0") + tens % 10) }
    text.append(UInt8(ascii: "0") + (octet &- tens &* 10))
  }

  /// Lower case, no leading zeros, and the first of the longest runs of two zero groups or more as `::` (RFC 5952 §4).
  private func appendIPv6(to text: inout OutputSpan<UInt8>) {
    let zeros = longestRunOfZeros
    var index = 0
    while index < 8 {
      if index == zeros.lowerBound, !zeros.isEmpty {
        text.append(UInt8(ascii: ":"))
        text.append(UInt8(ascii: ":"))
        index = zeros.upperBound
        continue
      }
      if index > 0, index != zeros.upperBound || zeros.isEmpty { text.append(UInt8(ascii: ":")) }
      Self.appendHexadecimal(group(index), to: &text)
      index += 1
    }
  }

  /// The 16 bits at `index`, 0 through 7 from the left.
  private func group(_ index: Int) -> UInt16 {
    UInt16(truncatingIfNeeded: (index < 4 ? high : low) >> (48 - 16 * UInt64(index % 4)))
  }

  /// Empty without a run of at least two groups.
  private var longestRunOfZeros: Range<Int> {
    var longest = 0..<0
    var start = 0
    for index in 0..<8 {
      if group(index) != 0 {
        start = index + 1
      } else if index + 1 - start > max(longest.count, 1) {
        longest = start..<(index + 1)
      }
    }
    return longest
  }

  private static func appendHexadecimal(_ group: UInt16, to text: inout OutputSpan<UInt8>) {
    if group >= 0x1000 { text.append(digit(UInt8(truncatingIfNeeded: group >> 12))) }
    if group >= 0x100 { text.append(digit(UInt8(truncatingIfNeeded: group >> 8 & 0xF))) }
    if group >= 0x10 { text.append(digit(UInt8(truncatingIfNeeded: group >> 4 & 0xF))) }
    text.append(digit(UInt8(truncatingIfNeeded: group & 0xF)))
  }

  /// The hexadecimal digit of `value`, 0 through 15.
  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
