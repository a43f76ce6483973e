/// Where a packet lies in its record, and what the record says of it.
struct CaptureRecord: BitwiseCopyable {
  /// When it was captured, in nanoseconds since the epoch.
  var time: Int64 = 0
  /// Octets of it that were captured.
  var captured = 0
  /// Octets it had on the wire, as the record says.
  var original: UInt32 = 0
  /// Where its octets begin, counted from the record's first octet.
  var dataOffset = 0
  /// The record's length with everything that belongs to it.
  var length = 0
  /// What the packet begins with, a DLT_ value.
  var linkType: Int32 = 0
  /// Its interface's number, as `InterfaceList` counts.
  var interface = 0
  /// Where options begin that say more of it, counted from the record's first octet; 0 where there are none.
  var optionsOffset = 0
}

/// What the octets at hand are.
enum RecordStep: BitwiseCopyable {
  /// A packet; the record says where it lies.
  case packet
  /// So many octets that are no packet.
  case other(Int)
  /// So many octets, not all of them at hand, that need not be looked at.
  case skip(Int)
  /// A packet's record of so many octets that contradicts itself; the next one can be found all the same.
  case spoiled(Int)
  /// The start of a record; so many octets of it have to be at hand.
  case needs(Int)
  /// Nonsense, so that the start of the next record is not known.
  case damaged(RecordDamage)
}

/// What makes no sense in a capture file.
enum RecordDamage: BitwiseCopyable {
  /// A record claims more octets than any packet has.
  case capturedLength(UInt32, limit: UInt32)
  /// A block's length cannot be.
  case blockLength(UInt32)
  /// The two lengths of a block differ.
  case trailer(UInt32, UInt32)
  /// A section's header has no byte-order mark that is known.
  case byteOrder(UInt32)
  /// A section of a version that is not known.
  case version(UInt16, UInt16)
  /// A section has more interfaces than are kept.
  case interfaces(Int)
  /// A record that is shorter than its header and its packet, or far longer.
  case recordLength(UInt32)

  /// What it is, in a few words.
  var text: String {
    switch self {
    case .capturedLength(let length, let limit):
      "it claims \(length) captured octets, and \(limit) are the most a packet has"
    case .blockLength(let length): "a block claims a length of \(length) octets"
    case .trailer(let first, let last): "a block's length is \(first) octets at its start and \(last) at its end"
    case .byteOrder(let mark): "a section header's byte-order mark is \(String(mark, radix: 16)), not 1a2b3c4d"
    case .version(let major, let minor): "a section is of pcapng version \(major).\(minor), and 1.0 and 1.2 are known"
    case .interfaces(let limit): "a section has more than \(limit) interfaces"
    case .recordLength(let length): "it claims a length of \(length) octets, which its packet does not have"
    }
  }
}

extension RawSpan {
  /// The 16-bit field at `offset`, in the machine's byte order unless `swapped`.
  @inline(__always)
  func field16(at offset: Int, swapped: Bool) -> UInt16 {
    let field = unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt16.self)
    return swapped ? field.byteSwapped : field
  }

  /// The 32-bit field at `offset`, in the machine's byte order unless `swapped`.
  @inline(__always)
  func field32(at offset: Int, swapped: Bool) -> UInt32 {
    let field = unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self)
    return swapped ? field.byteSwapped : field
  }

  /// The 64-bit field at `offset`, in the machine's byte order unless `swapped`.
  @inline(__always)
  func field64(at offset: Int, swapped: Bool) -> UInt64 {
    let field = unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
    return swapped ? field.byteSwapped : field
  }

  /// The octet at `offset`.
  @inline(__always)
  func octet(at offset: Int) -> UInt8 {
    unsafe unsafeLoad(fromByteOffset: offset, as: UInt8.self)
  }
}
