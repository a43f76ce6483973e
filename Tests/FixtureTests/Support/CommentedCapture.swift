/// A recording as pcapng on two interfaces, with what others wrote about its packets, as octets.
enum CommentedCapture {
  /// The packets of `pcap` (little-endian, nanoseconds) in turns on "eth0" and "wlan0", with comments by packet number, and the drops of both
  /// interfaces behind the last packet.
  static func octets(_ pcap: [UInt8], comments: [Int: [String]]) -> [UInt8] {
    var file = block(0x0A0D_0D0A, little(0x1A2B_3C4D, 4) + little(1, 4) + [UInt8](repeating: 255, count: 8))
    for name in ["eth0", "wlan0"] {
      file += block(1, little(1, 4) + little(65_535, 4) + option(2, Array(name.utf8)) + option(9, [9]))
    }
    var at = 24
    var number = 0
    while at + 16 <= pcap.count {
      let fields = (0..<4).map { field in
        (0..<4).reduce(0) { $0 | UInt64(pcap[at + 4 * field + $1]) << (8 * UInt64($1)) }
      }
      let time = fields[0] * 1_000_000_000 + fields[1]
      let octets = Array(pcap[(at + 16)..<(at + 16 + Int(fields[2]))])
      at += 16 + octets.count
      number += 1
      let head =
        little(UInt64(number + 1) & 1, 4) + little(time >> 32, 4) + little(time, 4) + little(fields[2], 4)
        + little(fields[3], 4)
      let notes = (comments[number] ?? []).flatMap { option(1, Array($0.utf8)) }
      file += block(6, head + padded(octets) + notes)
    }
    for interface in 0..<2 as Range<UInt64> {
      let counts = option(4, little(100, 8)) + option(5, little(interface + 3, 8))
      file += block(5, little(interface, 4) + little(0, 8) + counts)
    }
    return file
  }

  private static func block(_ type: UInt64, _ body: [UInt8]) -> [UInt8] {
    let length = little(UInt64(body.count + 12), 4)
    return little(type, 4) + length + body + length
  }

  private static func option(_ code: UInt64, _ value: [UInt8]) -> [UInt8] {
    little(code, 2) + little(UInt64(value.count), 2) + padded(value)
  }

  private static func padded(_ octets: [UInt8]) -> [UInt8] {
    octets + [UInt8](repeating: 0, count: -octets.count & 3)
  }

  private static func little(_ field: UInt64, _ count: UInt64) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: field >> (8 * $0)) }
  }
}
