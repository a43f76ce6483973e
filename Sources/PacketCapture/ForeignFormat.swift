/// A capture format that is not read, told by its first octets, so that the message can name it and what converts it.
struct ForeignFormat: Sendable {
  /// What the format is called.
  let name: String

  /// The format that a file begins with; nil for none known.
  init?(head: [UInt8]) {
    guard let row = Self.rows.first(where: { head.starts(with: $0.magic) }) else { return nil }
    name = row.name
  }

  private static let rows: [(magic: [UInt8], name: String)] = [
    (Array("btsnoop\0".utf8), "Bluetooth btsnoop"),
    (Array("snoop\0\0\0".utf8), "snoop, a version that is not known"),
    (Array("RTSS".utf8), "Microsoft Network Monitor, a version that is not known"),
    (Array("GMBU".utf8), "Microsoft Network Monitor, a version that is not known"),
    (Array("TRSNIFF data".utf8), "Sniffer for DOS"),
    (Array("XCP\0".utf8), "NetXRay or Sniffer for Windows"),
    ([0xAA, 0xAA, 0xAA, 0xAA], "Accellent 5Views"),
    ([0x00, 0x00, 0x02, 0x00, 0x12, 0x05, 0x00, 0x10], "Tektronix K12"),
    (Array("iptrace 1.0".utf8), "iptrace 1 of AIX"),
    (Array("iptrace 2.0".utf8), "iptrace 2 of AIX"),
    (Array("\u{5}VNF".utf8), "Visual Networks"),
    (Array("\u{7F}ver".utf8), "OmniPeek or EtherPeek, tagged"),
    ([0x1C, 0x00, 0x01, 0xAC], "Ixia"),
    ([0xAC, 0x01, 0x00, 0x1C], "Ixia"),
    ([0x01, 0x10, 0x4C, 0x00], "Novell LANalyzer"),
    (Array("NetScaler".utf8), "Citrix NetScaler"),
    (Array("TCPIPtrace".utf8), "TCPIPtrace of VMS"),
  ]
}
