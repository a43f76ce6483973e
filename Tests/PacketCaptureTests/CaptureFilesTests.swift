import Testing

@testable import PacketCapture

struct CaptureFilesTests {
  private static func record(_ seconds: UInt32) -> CaptureBytes.Record {
    CaptureBytes.Record(seconds: seconds, octets: CaptureBytes.tcpFrame(port: UInt16(truncatingIfNeeded: seconds)))
  }

  private static func pcap(_ seconds: [UInt32]) -> [UInt8] { CaptureBytes.pcap(seconds.map(record)) }

  private static func seconds(_ reading: Reading) -> [Int64] { reading.times.map { $0 / 1_000_000_000 } }

  private static func name(_ text: String) -> [UInt8] { Array(text.utf8) }

  @Test func rotatedFilesAreOneRunWhateverTheirOrder() throws {
    let files = [
      Self.name("c"): Self.pcap([1, 2]), Self.name("b"): Self.pcap([3, 4]), Self.name("a"): Self.pcap([5]),
    ]
    try withDirectory(files) { path in
      for order in [["a", "b", "c"], ["c", "a", "b"]] {
        let reading = Reading(paths: order.map { path + "/" + $0 })
        #expect(Self.seconds(reading) == [1, 2, 3, 4, 5])
        #expect(reading.frames == [1, 2, 3, 4, 5])
        #expect(reading.places.map(\.frame) == [1, 2, 1, 2, 1])
        #expect(reading.places.map { order[$0.source - 1] } == ["c", "c", "b", "b", "a"])
        #expect(reading.last == .end)
      }
    }
  }

  @Test func overlappingFilesAreMergedByTime() throws {
    let odd = Array(stride(from: 1 as UInt32, to: 4000, by: 2))
    let even = Array(stride(from: 2 as UInt32, to: 4000, by: 2))
    try withDirectory([Self.name("x"): Self.pcap(odd), Self.name("y"): Self.pcap(even)]) { path in
      let reading = Reading(path: path)
      #expect(Self.seconds(reading) == Array(1..<4000))
      #expect(reading.places.map(\.source) == (1..<4000).map { 2 - $0 % 2 })
      #expect(reading.places.map(\.frame) == (1..<4000).map { UInt64($0 + 1) / 2 })
    }
  }

  @Test func fileKeepsItsOwnOrder() throws {
    try withDirectory([Self.name("x"): Self.pcap([1, 9, 2]), Self.name("y"): Self.pcap([5, 6])]) { path in
      #expect(Self.seconds(Reading(path: path)) == [1, 5, 6, 9, 2])
    }
  }

  @Test func filteredPacketsKeepTheNumbersOfTheirFiles() throws {
    let files = [Self.name("x"): Self.pcap([1, 2, 3]), Self.name("y"): Self.pcap([4, 5, 6])]
    try withDirectory(files) { path in
      let reading = Reading(paths: [path], filter: ["port 3 or port 5"])
      #expect(Self.seconds(reading) == [3, 5])
      #expect(reading.frames == [3, 5])
      #expect(reading.places == [.init(source: 1, frame: 3), .init(source: 2, frame: 2)])
    }
  }

  @Test func brokenFilesStopNothing() throws {
    let files = [
      Self.name("a"): Self.pcap([1]), Self.name("b"): Array("no capture at all".utf8),
      Self.name("c"): Self.pcap([2, 3]).dropLast(7), Self.name("d"): Self.pcap([4]), Self.name(".e"): Self.pcap([0]),
    ]
    try withDirectory(files.mapValues { Array($0) }) { path in
      let reading = Reading(path: path)
      #expect(Self.seconds(reading) == [1, 2, 4])
      #expect(reading.problems.map(\.kind) == [.notACapture, .truncated])
      #expect(reading.last == .end)
    }
  }

  @Test func noReadableFileIsAnError() throws {
    try withDirectory([Self.name("a"): [1, 2, 3, 4, 5], Self.name("b"): []]) { path in
      #expect(Reading(path: path).error?.kind == .notACapture)
    }
  }

  @Test func nameNeedNotBeText() throws {
    try withDirectory([[0x66, 0xFF, 0x1B, 0x5B]: Self.pcap([1])]) { path in
      #expect(Self.seconds(Reading(path: path)) == [1])
      let file = CapturePath(octets: Array(path.utf8) + [0x2F, 0x66, 0xFF, 0x1B, 0x5B])
      let frames = try CaptureSource.file(file).frames
      #expect(frames == 0)
    }
  }

  @Test func linkTypesMayDiffer() throws {
    let raw = CaptureBytes.pcap([Self.record(2)], linkType: 101)
    try withDirectory([Self.name("x"): Self.pcap([1, 3]), Self.name("y"): raw]) { path in
      #expect(Reading(path: path).headers.map(\.linkType) == [1, 12, 1])
    }
  }
}
