import Testing

@testable import PacketCapture

struct PcapngFormatTests {
  private static let frame = CaptureBytes.tcpFrame(port: 80)
  private static let head = CaptureBytes.sectionHeader + CaptureBytes.interface(linkType: 1)

  private static func packet(_ time: UInt64, interface: UInt32 = 0, captured: UInt32? = nil) -> [UInt8] {
    CaptureBytes.enhancedPacket(frame, microseconds: time, interface: interface, captured: captured)
  }

  @Test func interfacesMayDifferInLinkTypeSnapshotLengthAndResolution() throws {
    let file =
      Self.head + CaptureBytes.interface(linkType: 101, snapLength: 96, options: CaptureBytes.option(9, [9]))
      + CaptureBytes.interface(linkType: 1, options: CaptureBytes.option(9, [0x8A])) + Self.packet(1_000_000)
      + Self.packet(2_000_000_000, interface: 1) + Self.packet(3 << 10 | 512, interface: 2)
    let reading = try Reading(file)
    #expect(reading.times == [1_000_000_000, 2_000_000_000, 3_500_000_000])
    #expect(reading.headers.map(\.linkType) == [1, 12, 1])
    #expect(reading.last == .end)
  }

  @Test func sectionsOfBothByteOrdersCountTheirOwnInterfaces() throws {
    let file =
      Self.head + CaptureBytes.interface(linkType: 101) + Self.packet(1, interface: 1)
      + CaptureBytes.sectionHeader(bigEndian: true) + CaptureBytes.interface(linkType: 113, bigEndian: true)
      + CaptureBytes.enhancedPacket(Self.frame, microseconds: 2, bigEndian: true)
      + CaptureBytes.enhancedPacket(Self.frame, microseconds: 3, interface: 1, bigEndian: true)
    let reading = try Reading(file)
    #expect(reading.headers.map(\.linkType) == [12, 113])
    // The third packet is of an interface that this section lacks: it has a number, and is not handed on.
    #expect(reading.frames == [1, 2])
    #expect(reading.times == [1000, 2000])
    #expect(reading.last == .end)
    #expect(reading.spoiled == 1)
  }

  @Test func timeOffsetIsAdded() throws {
    let offset = CaptureBytes.option(14, [1, 0, 0, 0, 0, 0, 0, 0])
    let file =
      CaptureBytes.sectionHeader + CaptureBytes.interface(linkType: 1, options: offset) + Self.packet(1_000_000)
    #expect(try Reading(file).times == [2_000_000_000])
  }

  @Test(arguments: zip([0, 3, 12, 25, 0x80, 0xFF] as [UInt8], [7_000_000_000, 7_000_000, 0, 0, 7_000_000_000, 0]))
  func everyResolutionIsATime(exponent: UInt8, nanoseconds: Int64) throws {
    let file =
      CaptureBytes.sectionHeader
      + CaptureBytes.interface(linkType: 1, options: CaptureBytes.option(9, [exponent])) + Self.packet(7)
    #expect(try Reading(file).times == [nanoseconds])
  }

  @Test func simplePacketHasTheTimeBeforeIt() throws {
    let original: [UInt8] = [54, 0, 0, 0]
    let file = Self.head + Self.packet(5) + CaptureBytes.block(3, original + Self.frame + [0, 0])
    let reading = try Reading(file)
    #expect(reading.times == [5000, 5000])
    #expect(reading.packets == [Self.frame, Self.frame])
  }

  @Test func obsoletePacketBlockIsRead() throws {
    let numbers: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 54, 0, 0, 0, 54, 0, 0, 0]
    let reading = try Reading(Self.head + CaptureBytes.block(2, numbers + Self.frame + [0, 0]))
    #expect(reading.times == [9000])
    #expect(reading.packets == [Self.frame])
  }

  @Test func otherBlocksAreSteppedOver() throws {
    let names = CaptureBytes.block(4, [UInt8](repeating: 0, count: 400_000))
    let custom = CaptureBytes.block(0xBAD, [1, 2, 3, 4])
    let reading = try Reading(Self.head + names + Self.packet(1) + custom + Self.packet(2))
    #expect(reading.frames == [1, 2])
    #expect(reading.last == .end)
  }

  @Test func blockStepsOverNoLieAboutItsLength() throws {
    var names = CaptureBytes.block(4, [UInt8](repeating: 0, count: 40))
    names[names.count - 4] = 99
    let reading = try Reading(Self.head + Self.packet(1) + names + Self.packet(2))
    #expect(reading.frames == [1])
    #expect(reading.error?.kind == .damaged)
  }

  @Test(arguments: [0xFFFF_FFFF, 0xFFFF_FFFC, 0x0100_0004, 11, 0] as [UInt32], [0 as UInt32, 1, 6, 7])
  func lengthThatCannotBeEndsInGoodOrder(length: UInt32, type: UInt32) throws {
    let file = Self.head + Self.packet(1) + CaptureBytes.block(type, [1, 2, 3, 4], length: length)
    let reading = try Reading(file)
    #expect(reading.frames == [1])
    #expect(reading.error?.kind == .damaged || reading.error?.kind == .truncated)
  }

  @Test func packetThatClaimsMoreThanItsBlockCostsOnePacket() throws {
    let reading = try Reading(Self.head + Self.packet(1, captured: 4000) + Self.packet(2))
    #expect(reading.frames == [2])
    #expect(reading.spoiled == 1)
    #expect(reading.last == .end)
  }

  @Test func optionThatLiesAboutItsLengthEndsTheOptions() throws {
    let lies = CaptureBytes.option(9, [9, 0, 0, 0], length: 60_000)
    let file = CaptureBytes.sectionHeader + CaptureBytes.interface(linkType: 1, options: lies) + Self.packet(1)
    #expect(try Reading(file).times == [1000])
  }

  @Test func sectionOfAnotherVersionEndsReading() throws {
    let later = CaptureBytes.sectionHeader(bigEndian: false, major: 2)
    let reading = try Reading(Self.head + Self.packet(1) + later)
    #expect(reading.frames == [1])
    #expect(reading.error?.message.contains("pcapng version 2.0") == true)
  }

  @Test func sectionWithoutInterfacesIsAnEmptyCapture() throws {
    let reading = try Reading(CaptureBytes.sectionHeader)
    #expect(reading.frames.isEmpty)
    #expect(reading.last == .end)
  }

  @Test func filterIsCompiledForEveryLinkType() throws {
    let raw = Array(Self.frame.dropFirst(14))
    let file =
      Self.head + CaptureBytes.interface(linkType: 101) + Self.packet(1)
      + CaptureBytes.enhancedPacket(raw, microseconds: 2, interface: 1) + Self.packet(3)
    #expect(try Reading(file, filter: ["tcp dst port 80"]).frames == [1, 2, 3])
    #expect(try Reading(file, filter: ["tcp dst port 81"]).frames.isEmpty)
  }

  @Test func linkTypeWithoutPortsIsLeftOutByAPortFilter() throws {
    let file =
      CaptureBytes.sectionHeader + CaptureBytes.interface(linkType: 189) + CaptureBytes.interface(linkType: 1)
      + Self.packet(1) + Self.packet(2, interface: 1)
    let reading = try Reading(file, filter: ["port 80"])
    #expect(reading.frames == [2])
    #expect(reading.warnings.count == 1)
  }

  @Test func dropCountsAreKept() throws {
    let file =
      Self.head + CaptureBytes.interfaceStatistics(received: 5, dropped: 1) + Self.packet(1)
      + CaptureBytes.interfaceStatistics(received: 9, dropped: 2) + Self.head
      + CaptureBytes.interfaceStatistics(received: 1, dropped: 1)
    let statistics = try Reading(file).statistics
    #expect(statistics?.received == 10)
    #expect(statistics?.droppedByKernel == 3)
  }

  @Test func commentsAndInterfacesComeWithTheirPackets() throws {
    let frame = CaptureBytes.tcpFrame(port: 80)
    func named(_ name: String) -> [UInt8] {
      CaptureBytes.interface(linkType: 1, options: CaptureBytes.option(2, Array(name.utf8)))
    }
    var packet = CaptureBytes.enhancedPacket(frame, microseconds: 1, interface: 1)
    packet.removeLast(4)
    let options =
      CaptureBytes.option(1, Array("one".utf8)) + CaptureBytes.option(2, [0, 0, 0, 0]) + CaptureBytes.option(1, [0xFF])
    packet = CaptureBytes.block(6, Array(packet.dropFirst(8)) + options)
    // A comment that reaches past its block is none.
    let liar = CaptureBytes.block(
      6, Array(packet.dropFirst(8).prefix(76)) + CaptureBytes.option(1, [1, 2], length: 200))
    let file =
      CaptureBytes.sectionHeader + named("eth0") + named("eth1") + packet
      + CaptureBytes.enhancedPacket(frame, microseconds: 2) + liar
      + CaptureBytes.interfaceStatistics(received: 9, dropped: 4) + CaptureBytes.sectionHeader + named("eth2")
      + CaptureBytes.enhancedPacket(frame, microseconds: 3)
    let reading = try Reading(file)
    #expect(reading.error == nil)
    #expect(reading.comments == [[Array("one".utf8), [0xFF]], [], [], []])
    #expect(reading.interfaceNames.map { String(decoding: $0, as: UTF8.self) } == ["eth1", "eth0", "eth1", "eth2"])
    #expect(reading.interfaces.map(\.packets) == [1, 2, 1])
    #expect(reading.interfaces.map(\.statistics?.droppedByKernel) == [4, nil, nil])
  }

  @Test func twoHundredThousandInterfacesAreReadInBoundedMemory() throws {
    let name = [UInt8](repeating: 0x61, count: 300)
    let interface = CaptureBytes.interface(linkType: 1, options: CaptureBytes.option(2, name))
    var file = CaptureBytes.sectionHeader
    for _ in 0..<200_000 { file += interface }
    file += CaptureBytes.enhancedPacket(CaptureBytes.tcpFrame(port: 80), microseconds: 1, interface: 199_999)
    file += CaptureBytes.enhancedPacket(CaptureBytes.tcpFrame(port: 80), microseconds: 2, interface: 7)
    let reading = try Reading(file)
    #expect(reading.packets.count == 2)
    #expect(reading.interfaces.count == 65_536)
    #expect(reading.interfaces.reduce(0) { $0 + $1.interface.name.count } <= 4 << 20)
    #expect(reading.interfaces[7].packets == 1)
    #expect(reading.interfaceNames.map(\.count) == [0, 256])
  }
}
