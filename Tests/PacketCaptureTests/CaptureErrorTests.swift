import Testing

@testable import PacketCapture

struct CaptureErrorTests {
  @Test func missingFileSaysWhyItCannotBeOpened() {
    let error = Reading(path: "/nonexistent/a.pcap").error
    #expect(error?.kind == .cannotOpen)
    #expect(error?.description == "/nonexistent/a.pcap: cannot open: No such file or directory")
  }

  @Test func directoryWithoutFilesIsNamedAsOne() throws {
    try withDirectory([:]) { path in
      let error = Reading(path: path).error
      #expect(error?.kind == .cannotOpen)
      #expect(error?.description == "\(path): is a directory without any file")
    }
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
    let complaint = ": is no capture: neither pcap nor pcapng, nor another format that is read"
    #expect(error?.message.hasSuffix(complaint) == true)
    #expect(error?.advice == ["It begins with the octets 54 68 69 73."])
  }

  @Test(
    arguments: zip(
      [[0xFD, 0x37, 0x7A, 0x58], [0x42, 0x5A, 0x68, 0x39], [0x02, 0x21, 0x4C, 0x18], [0x50, 0x4B, 3, 4]] as [[UInt8]],
      ["xz -dc", "bzip2 -dc", "lz4 -dc", "unzip -p"]))
  func compressedFormatThatIsNotReadComesWithTheCommandThatHelps(head: [UInt8], command: String) throws {
    try withFile(head + [UInt8](repeating: 0, count: 40)) { path in
      let error = Reading(path: path).error
      #expect(error?.kind == .notACapture)
      #expect(error?.advice == ["\(command) \(path) | tcptrace-swift -r -"])
    }
  }

  @Test(
    arguments: zip(
      [Array("btsnoop\0\0\0\0\u{1}".utf8), Array("TRSNIFF data".utf8), Array("iptrace 2.0".utf8)] as [[UInt8]],
      ["btsnoop", "Sniffer for DOS", "iptrace 2"]))
  func formatThatOthersReadIsNamedWithWhatConvertsIt(head: [UInt8], name: String) throws {
    let error = try Reading(head + [UInt8](repeating: 0, count: 40)).error
    #expect(error?.kind == .notACapture)
    #expect(error?.message.contains(name) == true)
    #expect(error?.advice.first?.hasPrefix("editcap -F pcapng ") == true)
  }

  @Test func versionThatWasNeverWrittenIsNamed() throws {
    var file = CaptureBytes.pcap([])
    file[4] = 3
    let error = try Reading(file).error
    #expect(error?.kind == .notACapture)
    #expect(error?.message.contains("version 3.4") == true)
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
    #expect(reading.error?.message.contains(": packet 2 is damaged, at octet 94: ") == true)
  }
}
