/// An ICMP (RFC 792, RFC 1812 §5.2.7.1) or ICMPv6 (RFC 4443 §3.1) destination unreachable message.
enum UnreachableError: String, CaseIterable {
  /// No route leads to the network.
  case net
  /// The host does not answer on its link.
  case host
  /// A firewall forbids it.
  case prohibited
  /// Nothing listens, or a firewall says so.
  case port

  /// The message around the packet that it quotes, with its checksum.
  func encode(quoting quoted: [UInt8], in packet: IPPacket) -> [UInt8] {
    let isIPv6 = packet.source.isIPv6
    let headers = isIPv6 ? 48 : 28
    // RFC 1812 §4.3.2.3 and RFC 4443 §2.4: as much as fits in what every link can carry.
    let quote = quoted.prefix((isIPv6 ? 1280 : 576) - headers)
    let rest: [UInt8] = [0, 0, 0, 0] + quote
    let head: [UInt8] = [isIPv6 ? 1 : 3, isIPv6 ? code6 : code4]
    let covered = head + [0, 0] + rest
    let checksum = internetChecksum((isIPv6 ? packet.pseudoHeader(covered) : []) + covered)
    return head + checksum.networkOctets + rest
  }

  private var code4: UInt8 {
    switch self {
    case .net: 0
    case .host: 1
    case .port: 3
    case .prohibited: 13
    }
  }

  private var code6: UInt8 {
    switch self {
    case .net: 0
    case .prohibited: 1
    case .host: 3
    case .port: 4
    }
  }
}
