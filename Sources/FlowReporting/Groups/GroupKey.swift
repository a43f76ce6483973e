package import FlowDiagnosis
package import FlowTracking
import PacketDecoding

/// What connections have in common, where they are counted together.
package enum Grouping: String, Sendable, CaseIterable {
  /// The server's address and port.
  case server
  /// The client's address.
  case client
  /// The client's network: 24 bits of an IPv4 address, 64 of an IPv6 address.
  case subnet
  /// The server's port.
  case port
  /// The VLAN.
  case vlan
}

/// The value that the connections of one group share.
package struct GroupKey: Hashable, Sendable {
  /// What is shared.
  package let grouping: Grouping
  private let address: IPAddress
  private let number: UInt16

  /// The group of `record`.
  package init(_ record: ConnectionRecord, by grouping: Grouping) {
    let none = IPAddress(high: 0, low: 0)
    self.grouping = grouping
    switch grouping {
    case .server: (address, number) = (record.server.address, record.server.port)
    case .client: (address, number) = (record.client.address, 0)
    case .subnet: (address, number) = (record.client.address.network, 0)
    case .port: (address, number) = (none, record.server.port)
    case .vlan: (address, number) = (none, record.vlan ?? 0)
    }
  }

  /// The group that `story` is about; nil where it is about no single one.
  package init?(_ story: Story, by grouping: Grouping) {
    let none = IPAddress(high: 0, low: 0)
    self.grouping = grouping
    switch (grouping, story.server, story.port, story.client) {
    case (.server, let server?, let port?, _): (address, number) = (server, port)
    case (.client, _, _, let client?): (address, number) = (client, 0)
    case (.subnet, _, _, let client?): (address, number) = (client.network, 0)
    case (.port, _, let port?, _): (address, number) = (none, port)
    default: return nil
    }
  }

  /// What keys of one grouping are sorted by.
  var order: (UInt64, UInt64, UInt16) { (address.high, address.low, number) }

  /// Appends it: "10.0.0.2:443", "10.0.0.1", "10.0.0.0/24", "443" or "12".
  package func append(to buffer: inout OctetBuffer) {
    switch grouping {
    case .server: buffer.append(address, port: number)
    case .client: buffer.append(address)
    case .subnet:
      buffer.append(address)
      buffer.append(address.isIPv4 ? "/24" : "/64")
    case .port: buffer.append(decimal: UInt64(number))
    case .vlan: number == 0 ? buffer.append("-") : buffer.append(decimal: UInt64(number))
    }
  }
}

extension IPAddress {
  /// The address with its host part set to 0: the last 8 bits of IPv4, the last 64 of IPv6.
  fileprivate var network: IPAddress {
    isIPv4 ? IPAddress(high: high, low: low & ~0xFF) : IPAddress(high: high, low: 0)
  }
}
