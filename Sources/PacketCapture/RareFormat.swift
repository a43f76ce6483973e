/// A capture format without blocks or options, other than pcap: records one after another behind a header, if there is one.
enum RareFormat: BitwiseCopyable {
  case erf(ERFFormat)
  case netMon(NetMonFormat)
  case peek(PeekFormat)
  case snoop(SnoopFormat)

  /// Octets that tell which one a file is; of ERF and Peek, which have no magic number, several records are looked at.
  static let headLength = 4096

  /// The format of a file that begins with `octets`; nil for none of these.
  init?(_ octets: borrowing RawSpan) {
    if let format = NetMonFormat(octets) {
      self = .netMon(format)
    } else if let format = SnoopFormat(octets) {
      self = .snoop(format)
    } else if let format = PeekFormat(octets) {
      self = .peek(format)
    } else if ERFFormat.looksLike(octets) {
      self = .erf(ERFFormat())
    } else {
      return nil
    }
  }

  /// The least octets of a file whose first ones are a magic number of these formats; 0 for other ones.
  static func leastLength(_ octets: borrowing RawSpan) -> Int {
    if octets.holds("RTSS") || octets.holds("GMBU") { return NetMonFormat.headerLength }
    return octets.holds("snoop\0\0\0") ? SnoopFormat.headerLength : 0
  }

  /// Whether what begins with `octets`, and is none of these formats yet, may become one when more comes.
  static func mayBegin(_ octets: borrowing RawSpan) -> Bool {
    octets.byteCount < 24 || leastLength(octets) > 0 || ERFFormat.mayBegin(octets)
  }

  /// Octets before the first record.
  var headerLength: Int {
    switch self {
    case .erf: 0
    case .netMon: NetMonFormat.headerLength
    case .peek: PeekFormat.headerLength
    case .snoop: SnoopFormat.headerLength
    }
  }

  /// What all packets begin with, a DLT_ value; nil where that differs from packet to packet.
  var linkType: Int32? {
    switch self {
    case .erf: nil
    case .netMon(let format): format.linkType
    case .peek(let format): format.linkType
    case .snoop(let format): format.linkType
    }
  }

  /// Whether a file may end at this octet, as far as its header says how long it is.
  func mayEnd(at offset: Int64) -> Bool {
    switch self {
    case .erf, .snoop: true
    case .netMon(let format): offset >= format.recordsEnd
    case .peek(let format): offset >= format.length
    }
  }

  /// What `octets`, which stand at octet `offset` of the file, begin with.
  func parse(_ octets: borrowing RawSpan, at offset: Int64, into record: inout CaptureRecord) -> RecordStep {
    switch self {
    case .erf(let format): format.parse(octets, into: &record)
    case .netMon(let format): format.parse(octets, at: offset, into: &record)
    case .peek(let format): format.parse(octets, into: &record)
    case .snoop(let format): format.parse(octets, into: &record)
    }
  }
}

extension RawSpan {
  /// The 16-bit field at `offset`, most significant octet first.
  @inline(__always)
  func bigEndian16(at offset: Int) -> UInt16 { field16(at: offset, swapped: false).bigEndian }

  /// The 32-bit field at `offset`, most significant octet first.
  @inline(__always)
  func bigEndian32(at offset: Int) -> UInt32 { field32(at: offset, swapped: false).bigEndian }

  /// The 64-bit field at `offset`, most significant octet first.
  @inline(__always)
  func bigEndian64(at offset: Int) -> UInt64 { field64(at: offset, swapped: false).bigEndian }

  /// The 16-bit field at `offset`, least significant octet first.
  @inline(__always)
  func littleEndian16(at offset: Int) -> UInt16 { field16(at: offset, swapped: false).littleEndian }

  /// The 32-bit field at `offset`, least significant octet first.
  @inline(__always)
  func littleEndian32(at offset: Int) -> UInt32 { field32(at: offset, swapped: false).littleEndian }

  /// The 64-bit field at `offset`, least significant octet first.
  @inline(__always)
  func littleEndian64(at offset: Int) -> UInt64 { field64(at: offset, swapped: false).littleEndian }

  /// Whether the octets from `offset` on are those of `text`.
  func holds(_ text: StaticString, at offset: Int = 0) -> Bool {
    guard byteCount - offset >= text.utf8CodeUnitCount else { return false }
    return (0..<text.utf8CodeUnitCount).allSatisfy { unsafe octet(at: offset + $0) == text.utf8Start[$0] }
  }
}
