package import PacketDecoding

extension OctetBuffer {
  /// Appends `address`: dotted decimal, or IPv6 as RFC 5952 writes it.
  package mutating func append(_ address: IPAddress) {
    octets.append(addingCapacity: IPAddress.longestText) { address.append(to: &$0) }
  }

  /// Appends `address` and `port` as one endpoint: "10.0.0.1:443", "[2001:db8::1]:443".
  package mutating func append(_ address: IPAddress, port: UInt16) {
    if let ipv4 = address.ipv4 {
      let room = TextRoom.ipv4 + TextRoom.decimal + 1
      octets.append(addingCapacity: room) { text in
        unsafe text.write(atMost: room) { text in
          unsafe text.put(ipv4: ipv4)
          unsafe text.put(0x3A)
          unsafe text.put(decimal: UInt64(port))
        }
      }
      return
    }
    append("[")
    append(address)
    append("]:")
    append(decimal: UInt64(port))
  }
}
