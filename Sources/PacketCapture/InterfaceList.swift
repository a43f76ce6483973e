/// The interfaces that a pcapng file describes, over all its sections, in bounded memory.
///
/// Interfaces past the limit share a last entry without a name.
struct InterfaceList {
  private static let limit = 65_536
  /// Octets of names and descriptions that are kept, and of a single one.
  private static let textLimit = 4 << 20
  private static let longestText = 256

  /// What came from each.
  private(set) var counts: [InterfaceCount] = []
  /// How many the sections before this one had.
  private var base = 0
  private var sectionCount = 0
  private var text = 0

  /// The number over all sections of the interface `index` of this one.
  func number(of index: Int) -> Int {
    min(base + index, Self.limit - 1)
  }

  /// Another section begins, with interfaces of its own.
  mutating func beginSection() {
    base = min(base + sectionCount, Self.limit)
    sectionCount = 0
  }

  /// Adds what a description block says, of which the trailing length stands at `end`.
  mutating func add(_ interface: PcapngInterface, _ block: borrowing RawSpan, end: Int, swapped: Bool) {
    sectionCount += 1
    guard counts.count < Self.limit else { return }
    var described = CaptureInterface(linkType: interface.linkType)
    described.snapLength = interface.snapLength
    var at = 16
    while counts.count < Self.limit - 1, let option = PcapngOption(block, at: at, end: end, swapped: swapped) {
      if option.code == 2 { described.name = keep(option, block) }
      if option.code == 3 { described.description = keep(option, block) }
      at = option.next
    }
    counts.append(InterfaceCount(described))
  }

  /// Counts a packet of the interface with this number.
  @inline(__always)
  mutating func countPacket(of number: Int) {
    if number < counts.count { counts[number].packets &+= 1 }
  }

  /// Keeps what was counted on the interface `index` of this section; the last that is said holds.
  mutating func set(_ statistics: CaptureStatistics, of index: Int) {
    let number = base + index
    if index < sectionCount, number < min(counts.count, Self.limit - 1) { counts[number].statistics = statistics }
  }

  private mutating func keep(_ option: PcapngOption, _ block: borrowing RawSpan) -> [UInt8] {
    let length = min(option.length, Self.longestText)
    guard text + length <= Self.textLimit else { return [] }
    text += length
    return block.octets(from: option.value, count: length)
  }
}

extension RawSpan {
  /// A copy of `count` octets from `offset` on.
  func octets(from offset: Int, count: Int) -> [UInt8] {
    (offset..<offset + count).map { octet(at: $0) }
  }
}
