import Testing

@testable import PacketCapture

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

struct CaptureSourceTests {
  @Test(arguments: [false, true], [false, true])
  func bothByteOrdersAndPrecisionsGiveTheSameTime(bigEndian: Bool, nanoseconds: Bool) throws {
    let record = CaptureBytes.Record(fraction: nanoseconds ? 250_000_000 : 250_000)
    let reading = try Reading(CaptureBytes.pcap([record], bigEndian: bigEndian, nanoseconds: nanoseconds))
    #expect(reading.times == [1_700_000_000_250_000_000])
    #expect(reading.packets == [CaptureBytes.tcpFrame(port: 80)])
    #expect(reading.last == .end)
  }

  @Test func pcapngPacketKeepsItsMicroseconds() throws {
    let file =
      CaptureBytes.sectionHeader + CaptureBytes.interface(linkType: 1)
      + CaptureBytes.enhancedPacket(CaptureBytes.tcpFrame(port: 80), microseconds: 1_700_000_000_000_001)
    let reading = try Reading(file)
    #expect(reading.times == [1_700_000_000_000_001_000])
    #expect(reading.last == .end)
  }

  @Test func headerWithoutPacketsEndsAtOnce() throws {
    let reading = try Reading(CaptureBytes.pcap([]))
    #expect(reading.frames.isEmpty)
    #expect(reading.last == .end)
  }

  @Test func filteredPacketsKeepTheNumbersOfTheFile() throws {
    let records = ([80, 443, 80, 22, 443] as [UInt16]).map {
      CaptureBytes.Record(octets: CaptureBytes.tcpFrame(port: $0))
    }
    let reading = try Reading(CaptureBytes.pcap(records), filter: ["port", "443"])
    #expect(reading.frames == [2, 5])
    #expect(reading.last == .end)
  }

  @Test func filterOfSpacesKeepsEveryPacket() throws {
    let reading = try Reading(CaptureBytes.pcap([CaptureBytes.Record()]), filter: ["", " "])
    #expect(reading.frames == [1])
  }

  @Test func cutPacketTellsBothLengths() throws {
    let record = CaptureBytes.Record(original: 1514)
    let header = try #require(try Reading(CaptureBytes.pcap([record])).headers.first)
    #expect(header.capturedLength == 54)
    #expect(header.originalLength == 1514)
  }

  @Test func moreCapturedThanOnTheWireIsCutToTheWire() throws {
    let reading = try Reading(CaptureBytes.pcap([CaptureBytes.Record(original: 40)]))
    #expect(reading.headers.map(\.capturedLength) == [40])
    #expect(reading.headers.map(\.originalLength) == [40])
    #expect(reading.packets.map(\.count) == [40])
  }

  @Test func zeroOnTheWireIsTakenAtTheCapturedLength() throws {
    let reading = try Reading(CaptureBytes.pcap([CaptureBytes.Record(original: 0)]))
    #expect(reading.headers.map(\.capturedLength) == [54])
    #expect(reading.headers.map(\.originalLength) == [54])
  }

  @Test func emptyRecordIsAPacketOfNoOctets() throws {
    let reading = try Reading(CaptureBytes.pcap([CaptureBytes.Record(octets: []), CaptureBytes.Record()]))
    #expect(reading.packets.map(\.count) == [0, 54])
    #expect(reading.last == .end)
  }

  @Test(arguments: [false, true])
  func secondsPast2038StayPositive(bigEndian: Bool) throws {
    let reading = try Reading(CaptureBytes.pcap([CaptureBytes.Record(seconds: 0xFFFF_FFFF)], bigEndian: bigEndian))
    #expect(reading.times == [4_294_967_295_000_000_000])
  }

  @Test(arguments: [false, true])
  func subsecondPastItsRangeIsCarriedOver(nanoseconds: Bool) throws {
    let record = CaptureBytes.Record(fraction: nanoseconds ? 1_500_000_000 : 1_500_000)
    let reading = try Reading(CaptureBytes.pcap([record], nanoseconds: nanoseconds))
    #expect(reading.times == [1_700_000_001_500_000_000])
  }

  @Test func pcapngTimeBeyondTheClockIsHeldAtItsEnd() throws {
    let file =
      CaptureBytes.sectionHeader + CaptureBytes.interface(linkType: 1)
      + CaptureBytes.enhancedPacket(CaptureBytes.tcpFrame(port: 80), microseconds: .max >> 1)
    #expect(try Reading(file).times == [CaptureTime.latest])
  }

  @Test func sourceTellsItsLinkTypeAndSnapshotLength() throws {
    try withFile(CaptureBytes.pcap([], snapLength: 96)) { path in
      let source = try CaptureSource.file(CapturePath(path))
      let (type, typeName, length) = (source.linkType, source.linkTypeName, source.snapshotLength)
      let (name, isLive) = (source.name, source.isLive)
      #expect(type == 1)
      #expect(typeName == "EN10MB")
      #expect(length == 96)
      #expect(name == path)
      #expect(!isLive)
    }
  }

  @Test func unknownLinkTypeIsNamedByItsNumber() throws {
    try withFile(CaptureBytes.pcap([], linkType: 9999)) { path in
      let name = try CaptureSource.file(CapturePath(path)).linkTypeName
      #expect(name == "DLT 9999")
    }
  }

  @Test func batchIsNoLargerThanAskedFor() throws {
    let records = [CaptureBytes.Record](repeating: CaptureBytes.Record(), count: 5)
    let sizes = try withFile(CaptureBytes.pcap(records)) { path in
      var source = try CaptureSource.file(CapturePath(path))
      var sizes: [Int] = []
      while true {
        var size = 0
        let result = try source.next(atMost: 2) { _, _ in size += 1 }
        if case .end = result { return sizes }
        sizes.append(size)
      }
    }
    #expect(sizes == [2, 2, 1])
  }

  @Test func plainPacketsAreTakenManyAtATime() throws {
    let usual = CaptureBytes.Record()
    // The third claims more octets captured than there were on the wire, which only `next` sees to.
    let records = [usual, usual, CaptureBytes.Record(original: 40), usual]
    try withFile(CaptureBytes.pcap(records)) { path in
      var source = try CaptureSource.file(CapturePath(path))
      // Nothing is at hand but the header yet, or everything is.
      var frames: [UInt64] = []
      _ = try source.next(atMost: 1) { header, _ in frames.append(header.frame) }
      var taken: [(time: Int64, original: UInt32)] = []
      let take = { (octets: RawSpan, plain: PlainRecords, frame: UInt64) -> (packets: Int, octets: Int) in
        var position = 0
        var packets = 0
        while let record = plain.record(octets, at: position) {
          taken.append((record.time, record.original))
          position += PlainRecords.headerLength + record.captured
          packets += 1
          frames.append(frame + UInt64(packets))
        }
        return (packets, position)
      }
      var counts = [source.takePlain(take), source.takePlain(take)]
      _ = try source.next(atMost: 1) { header, _ in frames.append(header.frame) }
      counts += [source.takePlain(take), source.takePlain(take)]
      let isPlain = source.isPlain
      let last = try source.next { _, _ in }
      #expect(isPlain)
      #expect(counts == [1, 0, 1, 0])
      #expect(frames == [1, 2, 3, 4])
      #expect(taken.map(\.original) == [54, 54])
      #expect(taken.allSatisfy { $0.time == 1_700_000_000_000_000_000 })
      #expect(last == .end)
    }
  }

  @Test func packetsThatAreFilteredOrInAnotherOrderAreNotTakenAsPlain() throws {
    let records = [CaptureBytes.Record](repeating: CaptureBytes.Record(), count: 2)
    try withFile(CaptureBytes.pcap(records, bigEndian: true)) { path in
      let isPlain = try CaptureSource.file(CapturePath(path)).isPlain
      #expect(!isPlain)
    }
    try withFile(CaptureBytes.pcap(records)) { path in
      let isPlain = try CaptureSource.file(CapturePath(path), filter: ["tcp"]).isPlain
      #expect(!isPlain)
    }
  }

  @Test func openPipeTimesOutBetweenPackets() async {
    await #expect(processExitsWith: .success) {
      let file = CaptureBytes.pcap([CaptureBytes.Record](repeating: CaptureBytes.Record(), count: 3))
      let pipe = pipeIntoStandardInput(file.dropLast(70))
      var source = try CaptureSource.file(CapturePath("-"))
      var frames: [UInt64] = []
      var results = try [source.next { header, _ in frames.append(header.frame) }]
      results.append(try source.next { header, _ in frames.append(header.frame) })
      writeAll(file.suffix(70), to: pipe)
      _ = close(pipe)
      results.append(try source.next { header, _ in frames.append(header.frame) })
      results.append(try source.next { header, _ in frames.append(header.frame) })
      exit(results == [.packet, .timeout, .packet, .end] && frames == [1, 2, 3] ? 0 : 1)
    }
  }

  @Test func standardInputIsReadThroughAPipe() async {
    await #expect(processExitsWith: .success) {
      let records = [CaptureBytes.Record](repeating: CaptureBytes.Record(), count: 3)
      _ = close(pipeIntoStandardInput(CaptureBytes.pcap(records)))
      let reading = Reading(path: "-")
      exit(reading.frames == [1, 2, 3] && reading.last == .end ? 0 : 1)
    }
  }
}
