/// The records of a classic little-endian capture, with microseconds or nanoseconds, to be written anew in other ways.
struct ClassicRecords {
  /// The file's header, 24 octets.
  let header: [UInt8]
  /// Each record, its header of 16 octets included.
  let records: [[UInt8]]

  /// The records of a file.
  init(_ octets: [UInt8]) {
    header = Array(octets[..<24])
    var records: [[UInt8]] = []
    var at = 24
    while at + 16 <= octets.count {
      let length = 16 + Self.number(octets, at + 8)
      records.append(Array(octets[at..<min(octets.count, at + length)]))
      at += length
    }
    self.records = records
  }

  /// A capture of some of the records.
  func file(_ range: Range<Int>) -> [UInt8] {
    header + records[range].flatMap(\.self)
  }

  /// The same capture in the other byte order.
  var bigEndian: [UInt8] {
    func reversed(_ octets: ArraySlice<UInt8>) -> [UInt8] { octets.reversed() }
    let fields = [0..<4, 4..<6, 6..<8, 8..<12, 12..<16, 16..<20, 20..<24].flatMap { reversed(header[$0]) }
    return fields
      + records.flatMap { record in
        [0..<4, 4..<8, 8..<12, 12..<16].flatMap { reversed(record[$0]) } + record[16...]
      }
  }

  /// The same packets, which are on Ethernet without tags, behind another link layer.
  func rewritten(behind link: LinkHeader) -> [UInt8] {
    header[..<20] + Self.field(UInt32(link.rawValue))
      + records.flatMap { record in
        let front = link.octets(before: record[30])
        let lengths = [8, 12].flatMap { Self.field(UInt32(Self.number(record, $0) - 14 + front.count)) }
        return record[..<8] + lengths + front + record[30...]
      }
  }

  /// The same capture as pcapng, its packets on two interfaces in turn, which count in units of 1 ns and of 0.1 ns.
  var pcapng: [UInt8] {
    let unit: UInt64 = header[0] == 0x4D ? 1 : 1000
    func resolution(_ exponent: UInt8) -> [UInt8] { [9, 0, 1, 0, exponent, 0, 0, 0] }
    var file = Self.block(0x0A0D_0D0A, [0x4D, 0x3C, 0x2B, 0x1A, 1, 0, 0, 0] + [UInt8](repeating: 0xFF, count: 8))
    file += Self.block(1, header[20..<22] + [0, 0] + header[16..<20] + resolution(9))
    file += Self.block(1, header[20..<22] + [0, 0, 0, 0, 0, 0] + resolution(10))
    for (index, record) in records.enumerated() {
      let nanoseconds = UInt64(Self.number(record, 0)) * 1_000_000_000 + UInt64(Self.number(record, 4)) * unit
      let time = index % 2 == 0 ? nanoseconds : nanoseconds * 10
      let padding = [UInt8](repeating: 0, count: -record.count & 3)
      file += Self.block(
        6,
        Self.field(UInt32(index % 2)) + Self.field(UInt32(time >> 32)) + Self.field(UInt32(truncatingIfNeeded: time))
          + record[8...] + padding)
    }
    return file
  }

  /// The same capture as snoop, which has microseconds.
  var snoop: [UInt8] {
    let unit = header[0] == 0x4D ? 1000 : 1
    var file = Array("snoop\0\0\0".utf8) + Self.network(2) + Self.network(4)
    for record in records {
      let captured = Self.number(record, 8)
      let padding = -captured & 3
      file += Self.network(Self.number(record, 12))
      file += Self.network(captured)
      file += Self.network(24 + captured + padding)
      file += Self.network(0)
      file += Self.network(Self.number(record, 0))
      file += Self.network(Self.number(record, 4) / unit)
      file += record[16...]
      file += [UInt8](repeating: 0, count: padding)
    }
    return file
  }

  /// The same capture as ERF.
  var erf: [UInt8] {
    let unit = header[0] == 0x4D ? 1 : 1000
    var file: [UInt8] = []
    for record in records {
      let fraction = (Self.number(record, 4) * unit) << 32 / 1_000_000_000
      file += Self.field(UInt32(truncatingIfNeeded: fraction))
      file += record[..<4]
      file += [2, 4]
      file += Self.network(18 + Self.number(record, 8)).suffix(2)
      file += [0, 0]
      file += Self.network(Self.number(record, 12)).suffix(2)
      file += [0, 0]
      file += record[16...]
    }
    return file
  }

  private static func network(_ number: Int) -> [UInt8] {
    field(UInt32(truncatingIfNeeded: number)).reversed()
  }

  private static func block(_ type: UInt32, _ body: [UInt8]) -> [UInt8] {
    let length = field(UInt32(body.count + 12))
    return field(type) + length + body + length
  }

  private static func field(_ number: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  private static func number(_ octets: [UInt8], _ at: Int) -> Int {
    (0..<4).reduce(0) { $0 | Int(octets[at + $1]) << (8 * $1) }
  }
}
