import Testing

@testable import PacketCapture

/// What is written as pcapng is read back by libpcap, block by block whole.
@Suite struct PcapngWriterTests {
  private static func write(digits: UInt8) -> [UInt8] {
    var writer = PcapngWriter(application: "test", digits: digits, comment: "a comment")
    var interface = CaptureInterface(linkType: 1)
    interface.name = Array("eth0".utf8)
    interface.snapLength = 262_144
    let packet: [UInt8] = Array(0..<61)
    let short: [UInt8] = Array(0..<7)
    writer.packet(
      packet.span, time: 1_700_000_000_123_456_789, original: 1_500, interface: interface,
      comments: [Array("first".utf8), Array("zweiter, länger".utf8)])
    writer.packet(short.span, time: 1_700_000_001_000_000_000, original: 7, interface: interface, comments: [])
    var counts = CaptureStatistics()
    counts.received = 12
    counts.droppedByKernel = 3
    writer.statistics(counts, of: interface, at: 1_700_000_002_000_000_000)
    return writer.octets
  }

  @Test func blocksSayTheirLengthInFrontAndBehind() throws {
    let octets = Self.write(digits: 9)
    var types: [UInt32] = []
    var at = 0
    while at < octets.count {
      let type = octets.number(at)
      let length = Int(octets.number(at + 4))
      try #require(length >= 12 && length % 4 == 0 && at + length <= octets.count)
      #expect(octets.number(at + length - 4) == UInt32(length))
      types.append(type)
      at += length
    }
    #expect(types == [0x0A0D_0D0A, 1, 6, 6, 5])
  }

  @Test(arguments: [(UInt8(9), Int64(1_700_000_000_123_456_789)), (6, 1_700_000_000_123_456_000)])
  func whatIsWrittenIsRead(digits: UInt8, time: Int64) throws {
    let reading = try Reading(Self.write(digits: digits))
    #expect(reading.error == nil)
    #expect(reading.times == [time, 1_700_000_001_000_000_000])
    #expect(reading.headers.first?.originalLength == 1_500)
    #expect(reading.packets == [Array(0..<61), Array(0..<7)])
  }

  @Test func aCommentThatIsTooLongIsCutBetweenCharacters() {
    var writer = PcapngWriter(application: "t", digits: 9, comment: "")
    let none: [UInt8] = []
    let before = writer.octets.count
    writer.packet(
      none.span, time: 0, original: 0, interface: CaptureInterface(linkType: 1),
      comments: [Array(String(repeating: "한", count: 30_000).utf8)])
    let block = writer.octets[before...]
    #expect(block.count < 66_000)
    #expect(String(decoding: block, as: UTF8.self).unicodeScalars.count { $0 == "한" } == 65_000 / 3)
  }
}

extension [UInt8] {
  fileprivate func number(_ at: Int) -> UInt32 {
    let octets = self[at..<at + 4]
    return octets.reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }
}
