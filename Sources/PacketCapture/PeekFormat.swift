import CPcap

/// The classic format of EtherPeek, AiroPeek and their kin, versions 5 to 7.
///
/// It has no magic number, and is told by its header's looks. All fields are most significant octet first; times count from 1904.
struct PeekFormat: BitwiseCopyable {
  /// The header's length.
  static let headerLength = 50
  /// Seconds from 1904 to 1970.
  private static let epoch: Int = 2_082_844_800

  /// What packets begin with, a DLT_ value.
  let linkType: Int32
  /// Octets of the whole file, as its header says.
  let length: Int64
  private let isOld: Bool
  /// What the milliseconds of versions 5 and 6 count from.
  private let start: Int

  /// The layout by the start of a file; nil where that is no such capture.
  init?(_ octets: borrowing RawSpan) {
    // EtherHelp set the highest bit of the version.
    guard octets.byteCount >= Self.headerLength, (5...7).contains(octets.octet(at: 0) & 0x7F) else { return nil }
    isOld = octets.octet(at: 0) & 0x7F < 7
    length = Int64(octets.bigEndian32(at: 2))
    let packets = Int64(octets.bigEndian32(at: 6))
    start = Int(octets.bigEndian32(at: 10)) - Self.epoch
    guard (38..<50).allSatisfy({ octets.octet(at: $0) == 0 }),
      length >= Int64(Self.headerLength) + packets * (isOld ? 26 : 16)
    else { return nil }
    switch (octets.bigEndian32(at: 22), octets.bigEndian32(at: 26)) {
    case (0, 0): linkType = DLT_EN10MB
    case (1, 0): linkType = DLT_IEEE802
    case (0, 1): linkType = DLT_IEEE802_11
    default: return nil
    }
  }

  /// What `octets` begin with.
  func parse(_ octets: borrowing RawSpan, into record: inout CaptureRecord) -> RecordStep {
    let header = isOld ? 26 : 16
    guard octets.byteCount >= header else { return .needs(header) }
    let original = Int(octets.bigEndian16(at: isOld ? 0 : 2))
    let slice = Int(octets.bigEndian16(at: isOld ? 2 : 4))
    let captured = slice == 0 ? original : slice
    // Version 7 fills up to an even length.
    let length = header + captured + (isOld ? 0 : captured & 1)
    guard octets.byteCount >= length else { return .needs(length) }
    record.time = isOld ? milliseconds(octets.bigEndian32(at: 6)) : Self.microseconds(octets.bigEndian64(at: 8))
    record.length = length
    record.linkType = linkType
    // Before an 802.11 frame stand rate, channel and signal, and behind it four octets that are no checksum.
    let (before, around) = linkType == DLT_IEEE802_11 ? (4, 8) : (0, 0)
    guard captured >= around, original >= around else { return .spoiled(length) }
    record.dataOffset = header + before
    record.captured = captured - around
    record.original = UInt32(original - around)
    return .packet
  }

  private func milliseconds(_ count: UInt32) -> Int64 {
    CaptureTime(unit: 1_000_000).nanoseconds(seconds: start, fraction: Int(count))
  }

  private static func microseconds(_ count: UInt64) -> Int64 {
    let (seconds, rest) = count.quotientAndRemainder(dividingBy: 1_000_000)
    return CaptureTime(unit: 1000).nanoseconds(seconds: Int(seconds) - epoch, fraction: Int(rest))
  }
}
