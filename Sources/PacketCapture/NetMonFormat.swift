import CPcap

/// Microsoft Network Monitor's formats 1.x and 2.x.
///
/// A table behind the frames says where each begins. They stand one after another in every file that was seen, so that they are read in
/// that order, which a pipe allows too; the table ends them. Fields are least significant octet first.
struct NetMonFormat: BitwiseCopyable {
  /// The header's length.
  static let headerLength = 128
  private static let longestFrame: UInt32 = 262_144
  /// 100 ns steps from 1601, which FILETIME counts from, to 1970.
  private static let epoch: UInt64 = 116_444_736_000_000_000

  /// Where the frames end, counted from the file's first octet; 0 where the header does not say.
  let recordsEnd: Int64
  private let tableLength: Int
  private let isFirst: Bool
  /// Octets behind a frame's own.
  private let trailer: Int
  private let network: UInt16
  /// When capturing began, in nanoseconds since the epoch: a local time of no known zone, taken as UTC.
  private let start: Int64

  /// The layout by the start of a file; nil where that is no such capture.
  init?(_ octets: borrowing RawSpan) {
    guard octets.byteCount >= Self.headerLength, octets.holds("RTSS") || octets.holds("GMBU") else { return nil }
    let (minor, major) = (octets.octet(at: 4), octets.octet(at: 5))
    guard major == 1 || major == 2 else { return nil }
    isFirst = major == 1
    trailer =
      switch (major, minor) {
      case (1, _), (2, 0): 0
      case (_, 1): 2
      case (_, 2): 6
      default: 15
      }
    network = octets.littleEndian16(at: 6)
    let fields = (4..<12).map { Int(octets.littleEndian16(at: 2 * $0)) }
    let seconds =
      Self.days(year: fields[0], month: fields[1], day: fields[3]) * 86_400 + fields[4] * 3600 + fields[5] * 60
      + fields[6]
    start = CaptureTime(unit: 1_000_000).nanoseconds(seconds: seconds, fraction: fields[7])
    let table = Int64(octets.littleEndian32(at: 24))
    recordsEnd = table < Int64(Self.headerLength) ? 0 : table
    tableLength = Int(octets.littleEndian32(at: 28))
  }

  /// What all packets begin with, a DLT_ value; nil where each says so itself.
  var linkType: Int32? { trailer == 0 ? Self.linkType(network) : nil }

  /// What `octets`, which stand at octet `offset` of the file, begin with.
  func parse(_ octets: borrowing RawSpan, at offset: Int64, into record: inout CaptureRecord) -> RecordStep {
    if recordsEnd > 0 && offset >= recordsEnd {
      // The table has to be there: without it the file was cut. Comments and statistics may follow.
      if offset == recordsEnd && tableLength > 0 { return .skip(tableLength) }
      return octets.byteCount > 0 ? .other(octets.byteCount) : .needs(1)
    }
    let header = isFirst ? 8 : 16
    guard octets.byteCount >= header else { return .needs(header) }
    let captured = isFirst ? UInt32(octets.littleEndian16(at: 6)) : octets.littleEndian32(at: 12)
    if captured > Self.longestFrame { return .damaged(.capturedLength(captured, limit: Self.longestFrame)) }
    let length = header + Int(captured) + trailer
    guard octets.byteCount >= length else { return .needs(length) }
    let end = length - trailer
    let network = trailer == 0 ? network : octets.littleEndian16(at: end)
    // Lists of adapters and names, and frames made up from others.
    if network == 0xFFFC || network == 0xFFFD || network == 0xFFFE { return .other(length) }
    record.original = isFirst ? UInt32(octets.littleEndian16(at: 4)) : octets.littleEndian32(at: 8)
    record.captured = Int(captured)
    record.dataOffset = header
    record.length = length
    record.linkType = Self.linkType(network)
    record.time =
      trailer == 15
      ? Self.time(of: octets.littleEndian64(at: end + 6))
      : time(octets, offset: isFirst ? nil : octets.littleEndian64(at: 0))
    return record.linkType == DLT_IEEE802_11 && network == 6 ? withoutRadio(octets, into: &record) : .packet
  }

  // A header of NetMon's own stands before an 802.11 frame: a version, and its length in two octets.
  private func withoutRadio(_ octets: borrowing RawSpan, into record: inout CaptureRecord) -> RecordStep {
    guard record.captured >= 3 else { return .spoiled(record.length) }
    let length = Int(octets.littleEndian16(at: record.dataOffset + 1))
    guard length >= 3, length <= record.captured, UInt32(length) <= record.original else {
      return .spoiled(record.length)
    }
    record.dataOffset += length
    record.captured -= length
    record.original -= UInt32(length)
    return .packet
  }

  private func time(_ octets: borrowing RawSpan, offset ticks: UInt64?) -> Int64 {
    guard let ticks else { return start &+ Int64(octets.littleEndian32(at: 0)) &* 1_000_000 }
    // Frames may be from before the start: the microseconds are signed once they are counted in steps of 100 ns.
    let steps = Int64(bitPattern: ticks &* 10)
    let (offset, tooLarge) = steps.multipliedReportingOverflow(by: 100)
    let (time, overflow) = start.addingReportingOverflow(offset)
    if tooLarge || overflow { return steps < 0 ? 0 : CaptureTime.latest }
    return min(max(time, 0), CaptureTime.latest)
  }

  /// Days from 1970 to a day of the Gregorian calendar, for years and months of 16 bits.
  private static func days(year: Int, month: Int, day: Int) -> Int {
    // Years from March on: the leap day is the last one.
    let months = year * 12 + month - 3
    let (years, rest) = (months / 12, months % 12)
    return years * 365 + years / 4 - years / 100 + years / 400 + (rest * 306 + 5) / 10 + day - 719_469
  }

  /// The time of a FILETIME.
  private static func time(of steps: UInt64) -> Int64 {
    let (seconds, rest) = (steps > epoch ? steps - epoch : 0).quotientAndRemainder(dividingBy: 10_000_000)
    return CaptureTime(unit: 100).nanoseconds(seconds: Int(seconds), fraction: Int(rest))
  }

  private static func linkType(_ network: UInt16) -> Int32 {
    switch network {
    case 0, 1: DLT_EN10MB
    case 2: DLT_IEEE802
    case 3: DLT_FDDI
    case 6, 0xE080: DLT_IEEE802_11
    case 7, 8, 9: DLT_RAW
    // Of WFP and ETW, which are no packets of a link.
    case 0xE081...0xE08A: LinkType.unknown
    case 0xE000...0xEFFF: LinkType.libpcap(UInt32(network & 0x0FFF))
    default: LinkType.unknown
    }
  }
}
