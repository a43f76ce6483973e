/// Packets as records of a pcap file: microseconds, Ethernet, valid checksums also where the record is cut.
struct FrameWriter {
  /// 2023-11-14T22:13:20Z.
  private static let start: Int64 = 1_700_000_000_000_000
  private let snapshotLength: Int
  private let pattern: [UInt8]
  /// Sums of the pattern's first words.
  private let sums: [UInt64]
  private var frame: [UInt8] = []
  private var identification: UInt16 = 0

  init(snapshotLength: Int, _ random: inout RandomSource) {
    self.snapshotLength = snapshotLength
    var pattern: [UInt8] = []
    for _ in 0..<2048 { pattern.append(UInt8(truncatingIfNeeded: random.next() >> 32)) }
    var sums: [UInt64] = [0]
    for index in stride(from: 0, to: pattern.count, by: 2) {
      sums.append(sums[sums.count - 1] + UInt64(pattern[index]) << 8 + UInt64(pattern[index + 1]))
    }
    self.pattern = pattern
    self.sums = sums
  }

  /// The file's header.
  func header() -> [UInt8] {
    var octets: [UInt8] = []
    octets.appendLittle(0xA1B2_C3D4, 4)
    octets.appendLittle(2, 2)
    octets.appendLittle(4, 2)
    octets.appendLittle(0, 8)
    octets.appendLittle(UInt64(snapshotLength), 4)
    octets.appendLittle(1, 4)
    return octets
  }

  /// Appends the record of `packet`.
  mutating func append(_ packet: Packet, to octets: inout [UInt8]) {
    frame.removeAll(keepingCapacity: true)
    identification &+= 7919
    encode(packet)
    let wire = frame.count + packet.payload
    let captured = min(wire, snapshotLength)
    let time = UInt64(FrameWriter.start + packet.time)
    octets.appendLittle(time / 1_000_000, 4)
    octets.appendLittle(time % 1_000_000, 4)
    octets.appendLittle(UInt64(captured), 4)
    octets.appendLittle(UInt64(wire), 4)
    octets.append(contentsOf: frame.prefix(captured))
    if captured > frame.count { octets.append(contentsOf: pattern[0..<(captured - frame.count)]) }
  }

  private mutating func encode(_ packet: Packet) {
    let ends = packet.ends
    let isUp = !packet.isFromServer
    let source = isUp ? ends.client : ends.server
    let destination = isUp ? ends.server : ends.client
    let optionLength = packet.options == .opening ? 20 : packet.options == .sack ? 24 : 12
    let length = 20 + optionLength + packet.payload
    frame.append(contentsOf: isUp ? [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2] : [2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1])
    if ends.isIPv6 {
      frame.appendBig(0x86DD, 2)
      frame.appendBig(0x6000_0000, 4)
      frame.appendBig(UInt64(length), 2)
      frame.appendBig(0x063C, 2)
      for address in [source, destination] {
        frame.appendBig(0x2001_0DB8_0000_0000, 8)
        frame.appendBig(UInt64(address), 8)
      }
    } else {
      frame.appendBig(0x0800, 2)
      let begin = frame.count
      frame.appendBig(0x4500, 2)
      frame.appendBig(UInt64(20 + length), 2)
      frame.appendBig(UInt64(identification), 2)
      frame.appendBig(0x4000, 2)
      frame.appendBig(0x3C06, 2)
      frame.appendBig(0, 2)
      frame.appendBig(UInt64(source), 4)
      frame.appendBig(UInt64(destination), 4)
      frame.set(begin + 10, Self.fold(frame.sum(from: begin)))
    }
    let begin = frame.count
    frame.appendBig(UInt64(isUp ? ends.clientPort : ends.serverPort), 2)
    frame.appendBig(UInt64(isUp ? ends.serverPort : ends.clientPort), 2)
    frame.appendBig(UInt64(packet.sequence), 4)
    frame.appendBig(UInt64(packet.acknowledgement), 4)
    frame.append(UInt8((20 + optionLength) << 2))
    frame.append(packet.flags)
    frame.appendBig(packet.flags & Packet.syn != 0 ? 64240 : UInt64(ends.window), 2)
    frame.appendBig(0, 4)
    appendOptions(of: packet)
    // Both addresses, the protocol and the length stand in the pseudo header (RFC 9293 §3.1).
    var sum = frame.sum(from: begin) + UInt64(6 + length) + Self.words(source) + Self.words(destination)
    if ends.isIPv6 { sum += 2 * (0x2001 + 0x0DB8) }
    sum += sums[packet.payload / 2]
    if packet.payload % 2 == 1 { sum += UInt64(pattern[packet.payload - 1]) << 8 }
    frame.set(begin + 16, Self.fold(sum))
  }

  private mutating func appendOptions(of packet: Packet) {
    let own = packet.isFromServer ? packet.ends.serverClock : packet.ends.clientClock
    let other = packet.isFromServer ? packet.ends.clientClock : packet.ends.serverClock
    let value = own &+ UInt32(truncatingIfNeeded: packet.time / 1000)
    let echo = packet.echo.map { other &+ UInt32(truncatingIfNeeded: $0 / 1000) } ?? 0
    frame.appendBig(
      packet.options == .opening ? 0x0204_05B4_0402_080A : 0x0101_080A, packet.options == .opening ? 8 : 4)
    frame.appendBig(UInt64(value), 4)
    frame.appendBig(UInt64(echo), 4)
    switch packet.options {
    case .opening: frame.appendBig(0x0103_0307, 4)
    case .timestamps: break
    case .sack:
      frame.appendBig(0x0101_050A, 4)
      frame.appendBig(UInt64(packet.sackLeft), 4)
      frame.appendBig(UInt64(packet.sackRight), 4)
    }
  }

  private static func words(_ value: UInt32) -> UInt64 {
    UInt64(value >> 16) + UInt64(value & 0xFFFF)
  }

  private static func fold(_ sum: UInt64) -> UInt16 {
    var sum = sum
    while sum > 0xFFFF { sum = (sum & 0xFFFF) + (sum >> 16) }
    return ~UInt16(sum)
  }
}

extension [UInt8] {
  fileprivate mutating func appendLittle(_ value: UInt64, _ count: Int) {
    for index in 0..<count { append(UInt8(truncatingIfNeeded: value >> UInt64(8 * index))) }
  }

  fileprivate mutating func appendBig(_ value: UInt64, _ count: Int) {
    for index in 0..<count { append(UInt8(truncatingIfNeeded: value >> UInt64(8 * (count - 1 - index)))) }
  }

  fileprivate mutating func set(_ offset: Int, _ value: UInt16) {
    self[offset] = UInt8(value >> 8)
    self[offset + 1] = UInt8(value & 0xFF)
  }

  /// The sum of the 16-bit words from `begin` on; the length is even.
  fileprivate func sum(from begin: Int) -> UInt64 {
    var sum: UInt64 = 0
    for index in stride(from: begin, to: count, by: 2) { sum += UInt64(self[index]) << 8 + UInt64(self[index + 1]) }
    return sum
  }
}
