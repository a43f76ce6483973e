/// An ICMP (RFC 792, RFC 1812 §5.2.7.1) or ICMPv6 (RFC 4443 §3) error message: destination unreachable, but for the last two.
enum ICMPMessage: String {
  /// No route leads to the network.
  case net
  /// The host does not answer on its link.
  case host
  /// A firewall forbids it.
  case prohibited
  /// Nothing listens, or a firewall says so.
  case port
  /// The time to live, or hop limit, ran out on the way.
  case exceeded
  /// The packet does not fit into the next link: fragmentation needed, packet too big.
  case tooBig = "too-big"

  /// The message whose words follow `icmp` on a line: `unreachable` and a kind, or a kind by itself; nil where it is none.
  init?(_ word: String, then kind: () -> String) {
    switch word {
    case "unreachable":
      guard let message = ICMPMessage(rawValue: kind()), message.type4 == 3, message != .tooBig else { return nil }
      self = message
    case "exceeded", "too-big": self.init(rawValue: word)
    default: return nil
    }
  }

  /// The message around the packet that it quotes, with its checksum.
  func encode(quoting quoted: [UInt8], in packet: IPPacket) -> [UInt8] {
    let isIPv6 = packet.source.isIPv6
    let headers = isIPv6 ? 48 : 28
    // RFC 1812 §4.3.2.3 and RFC 4443 §2.4: as much as fits in what every link can carry.
    let quote = quoted.prefix((isIPv6 ? 1280 : 576) - headers)
    // The MTU of the next link (RFC 1191 §4, RFC 4443 §3.2), where that is what it is about.
    let rest: [UInt8] = (self == .tooBig ? UInt32(1280).networkOctets : [0, 0, 0, 0]) + quote
    let head: [UInt8] = [isIPv6 ? type6 : type4, isIPv6 ? code6 : code4]
    let covered = head + [0, 0] + rest
    let checksum = internetChecksum((isIPv6 ? packet.pseudoHeader(covered) : []) + covered)
    return head + checksum.networkOctets + rest
  }

  private var type4: UInt8 { self == .exceeded ? 11 : 3 }

  private var type6: UInt8 {
    switch self {
    case .exceeded: 3
    case .tooBig: 2
    case .net, .host, .prohibited, .port: 1
    }
  }

  private var code4: UInt8 {
    switch self {
    case .exceeded: 0
    case .tooBig: 4
    case .net: 0
    case .host: 1
    case .port: 3
    case .prohibited: 13
    }
  }

  private var code6: UInt8 {
    switch self {
    case .net, .exceeded, .tooBig: 0
    case .prohibited: 1
    case .host: 3
    case .port: 4
    }
  }
}
