/// The blocks of a pcapng file (draft-ietf-opsawg-pcapng): any number of sections, in either byte order, and of interfaces
/// that differ in link type, snapshot length and time resolution.
struct PcapngFormat {
  /// The block type that begins every section, the same in both byte orders.
  static let sectionHeader: UInt32 = 0x0A0D_0D0A
  /// Octets of a block that is looked at, at most; others are stepped over, whatever their length.
  private static let longestBlock = 16 << 20
  /// Comments on one packet, at most.
  private static let commentLimit = 64
  /// Interfaces in one section, at most.
  private static let interfaceLimit = 1 << 20

  /// The interfaces of the section so far.
  private(set) var interfaces: [PcapngInterface] = []
  /// The first interface of the file; nil until it was described.
  private(set) var firstInterface: PcapngInterface?
  /// The interfaces of all sections, with what was counted on each.
  private(set) var list = InterfaceList()
  private var isSwapped = false
  /// The time of the packet before: what a simple packet block, which has none, is taken to have.
  private var lastTime: Int64 = 0
  /// The length of a block that was stepped over, which has to stand behind it too.
  private var awaitedTrailer: UInt32?

  /// Whether a block has begun of which the end was not seen yet.
  var isWithinBlock: Bool { awaitedTrailer != nil }

  /// What the interface statistics blocks say, the last one of each interface, summed; nil where there are none.
  var statistics: CaptureStatistics? {
    list.counts.reduce(nil) { sum, count in
      guard let more = count.statistics else { return sum }
      return (sum ?? CaptureStatistics()).adding(more)
    }
  }

  /// Counts the packet of `record`.
  @inline(__always)
  mutating func count(_ record: CaptureRecord) {
    list.countPacket(of: record.interface)
  }

  /// The comments on the packet of `record`, which `octets` begin with.
  func comments(_ octets: borrowing RawSpan, _ record: CaptureRecord) -> [[UInt8]] {
    var comments: [[UInt8]] = []
    var at = record.optionsOffset
    while comments.count < Self.commentLimit,
      let option = PcapngOption(octets, at: at, end: record.length - 4, swapped: isSwapped)
    {
      if option.code == 1 { comments.append(octets.octets(from: option.value, count: option.length)) }
      at = option.next
    }
    return comments
  }

  /// What `octets` begin with.
  mutating func parse(_ octets: borrowing RawSpan, into record: inout CaptureRecord) -> RecordStep {
    if let trailer = awaitedTrailer {
      guard octets.byteCount >= 4 else { return .needs(4) }
      let last = octets.field32(at: 0, swapped: isSwapped)
      guard last == trailer else { return .damaged(.trailer(trailer, last)) }
      awaitedTrailer = nil
      return .other(4)
    }
    guard octets.byteCount >= 12 else { return .needs(12) }
    let type = octets.field32(at: 0, swapped: isSwapped)
    if type == Self.sectionHeader {
      let mark = octets.field32(at: 8, swapped: false)
      switch mark {
      case 0x1A2B_3C4D: isSwapped = false
      case 0x4D3C_2B1A: isSwapped = true
      default: return .damaged(.byteOrder(mark.bigEndian))
      }
    }
    let claimed = octets.field32(at: 4, swapped: isSwapped)
    guard claimed >= 12 else { return .damaged(.blockLength(claimed)) }
    // Writers have been seen that pad a block and do not count that.
    let length = (Int(claimed) + 3) & ~3
    guard let kind = BlockKind(rawValue: type) else {
      awaitedTrailer = claimed
      return .skip(length - 4)
    }
    guard length <= Self.longestBlock else { return .damaged(.blockLength(claimed)) }
    guard octets.byteCount >= length else { return .needs(length) }
    let last = octets.field32(at: length - 4, swapped: isSwapped)
    guard last == claimed else { return .damaged(.trailer(claimed, last)) }
    return take(kind, octets, length, into: &record)
  }

  /// The blocks that are looked at.
  private enum BlockKind: UInt32 {
    case section = 0x0A0D_0D0A
    case interface = 1
    case oldPacket = 2
    case simplePacket = 3
    case statistics = 5
    case packet = 6
  }

  private mutating func take(
    _ kind: BlockKind, _ octets: borrowing RawSpan, _ length: Int, into record: inout CaptureRecord
  ) -> RecordStep {
    record.length = length
    let end = length - 4
    switch kind {
    case .packet:
      guard end >= 28 else { return .spoiled(length) }
      return takePacket(octets, of: Int(octets.field32(at: 8, swapped: isSwapped)), end, into: &record)
    case .oldPacket:
      guard end >= 28 else { return .spoiled(length) }
      return takePacket(octets, of: Int(octets.field16(at: 8, swapped: isSwapped)), end, into: &record)
    case .simplePacket:
      return takeSimplePacket(octets, end, into: &record)
    case .section:
      guard end >= 24 else { return .damaged(.blockLength(UInt32(length))) }
      let (major, minor) = (octets.field16(at: 12, swapped: isSwapped), octets.field16(at: 14, swapped: isSwapped))
      guard major == 1 && (minor == 0 || minor == 2) else { return .damaged(.version(major, minor)) }
      list.beginSection()
      interfaces.removeAll(keepingCapacity: true)
    case .interface:
      guard end >= 16 else { return .damaged(.blockLength(UInt32(length))) }
      guard interfaces.count < Self.interfaceLimit else { return .damaged(.interfaces(Self.interfaceLimit)) }
      let interface = PcapngInterface(octets, end: end, swapped: isSwapped)
      if firstInterface == nil { firstInterface = interface }
      interfaces.append(interface)
      list.add(interface, octets, end: end, swapped: isSwapped)
    case .statistics:
      guard end >= 20 else { break }
      let index = Int(octets.field32(at: 8, swapped: isSwapped))
      list.set(CaptureStatistics(octets, end: end, swapped: isSwapped), of: index)
    }
    return .other(length)
  }

  @inline(__always)
  private mutating func takePacket(
    _ octets: borrowing RawSpan, of index: Int, _ end: Int, into record: inout CaptureRecord
  ) -> RecordStep {
    let captured = Int(octets.field32(at: 20, swapped: isSwapped))
    guard index < interfaces.count, captured <= end - 28 else { return .spoiled(record.length) }
    let ticks =
      UInt64(octets.field32(at: 12, swapped: isSwapped)) << 32 | UInt64(octets.field32(at: 16, swapped: isSwapped))
    lastTime = interfaces[index].nanoseconds(ticks)
    record.time = lastTime
    record.captured = captured
    record.original = octets.field32(at: 24, swapped: isSwapped)
    record.dataOffset = 28
    record.linkType = interfaces[index].linkType
    record.interface = list.number(of: index)
    let options = 28 + (captured + 3) & ~3
    record.optionsOffset = end - options >= 4 ? options : 0
    return .packet
  }

  private func takeSimplePacket(
    _ octets: borrowing RawSpan, _ end: Int, into record: inout CaptureRecord
  ) -> RecordStep {
    guard end >= 12, let interface = interfaces.first else { return .spoiled(record.length) }
    record.original = octets.field32(at: 8, swapped: isSwapped)
    var captured = min(Int(record.original), end - 12)
    if interface.snapLength > 0 { captured = min(captured, Int(interface.snapLength)) }
    record.time = lastTime
    record.captured = captured
    record.dataOffset = 12
    record.linkType = interface.linkType
    record.interface = list.number(of: 0)
    record.optionsOffset = 0
    return .packet
  }
}

extension CaptureStatistics {
  /// What an interface statistics block says, of which the trailing length stands at `end`.
  init(_ block: borrowing RawSpan, end: Int, swapped: Bool) {
    self.init()
    var at = 20
    while let option = PcapngOption(block, at: at, end: end, swapped: swapped) {
      if option.length == 8 {
        let count = block.field64(at: option.value, swapped: swapped)
        switch option.code {
        case 4: received = count
        case 5: droppedByInterface = count
        case 7: droppedByKernel = count
        default: break
        }
      }
      at = option.next
    }
  }
}
