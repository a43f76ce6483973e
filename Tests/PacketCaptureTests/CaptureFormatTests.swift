import Testing

@testable import PacketCapture

struct CaptureFormatTests {
  @Test(arguments: [false, true]) func modifiedPcapHasLongerRecordHeaders(bigEndian: Bool) throws {
    var file = CaptureBytes.pcap([CaptureBytes.Record(), CaptureBytes.Record()], bigEndian: bigEndian)
    file.replaceSubrange(0..<4, with: bigEndian ? [0xA1, 0xB2, 0xCD, 0x34] : [0x34, 0xCD, 0xB2, 0xA1])
    let extra = [UInt8](repeating: 7, count: 8)
    file.insert(contentsOf: extra, at: 24 + 16 + 54 + 16)
    file.insert(contentsOf: extra, at: 24 + 16)
    let reading = try Reading(file)
    #expect(reading.packets == [CaptureBytes.tcpFrame(port: 80), CaptureBytes.tcpFrame(port: 80)])
    #expect(reading.last == .end)
  }

  @Test(arguments: [2, 3] as [UInt16]) func oldVersionsGiveTheOriginalLengthFirst(minor: UInt16) throws {
    let record = CaptureBytes.Record(captured: 1514, original: 54)
    let reading = try Reading(CaptureBytes.pcap([record], minor: minor))
    #expect(reading.headers.map(\.capturedLength) == [54])
    #expect(reading.headers.map(\.originalLength) == [1514])
  }

  @Test func aixCountsNanosecondsAndItsOwnLinkTypes() throws {
    let reading = try Reading(CaptureBytes.pcap([CaptureBytes.Record(fraction: 5)], linkType: 6, minor: 2))
    #expect(reading.headers.map(\.linkType) == [1])
    #expect(reading.times == [1_700_000_000_000_000_005])
  }

  @Test func recordLongerThanTheSnapshotLengthIsCutToIt() throws {
    let reading = try Reading(CaptureBytes.pcap([CaptureBytes.Record(), CaptureBytes.Record()], snapLength: 20))
    #expect(reading.packets.map(\.count) == [20, 20])
  }

  @Test func oddRecordsAmongPlainOnesAreReadAsTheyAre() throws {
    let plain = CaptureBytes.Record()
    let length = UInt32(plain.octets.count)
    let odd = [
      CaptureBytes.Record(original: 0), CaptureBytes.Record(original: length - 1),
      CaptureBytes.Record(original: length + 1), CaptureBytes.Record(octets: []),
    ]
    let records = odd.flatMap { [plain, $0, plain] }
    let reading = try Reading(CaptureBytes.pcap(records))
    #expect(reading.last == .end)
    #expect(reading.frames == Array(1...12))
    let whole = Int(length)
    #expect(
      reading.headers.map(\.capturedLength)
        == [whole, whole, whole, whole, whole - 1, whole, whole, whole, whole, whole, 0, whole])
    #expect(
      reading.headers.map(\.originalLength)
        == [length, length, length, length, length - 1, length, length, length + 1, length, length, 0, length])
    #expect(reading.packets.map(\.count) == reading.headers.map(\.capturedLength))
  }

  @Test func snapshotLengthOfZeroIsNone() throws {
    #expect(try Reading(CaptureBytes.pcap([CaptureBytes.Record()], snapLength: 0)).packets.map(\.count) == [54])
  }

  @Test func extensibleRecordsAreTold() throws {
    func record(_ type: UInt8, _ head: [UInt8], _ octets: [UInt8]) -> [UInt8] {
      let length = 16 + head.count + octets.count
      return [0, 0, 0, 0x80, 0, 0xF1, 0x53, 0x65, type, 4, UInt8(length >> 8), UInt8(length & 255), 0, 0]
        + [UInt8(octets.count >> 8), UInt8(octets.count & 255)] + head + octets
    }
    let frame = CaptureBytes.tcpFrame(port: 80)
    let extended = record(0x82, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], frame)
    let file = record(2, [0, 0], frame) + record(27, [], [1, 2, 3, 4]) + extended
    let reading = try Reading(file)
    #expect(reading.packets == [frame, frame])
    #expect(reading.headers.map(\.linkType) == [1, 1])
    #expect(reading.times == [1_700_000_000_500_000_000, 1_700_000_000_500_000_000])
    #expect(try Reading(file.dropLast(3)).error?.kind == .truncated)
  }

  @Test func mostOctetsCutLeaveAPrefix() throws {
    let records = (0..<3).map { CaptureBytes.Record(fraction: $0) }
    let frame = CaptureBytes.tcpFrame(port: 80)
    let pcapng =
      CaptureBytes.sectionHeader + CaptureBytes.interface(linkType: 1)
      + (0..<3).flatMap { CaptureBytes.enhancedPacket(frame, microseconds: $0) } + CaptureBytes.block(4, [1, 2, 3, 4])
    for file in [CaptureBytes.pcap(records), CaptureBytes.pcap(records, bigEndian: true), pcapng] {
      let whole = try Reading(file)
      let boundaries = Self.boundaries(of: file)
      for length in file.indices {
        let reading = try Reading(Array(file[..<length]))
        #expect(Array(whole.packets.prefix(reading.packets.count)) == reading.packets)
        #expect((reading.error == nil) == boundaries.contains(length), "cut at \(length)")
      }
    }
  }

  /// Where a file may end in good order.
  private static func boundaries(of file: [UInt8]) -> Set<Int> {
    if file[0] != 0x0A { return Set((0...3).map { 24 + 70 * $0 }) }
    var at = 0
    var boundaries: Set<Int> = []
    while at < file.count {
      at += Int(file[at + 4]) + Int(file[at + 5]) << 8
      boundaries.insert(at)
    }
    return boundaries
  }
}
