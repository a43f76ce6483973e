import FlowTracking
import PacketDecoding

/// Which connections a line of an expectation file is about.
struct ConnectionSelection: Sendable {
  /// One end, as far as it is given.
  struct End: Sendable {
    /// The address's leading bits that count; nil for any address.
    var network: (address: IPAddress, bits: Int)?
    /// The port; nil for any.
    var port: UInt16?

    /// Whether an endpoint is meant.
    func matches(_ endpoint: EndpointRecord) -> Bool {
      if let port, endpoint.port != port { return false }
      guard let network else { return true }
      guard network.address.isIPv4 == endpoint.address.isIPv4 else { return false }
      // An IPv4 address stands in the last 32 of the 128 bits.
      let bits = network.bits + (network.address.isIPv4 ? 96 : 0)
      let high = Self.mask(bits)
      let low = Self.mask(bits - 64)
      return network.address.high & high == endpoint.address.high & high
        && network.address.low & low == endpoint.address.low & low
    }

    private static func mask(_ bits: Int) -> UInt64 {
      bits <= 0 ? 0 : bits >= 64 ? .max : ~(UInt64.max >> UInt64(bits))
    }
  }

  /// The client's end.
  var client = End()
  /// The server's end.
  var server = End()

  /// Whether the connection is meant.
  func matches(_ record: ConnectionRecord) -> Bool {
    client.matches(record.client) && server.matches(record.server)
  }
}
