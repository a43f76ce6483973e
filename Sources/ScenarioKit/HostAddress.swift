/// An IPv4 or IPv6 address.
struct HostAddress: Hashable, Sendable {
  /// The octets in network order, 4 or 16.
  let octets: [UInt8]

  /// Whether this is an IPv6 address.
  var isIPv6: Bool { octets.count == 16 }

  /// 2001:db8::*last*, from the block kept for documentation (RFC 3849).
  static func documentation6(_ last: UInt8) -> HostAddress {
    HostAddress(octets: [0x20, 0x01, 0x0D, 0xB8] + [UInt8](repeating: 0, count: 11) + [last])
  }

  /// 192.0.2.*last*, from the block kept for documentation (RFC 5737).
  static func documentation4(_ last: UInt8) -> HostAddress {
    HostAddress(octets: [192, 0, 2, last])
  }
}

extension LineCursor {
  /// Passes over an address and over the blanks behind it.
  mutating func address() throws(ScenarioError) -> HostAddress {
    let place = position
    let text = take { $0.hexadecimalValue != nil || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") }
    guard let octets = text.contains(UInt8(ascii: ":")) ? Self.ipv6(text) : Self.ipv4(text) else {
      throw expected("an address, such as 192.0.2.1 or 2001:db8::1", at: place)
    }
    skipBlanks()
    return HostAddress(octets: octets)
  }

  /// Passes over an address, a colon and a port, and over the blanks behind them; IPv6 must stand in brackets.
  mutating func addressAndPort() throws(ScenarioError) -> (HostAddress, UInt16) {
    let place = position
    let (address, port, steps) = try steppingAddressAndPort()
    guard !steps else { throw expected("an address without +, which belongs to `flows`", at: place) }
    skipBlanks()
    return (address, port)
  }

  /// Passes over an address, which a + may follow, a colon and a port.
  mutating func steppingAddressAndPort() throws(ScenarioError) -> (HostAddress, UInt16, steps: Bool) {
    let form = "an address and a port, such as 192.0.2.1:80 or [2001:db8::1]:80"
    let place = position
    let isIPv6 = take("[")
    let text = take { $0.hexadecimalValue != nil || $0 == UInt8(ascii: isIPv6 ? ":" : ".") }
    guard let octets = isIPv6 ? Self.ipv6(text) : Self.ipv4(text) else { throw expected(form, at: place) }
    if isIPv6 { try require("]", "`]`") }
    let steps = take("+")
    try require(":", form)
    return (HostAddress(octets: octets), try short("a port"), steps)
  }

  private static func ipv4(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let octets = parts.compactMap { part in
      part.allSatisfy(\.isASCIIDigit) ? UInt8(String(decoding: part, as: UTF8.self)) : nil
    }
    return parts.count == 4 && octets.count == 4 ? octets : nil
  }

  private static func ipv6(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    let colon = UInt8(ascii: ":")
    guard let gap = text.indices.first(where: { text[$0...].starts(with: [colon, colon]) }) else {
      let octets = groups(text)
      return octets?.count == 16 ? octets : nil
    }
    guard let head = groups(text[..<gap]), let tail = groups(text[(gap + 2)...]), head.count + tail.count < 16 else {
      return nil
    }
    return head + [UInt8](repeating: 0, count: 16 - head.count - tail.count) + tail
  }

  private static func groups(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    if text.isEmpty { return [] }
    var octets: [UInt8] = []
    for part in text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false) {
      guard part.count <= 4, let value = UInt16(String(decoding: part, as: UTF8.self), radix: 16) else { return nil }
      octets += value.networkOctets
    }
    return octets
  }
}
