package import PacketDecoding

extension OctetBuffer {
  /// Appends `address`: dotted decimal, or IPv6 as RFC 5952 writes it.
  package mutating func append(_ address: IPAddress) {
    octets.append(addingCapacity: IPAddress.longestText) { address.append(to: &$0) }
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
}
