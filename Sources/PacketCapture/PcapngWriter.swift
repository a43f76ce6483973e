import CPcap

/// Makes a pcapng file with one section: blocks are appended to a buffer, and whoever holds the file writes it.
///
/// Byte order is the machine's; the byte-order mark tells readers.
package struct PcapngWriter {
  /// Blocks that wait to be written; whole ones only.
  package var octets: [UInt8] = []

  private let digits: UInt8
  private var interfaces: [Int32: UInt32] = [:]
  private let name: String?
  private let snapLength: UInt32

  /// A file that `application` writes; its section header waits, and the description of its first interface.
  ///
  /// A file without any interface is sound, but some readers refuse it.
  ///
  /// - Parameters:
  ///   - digits: decimals of a second that times have, 0 through 9.
  ///   - name: the interface that packets came from; nil for a file.
  ///   - comment: what the file is, for its first block.
  ///   - snapLength: the most octets that the capture kept of a packet; 0 for no limit.
  ///   - linkType: what packets begin with, as far as is known, libpcap's number; negative where nothing is.
  package init(
    application: String, digits: UInt8, name: String?, comment: String, snapLength: UInt32, linkType: Int32
  ) {
    self.digits = min(digits, 9)
    self.name = name
    self.snapLength = snapLength
    let start = begin(0x0A0D_0D0A)
    append(UInt32(0x1A2B_3C4D))
    append(UInt16(1))
    append(UInt16(0))
    append(UInt64.max)
    option(1, Array(comment.utf8))
    option(4, Array(application.utf8))
    endOptions()
    end(start)
    if linkType >= 0 { _ = number(of: linkType) }
  }

  /// Appends a packet, and before it the description of its interface where its link type is new.
  ///
  /// - Parameters:
  ///   - time: when it was captured, in nanoseconds since the epoch; 1970 in place of earlier times, which the format has not.
  ///   - original: octets it had on the wire.
  ///   - linkType: what it begins with, libpcap's number.
  ///   - comments: a comment each.
  package mutating func packet(
    _ data: Span<UInt8>, time: Int64, original: UInt32, linkType: Int32, comments: [[UInt8]]
  ) {
    let interface = number(of: linkType)
    let start = begin(6)
    append(interface)
    var ticks = UInt64(max(time, 0))
    for _ in digits..<9 { ticks /= 10 }
    append(UInt32(truncatingIfNeeded: ticks >> 32))
    append(UInt32(truncatingIfNeeded: ticks))
    append(UInt32(truncatingIfNeeded: data.count))
    append(original)
    for index in data.indices { octets.append(data[index]) }
    pad()
    for comment in comments { option(1, comment) }
    if !comments.isEmpty { endOptions() }
    end(start)
  }

  /// Appends what was counted while capturing, for the first interface; nothing where no packet gave it one.
  package mutating func statistics(_ counts: CaptureStatistics, at time: Int64) {
    guard !interfaces.isEmpty else { return }
    let start = begin(5)
    append(UInt32(0))
    var ticks = UInt64(max(time, 0))
    for _ in digits..<9 { ticks /= 10 }
    append(UInt32(truncatingIfNeeded: ticks >> 32))
    append(UInt32(truncatingIfNeeded: ticks))
    for (code, count) in [(4, counts.received), (5, counts.droppedByInterface), (7, counts.droppedByKernel)] {
      append(UInt16(code))
      append(UInt16(8))
      append(count)
    }
    endOptions()
    end(start)
  }

  private mutating func number(of linkType: Int32) -> UInt32 {
    if let number = interfaces[linkType] { return number }
    let number = UInt32(truncatingIfNeeded: interfaces.count)
    interfaces[linkType] = number
    let start = begin(1)
    append(Self.fileType(linkType))
    append(UInt16(0))
    append(snapLength)
    if let name { option(2, Array(name.utf8)) }
    option(9, [digits])
    endOptions()
    end(start)
    return number
  }

  /// The number in files of libpcap's `linkType`; they differ for a few.
  private static func fileType(_ linkType: Int32) -> UInt16 {
    switch linkType {
    case DLT_ATM_RFC1483: 100
    case DLT_RAW: 101
    case DLT_SLIP_BSDOS: 102
    case DLT_PPP_BSDOS: 103
    case DLT_ATM_CLIP: 106
    default: UInt16(truncatingIfNeeded: linkType)
    }
  }

  /// Begins a block and gives where.
  private mutating func begin(_ type: UInt32) -> Int {
    let start = octets.count
    append(type)
    append(UInt32(0))
    return start
  }

  /// Ends the block that began at `start`: its length stands in front and behind.
  private mutating func end(_ start: Int) {
    let length = UInt32(truncatingIfNeeded: octets.count + 4 - start)
    append(length)
    for place in 0..<4 { octets[start + 4 + place] = octets[octets.count - 4 + place] }
  }

  // A length of 16 bits; longer text is cut between characters.
  private mutating func option(_ code: UInt16, _ value: [UInt8]) {
    var count = min(value.count, 65_000)
    while count > 0 && count < value.count && value[count] & 0xC0 == 0x80 { count -= 1 }
    append(code)
    append(UInt16(truncatingIfNeeded: count))
    octets.append(contentsOf: value[..<count])
    pad()
  }

  private mutating func endOptions() {
    append(UInt32(0))
  }

  // Everything that is appended before keeps to 32 bits, except the data of packets and options.
  private mutating func pad() {
    while octets.count & 3 != 0 { octets.append(0) }
  }

  private mutating func append(_ number: some FixedWidthInteger) {
    for place in 0..<(number.bitWidth / 8) {
      #if _endian(little)
        octets.append(UInt8(truncatingIfNeeded: number >> (8 * place)))
      #else
        octets.append(UInt8(truncatingIfNeeded: number >> (number.bitWidth - 8 - 8 * place)))
      #endif
    }
  }
}
