/// Writes capture files octet by octet, also such as no program would write.
struct CaptureBytes {
  /// One packet record.
  struct Record {
    /// The seconds field.
    var seconds: UInt32 = 1_700_000_000
    /// The sub-second field, in the file's unit.
    var fraction: UInt32 = 0
    /// What the record says was captured; nil for the truth.
    var captured: UInt32?
    /// What the record says was on the wire; nil for what was captured.
    var original: UInt32?
    /// The octets that follow.
    var octets: [UInt8] = CaptureBytes.tcpFrame(port: 80)
  }

  /// Whether fields are written most significant octet first.
  var isBigEndian = false
  /// The octets so far.
  private(set) var octets: [UInt8] = []

  /// A pcap file with these records.
  static func pcap(
    _ records: [Record], bigEndian: Bool = false, nanoseconds: Bool = false, snapLength: UInt32 = 65_535,
    linkType: UInt32 = 1, minor: UInt16 = 4
  ) -> [UInt8] {
    var file = CaptureBytes(isBigEndian: bigEndian)
    file.append(nanoseconds ? 0xA1B2_3C4D : 0xA1B2_C3D4 as UInt32)
    file.append(2 as UInt16)
    file.append(minor)
    for field in [0, 0, snapLength, linkType] as [UInt32] { file.append(field) }
    for record in records {
      let captured = record.captured ?? UInt32(record.octets.count)
      for field in [record.seconds, record.fraction, captured, record.original ?? captured] { file.append(field) }
      file.octets += record.octets
    }
    return file.octets
  }

  /// The section header block of a pcapng file.
  static var sectionHeader: [UInt8] { sectionHeader(bigEndian: false) }

  /// The section header block of a pcapng file in either byte order.
  static func sectionHeader(bigEndian: Bool, minor: UInt16 = 0, major: UInt16 = 1) -> [UInt8] {
    var body = CaptureBytes(isBigEndian: bigEndian)
    body.append(0x1A2B_3C4D as UInt32)
    body.append(major)
    body.append(minor)
    body.append(UInt64.max)
    return block(0x0A0D_0D0A, body.octets, bigEndian: bigEndian)
  }

  /// An interface description block.
  static func interface(
    linkType: UInt16, snapLength: UInt32 = 65_535, options: [UInt8] = [], bigEndian: Bool = false
  ) -> [UInt8] {
    var body = CaptureBytes(isBigEndian: bigEndian)
    body.append(linkType)
    body.append(0 as UInt16)
    body.append(snapLength)
    return block(1, body.octets + options, bigEndian: bigEndian)
  }

  /// An option of a block; `length` is what it says of its length, nil for the truth.
  static func option(_ code: UInt16, _ value: [UInt8], length: UInt16? = nil, bigEndian: Bool = false) -> [UInt8] {
    var option = CaptureBytes(isBigEndian: bigEndian)
    option.append(code)
    option.append(length ?? UInt16(value.count))
    return option.octets + value + [UInt8](repeating: 0, count: -value.count & 3)
  }

  /// An enhanced packet block; `microseconds` since the epoch, in whatever unit the interface has.
  static func enhancedPacket(
    _ octets: [UInt8], microseconds: UInt64, interface: UInt32 = 0, captured: UInt32? = nil, bigEndian: Bool = false
  ) -> [UInt8] {
    var body = CaptureBytes(isBigEndian: bigEndian)
    let size = UInt32(octets.count)
    let fields = [
      interface, UInt32(microseconds >> 32), UInt32(truncatingIfNeeded: microseconds), captured ?? size, size,
    ]
    for field in fields { body.append(field) }
    return block(6, body.octets + octets + [UInt8](repeating: 0, count: -octets.count & 3), bigEndian: bigEndian)
  }

  /// An interface statistics block of interface 0 with received and dropped packets.
  static func interfaceStatistics(received: UInt64, dropped: UInt64) -> [UInt8] {
    func eight(_ number: UInt64) -> [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
    return block(5, [UInt8](repeating: 0, count: 12) + option(4, eight(received)) + option(7, eight(dropped)))
  }

  /// A block of any type; `length` is what it says of its length, nil for the truth.
  static func block(_ type: UInt32, _ body: [UInt8], length: UInt32? = nil, bigEndian: Bool = false) -> [UInt8] {
    var block = CaptureBytes(isBigEndian: bigEndian)
    let length = length ?? UInt32(body.count + 12)
    block.append(type)
    block.append(length)
    block.octets += body
    block.append(length)
    return block.octets
  }

  /// An Ethernet frame of 54 octets with an IPv4 and a TCP header.
  static func tcpFrame(port: UInt16) -> [UInt8] {
    var frame = [UInt8](repeating: 0, count: 54)
    frame[12] = 0x08
    frame[14] = 0x45
    frame[17] = 40
    frame[22] = 64
    frame[23] = 6
    frame.replaceSubrange(26..<34, with: [192, 0, 2, 1, 192, 0, 2, 2])
    frame[34] = 0xC0
    frame[36] = UInt8(port >> 8)
    frame[37] = UInt8(port & 0xFF)
    frame[46] = 0x50
    frame[47] = 0x02
    return frame
  }

  private mutating func append<Field: FixedWidthInteger>(_ field: Field) {
    let indices = 0..<(Field.bitWidth / 8)
    let ordered = indices.map { UInt8(truncatingIfNeeded: field >> Field($0 * 8)) }
    octets += isBigEndian ? ordered.reversed() : ordered
  }
}
