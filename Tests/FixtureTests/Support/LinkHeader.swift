/// A link layer that the IP packets of a recording on Ethernet can be put behind instead.
enum LinkHeader: Int, CaseIterable {
  case null = 0
  case doubleTagged = 1
  case ppp = 9
  case raw = 101
  case frameRelay = 107
  case ciscoHDLC = 104
  case cooked = 113
  case radiotap = 127
  case cooked2 = 276

  /// The octets in front of an IP packet: the first of it tells its version.
  func octets(before version: UInt8) -> [UInt8] {
    let isIPv4 = version >> 4 == 4
    let type: [UInt8] = isIPv4 ? [0x08, 0x00] : [0x86, 0xDD]
    let address: [UInt8] = [2, 0, 0, 0, 0, 1]
    switch self {
    case .null: return [isIPv4 ? 2 : 30, 0, 0, 0]
    case .doubleTagged: return address + address + [0x88, 0xA8, 0, 5, 0x81, 0x00, 0, 6] + type
    case .ppp: return [0xFF, 3, 0, isIPv4 ? 0x21 : 0x57]
    case .raw: return []
    case .frameRelay: return [0x18, 0x41, 3, isIPv4 ? 0xCC : 0x8E]
    case .ciscoHDLC: return [0x0F, 0] + type
    case .cooked: return [0, 0, 0, 1, 0, 6] + address + [0, 0] + type
    case .radiotap:
      return [0, 0, 8, 0, 0, 0, 0, 0, 8, 1, 0, 0] + address + address + address + [0, 0, 0xAA, 0xAA, 3, 0, 0, 0] + type
    case .cooked2: return type + [0, 0, 0, 0, 0, 1, 0, 1, 0, 6] + address + [0, 0]
    }
  }
}
