import CPcap

/// Makes a pcapng file with one section: blocks are appended to a buffer, and whoever holds the file writes it.
///
/// Byte order is the machine's; the byte-order mark tells readers.
package struct PcapngWriter {
  /// Blocks that wait to be written; whole ones only.
  package var octets: [UInt8] = []

  private let digits: UInt8
  private var interfaces: [CaptureInterface: UInt32] = [:]
  private var last: (interface: CaptureInterface, number: UInt32)?

  /// A file that `application` writes; its section header waits. An interface is described before its first packet.
  ///
  /// - Parameters:
  ///   - digits: decimals of a second that times have, 0 through 9.
  ///   - comment: what the file is, for its first block.
  package init(application: String, digits: UInt8, comment: String) {
    self.digits = min(digits, 9)
    let start = begin(0x0A0D_0D0A)
    append(UInt32(0x1A2B_3C4D))
    append(UInt16(1))
    append(UInt16(0))
    append(UInt64.max)
    option(1, Array(comment.utf8))
    option(4, Array(application.utf8))
    endOptions()
    end(start)
  }

  /// Appends the description of an interface, unless there is one already: a file without any is sound, but some readers refuse it.
  package mutating func describe(_ interface: CaptureInterface) {
    if interfaces.isEmpty { _ = number(of: interface) }
  }

  /// Appends a packet, and before it the description of its interface where that is new.
  ///
  /// - Parameters:
  ///   - time: when it was captured, in nanoseconds since the epoch; 1970 in place of earlier times, which the format has not.
  ///   - original: octets it had on the wire.
  ///   - interface: what it was captured on.
  ///   - comments: a comment each.
  package mutating func packet(
    _ data: Span<UInt8>, time: Int64, original: UInt32, interface: CaptureInterface, comments: [[UInt8]]
  ) {
    let number = number(of: interface)
    let start = begin(6)
    append(number)
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

  /// Appends what was counted while capturing on an interface, and before it its description where that is new.
  package mutating func statistics(_ counts: CaptureStatistics, of interface: CaptureInterface, at time: Int64) {
    let number = number(of: interface)
    let start = begin(5)
    append(number)
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

  private mutating func number(of interface: CaptureInterface) -> UInt32 {
    if let last, last.interface == interface { return last.number }
    let number = interfaces[interface] ?? append(interface)
    last = (interface, number)
    return number
  }

  private mutating func append(_ interface: CaptureInterface) -> UInt32 {
    let number = UInt32(truncatingIfNeeded: interfaces.count)
    interfaces[interface] = number
    let start = begin(1)
    append(Self.fileType(interface.linkType))
    append(UInt16(0))
    append(interface.snapLength)
    if !interface.name.isEmpty { option(2, interface.name) }
    if !interface.description.isEmpty { option(3, interface.description) }
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
