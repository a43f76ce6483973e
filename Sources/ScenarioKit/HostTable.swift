/// The hosts of a scenario, in the order in which their packets were first written down.
struct HostTable {
  private var hosts: [HostAddress: (index: Int, nextIdentification: UInt16)] = [:]

  /// The next IPv4 identification of a host: a counter, since Linux counts the packets of a socket.
  mutating func takeIdentification(of address: HostAddress) -> UInt16 {
    let index = index(of: address)
    let identification = hosts[address]?.nextIdentification ?? 0
    hosts[address] = (index, identification &+ 1)
    return identification
  }

  /// The Ethernet address of a host, from the locally administered ones.
  mutating func hardwareAddress(of address: HostAddress) -> [UInt8] {
    [0x02, 0, 0, 0] + UInt16(truncatingIfNeeded: index(of: address) + 1).networkOctets
  }

  private mutating func index(of address: HostAddress) -> Int {
    if let host = hosts[address] { return host.index }
    let index = hosts.count
    // Counters start apart, so that two hosts' numbers are not taken for one series.
    hosts[address] = (index, UInt16(truncatingIfNeeded: 10_000 + 20_000 * index))
    return index
  }
}
