import CPcap

/// Solaris' snoop, version 2 (RFC 1761), which Check Point's fw monitor writes too.
struct SnoopFormat: BitwiseCopyable {
  /// The header's length.
  static let headerLength = 16
  private static let recordHeader = 24

  /// What packets begin with, a DLT_ value.
  let linkType: Int32

  /// The layout by the start of a file; nil where that is no such capture.
  init?(_ octets: borrowing RawSpan) {
    guard octets.byteCount >= Self.headerLength, octets.holds("snoop\0\0\0"), octets.bigEndian32(at: 8) == 2 else {
      return nil
    }
    linkType =
      switch octets.bigEndian32(at: 12) {
      case 0, 4: DLT_EN10MB
      case 2: DLT_IEEE802
      case 5: DLT_C_HDLC
      case 8: DLT_FDDI
      default: LinkType.unknown
      }
  }

  /// What `octets` begin with.
  func parse(_ octets: borrowing RawSpan, into record: inout CaptureRecord) -> RecordStep {
    guard octets.byteCount >= Self.recordHeader else { return .needs(Self.recordHeader) }
    let (captured, claimed) = (octets.bigEndian32(at: 4), octets.bigEndian32(at: 8))
    if captured > LinkType.longestPacket(linkType) {
      return .damaged(.capturedLength(captured, limit: LinkType.longestPacket(linkType)))
    }
    let length = Int(claimed)
    guard length >= Self.recordHeader + Int(captured), length <= Self.recordHeader + Int(captured) + 4096 else {
      return .damaged(.recordLength(claimed))
    }
    guard octets.byteCount >= length else { return .needs(length) }
    record.original = octets.bigEndian32(at: 0)
    record.captured = Int(captured)
    record.time = CaptureTime(unit: 1000).nanoseconds(
      seconds: Int(octets.bigEndian32(at: 16)), fraction: Int(octets.bigEndian32(at: 20)))
    record.dataOffset = Self.recordHeader
    record.length = length
    record.linkType = linkType
    return .packet
  }
}
