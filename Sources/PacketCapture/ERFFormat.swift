import CPcap

/// Endace's Extensible Record Format: records without a file header, told by their looks.
struct ERFFormat: BitwiseCopyable {
  /// Octets of a record's header, extension headers not counted.
  private static let headerLength = 16

  /// Whether `octets`, the start of a file, are such records: up to 20 of them, and a whole one at least, have to make
  /// sense, because there is no magic number.
  static func looksLike(_ octets: borrowing RawSpan) -> Bool {
    var at = 0
    var previous: UInt64 = 0
    for index in 0..<20 {
      guard octets.byteCount - at >= headerLength else { return index > 0 }
      guard beginsRecord(octets, at: at, after: &previous) else { return false }
      let length = Int(octets.bigEndian16(at: at + 10))
      guard octets.byteCount - at >= length else { return index > 0 }
      at += length
    }
    return true
  }

  /// Whether `octets` may be the start of a first record that is not whole yet.
  static func mayBegin(_ octets: borrowing RawSpan) -> Bool {
    var previous: UInt64 = 0
    return octets.byteCount < headerLength || beginsRecord(octets, at: 0, after: &previous)
  }

  /// Whether the record header at octet `at` makes sense behind a record of the time `previous`, in seconds since the epoch.
  private static func beginsRecord(_ octets: borrowing RawSpan, at: Int, after previous: inout UInt64) -> Bool {
    let (type, length) = (octets.octet(at: at + 8) & 0x7F, Int(octets.bigEndian16(at: at + 10)))
    guard (1...48).contains(type), length >= headerLength else { return false }
    // Metadata may have no time.
    guard type != metadata else { return true }
    let seconds = octets.littleEndian64(at: at) >> 32
    // 1990 to 2100, and not a day earlier than the record before.
    guard (631_152_000...4_102_444_800).contains(seconds), seconds + 86_400 >= previous else { return false }
    previous = seconds
    return true
  }

  private static let metadata: UInt8 = 27
  private static let padding: UInt8 = 48

  /// What `octets` begin with.
  func parse(_ octets: borrowing RawSpan, into record: inout CaptureRecord) -> RecordStep {
    guard octets.byteCount >= Self.headerLength else { return .needs(Self.headerLength) }
    let claimed = octets.bigEndian16(at: 10)
    let length = Int(claimed)
    guard length >= Self.headerLength else { return .damaged(.recordLength(UInt32(claimed))) }
    guard octets.byteCount >= length else { return .needs(length) }
    let type = octets.octet(at: 8) & 0x7F
    if type == Self.metadata || type == Self.padding { return .other(length) }
    var at = Self.headerLength
    var hasExtension = octets.octet(at: 8) & 0x80 != 0
    while hasExtension {
      guard length - at >= 8 else { return .spoiled(length) }
      hasExtension = octets.octet(at: at) & 0x80 != 0
      at += 8
    }
    switch type {
    case 2, 11, 16, 20:
      // An octet that says where in the packet the capture begins, and one that says nothing.
      guard length - at >= 2 else { return .spoiled(length) }
      at += 2
      record.linkType = DLT_EN10MB
    case 22, 23:
      record.linkType = DLT_RAW
    case 1, 10, 15, 17:
      record.linkType = Self.serialLinkType(octets, at: at, length)
    default:
      record.linkType = DLT_ERF
    }
    let stamp = octets.littleEndian64(at: 0)
    let fraction = ((stamp & 0xFFFF_FFFF) &* 1_000_000_000) >> 32
    record.time = CaptureTime(unit: 1).nanoseconds(seconds: Int(stamp >> 32), fraction: Int(fraction))
    record.original = UInt32(octets.bigEndian16(at: 14))
    record.captured = min(length - at, Int(record.original))
    record.dataOffset = at
    record.length = length
    return .packet
  }

  /// What a packet on a serial line begins with: Cisco HDLC's address, PPP's, or none.
  private static func serialLinkType(_ octets: borrowing RawSpan, at: Int, _ length: Int) -> Int32 {
    guard length - at >= 2 else { return DLT_PPP }
    return switch (octets.octet(at: at), octets.octet(at: at + 1)) {
    case (0x0F, 0), (0x8F, 0): DLT_C_HDLC
    case (0xFF, 0x03): DLT_PPP_SERIAL
    default: DLT_PPP
    }
  }
}
