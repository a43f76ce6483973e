import Testing

@testable import PacketCapture

struct CaptureErrorTests {
  @Test func missingFileSaysWhyItCannotBeOpened() {
    let error = Reading(path: "/nonexistent/a.pcap").error
    #expect(error?.kind == .cannotOpen)
    #expect(error?.description == "/nonexistent/a.pcap: cannot open: No such file or directory")
  }

  @Test func directoryIsNamedAsOne() {
    let error = Reading(path: "/tmp").error
    #expect(error?.kind == .cannotOpen)
    #expect(error?.description == "/tmp: is a directory, not a capture file")
  }

  @Test func emptyFileIsNamedAsOne() throws {
    let error = try Reading([]).error
    #expect(error?.kind == .notACapture)
    #expect(error?.message.hasSuffix(": is empty: a capture has at least a file header") == true)
  }

  @Test func emptyDeviceIsNamedAsEmpty() {
    #expect(Reading(path: "/dev/null").error?.message == "/dev/null: is empty: a capture has at least a file header")
  }

  @Test func headerCutShortIsNoCapture() throws {
    let error = try Reading(Array(CaptureBytes.pcap([]).prefix(10))).error
    #expect(error?.kind == .notACapture)
    #expect(error?.message.hasSuffix(": ends after 10 octets, before its file header does") == true)
  }

  @Test func textFileIsNoCapture() throws {
    let error = try Reading(Array("This is not a capture at all.".utf8)).error
    #expect(error?.kind == .notACapture)
    #expect(error?.message.hasSuffix(": is no capture: neither pcap nor pcapng") == true)
    #expect(error?.advice == ["It begins with the octets 54 68 69 73."])
  }

  @Test(
    arguments: zip(
      [[0x1F, 0x8B, 8, 0], [0x28, 0xB5, 0x2F, 0xFD], [0xFD, 0x37, 0x7A, 0x58], [0x42, 0x5A, 0x68, 0x39]] as [[UInt8]],
      ["gunzip -c", "zstd -dc", "xz -dc", "bzip2 -dc"]))
  func compressedFileComesWithTheCommandThatHelps(head: [UInt8], command: String) throws {
    try withFile(head + [UInt8](repeating: 0, count: 40)) { path in
      let error = Reading(path: path).error
      #expect(error?.kind == .notACapture)
      #expect(error?.advice == ["\(command) \(path) | tcptrace-swift -r -"])
    }
  }

  @Test func unsupportedVersionPassesOnWhatLibpcapSays() throws {
    var file = CaptureBytes.pcap([])
    file[4] = 3
    let error = try Reading(file).error
    #expect(error?.kind == .notACapture)
    #expect(error?.message.contains("version 3") == true)
  }

  @Test func recordCutInItsOctetsIsTruncatedAfterThePacketsBefore() throws {
    let file = CaptureBytes.pcap([CaptureBytes.Record(), CaptureBytes.Record()])
    let reading = try Reading(file.dropLast(40))
    #expect(reading.frames == [1])
    #expect(reading.error?.kind == .truncated)
    #expect(reading.error?.missingOctets == 40)
    let ending = ": ends in the middle of packet 2, at octet 124: at least 40 octets are missing"
    #expect(reading.error?.message.hasSuffix(ending) == true)
  }

  @Test func recordCutInItsHeaderIsTruncated() throws {
    let file = CaptureBytes.pcap([CaptureBytes.Record(), CaptureBytes.Record()])
    let reading = try Reading(file.dropLast(54 + 9))
    #expect(reading.frames == [1])
    #expect(reading.error?.kind == .truncated)
    #expect(reading.error?.missingOctets == 9)
  }

  @Test func truncationBehindAFilterIsStillFound() throws {
    let file = CaptureBytes.pcap([CaptureBytes.Record(), CaptureBytes.Record()])
    let reading = try Reading(file.dropLast(1), filter: ["port", "9"])
    #expect(reading.frames.isEmpty)
    #expect(reading.error?.kind == .truncated)
  }

  @Test func pcapngBlockCutShortIsTruncated() throws {
    let packet = CaptureBytes.enhancedPacket(CaptureBytes.tcpFrame(port: 80), microseconds: 1)
    let file = CaptureBytes.sectionHeader + CaptureBytes.interface(linkType: 1) + packet + packet
    let reading = try Reading(file.dropLast(10))
    #expect(reading.frames == [1])
    #expect(reading.error?.kind == .truncated)
    #expect(reading.error?.missingOctets == 10)
  }

  @Test func absurdCapturedLengthIsDamageAtItsOctet() throws {
    let absurd = CaptureBytes.Record(captured: 0x7FFF_FFFF)
    let reading = try Reading(CaptureBytes.pcap([CaptureBytes.Record(), absurd, CaptureBytes.Record()]))
    #expect(reading.frames == [1])
    #expect(reading.error?.kind == .damaged)
    #expect(reading.error?.message.contains(": packet 2 is damaged, at octet 110: ") == true)
  }

  @Test func mixedLinkTypesAreNamedBeforeAnyPacket() throws {
    let file =
      CaptureBytes.sectionHeader + CaptureBytes.interface(linkType: 1) + CaptureBytes.interface(linkType: 101)
      + CaptureBytes.enhancedPacket(CaptureBytes.tcpFrame(port: 80), microseconds: 1)
    let error = try Reading(file).error
    #expect(error?.kind == .mixedInterfaces)
    #expect(error?.message.contains("different link types") == true)
  }

  @Test func laterInterfaceOfAnotherTypeEndsReadingAfterThePacketsBefore() throws {
    let packet = CaptureBytes.enhancedPacket(CaptureBytes.tcpFrame(port: 80), microseconds: 1)
    let file =
      CaptureBytes.sectionHeader + CaptureBytes.interface(linkType: 1) + packet
      + CaptureBytes.interface(linkType: 101) + packet
    let reading = try Reading(file)
    #expect(reading.frames == [1])
    #expect(reading.error?.kind == .mixedInterfaces)
  }

  @Test func differingSnapshotLengthsAreNamedAsSuch() throws {
    let file =
      CaptureBytes.sectionHeader + CaptureBytes.interface(linkType: 1)
      + CaptureBytes.interface(linkType: 1, snapLength: 96)
      + CaptureBytes.enhancedPacket(CaptureBytes.tcpFrame(port: 80), microseconds: 1)
    let error = try Reading(file).error
    #expect(error?.kind == .mixedInterfaces)
    #expect(error?.message.contains("different snapshot lengths") == true)
  }
}
