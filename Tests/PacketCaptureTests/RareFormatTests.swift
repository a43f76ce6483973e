import Testing

@testable import PacketCapture

struct RareFormatTests {
  @Test func netMonOneCountsMillisecondsFromItsStart() throws {
    let frames = [little((1, 4), (1514, 2), (54, 2)) + frame, little((750, 4), (54, 2), (54, 2)) + frame]
    let file = netMon(major: 1, minor: 1, frames, after: [1, 2, 3])
    let reading = try Reading(file)
    #expect(reading.packets == [frame, frame])
    #expect(reading.times == [1_700_000_000_251_000_000, 1_700_000_001_000_000_000])
    #expect(reading.headers.map(\.originalLength) == [1514, 54])
    #expect(reading.last == .end)
  }

  @Test func netMonTwoCountsMicrosecondsAlsoToBeforeItsStart() throws {
    // -1 µs, as an unsigned number that is -10 in steps of 100 ns.
    let early = UInt64(bitPattern: -10) / 10
    let frames = [early, 7].map { little(($0, 8), (54, 4), (54, 4)) + frame }
    let reading = try Reading(netMon(major: 2, minor: 0, frames))
    #expect(reading.packets == [frame, frame])
    #expect(reading.times[1] == 1_700_000_000_250_007_000)
    #expect(abs(reading.times[0] - 1_700_000_000_249_999_000) <= 1000)
  }

  @Test func netMonFramesMaySayThemselvesWhatTheyAre() throws {
    let filetime: UInt64 = (1_700_000_000 + 11_644_473_600) * 10_000_000 + 5
    func told(_ network: UInt64, _ octets: [UInt8]) -> [UInt8] {
      little((0, 8), (UInt64(octets.count), 4), (UInt64(octets.count), 4)) + octets
        + little((network, 2), (0, 4), (filetime, 8), (0, 1))
    }
    // Raw IP, a list of adapters, 802.11 behind a header of 5 octets, a converted pcap of link type SLL, an event.
    let file = netMon(
      major: 2, minor: 3,
      [
        told(9, [0x45]), told(0xFFFD, [1, 2]), told(6, [2, 5, 0, 9, 9, 8, 0]), told(0xE071, [1]),
        told(0xFFE0, [1]),
      ])
    let reading = try Reading(file)
    #expect(reading.headers.map(\.linkType) == [12, 105, 113, LinkType.unknown])
    #expect(reading.packets == [[0x45], [8, 0], [1], [1]])
    #expect(reading.frames == [1, 2, 3, 4])
    #expect(Set(reading.times) == [1_700_000_000_000_000_500])
  }

  @Test func netMonFileThatEndsBeforeItsTableDoesIsCut() throws {
    let file = netMon(major: 2, minor: 0, [little((0, 8), (54, 4), (54, 4)) + frame])
    #expect(try Reading(file).error == nil)
    for length in 128..<file.count {
      let reading = try Reading(Array(file[..<length]))
      #expect(reading.error?.kind == .truncated, "cut at \(length)")
      #expect(reading.packets.count == (length < 198 ? 0 : 1))
    }
    #expect(try Reading(Array(file[..<100])).error?.message.contains("before its file header does") == true)
  }

  @Test func netMonLengthOfAFrameIsNotBelieved() throws {
    let file = netMon(major: 2, minor: 0, [little((0, 8), (54, 4), (0xFFFF_FFFF, 4)) + frame])
    #expect(try Reading(file).error?.kind == .damaged)
  }

  @Test func snoopIsReadWithThePaddingOfItsRecords() throws {
    let header = Array("snoop\0\0\0".utf8) + big((2, 4), (4, 4))
    func record(_ length: UInt64) -> [UInt8] {
      big((60, 4), (54, 4), (length, 4), (0, 4), (1_700_000_000, 4), (7, 4)) + frame
        + [UInt8](repeating: 0, count: max(0, Int(length) - 78))
    }
    let reading = try Reading(header + record(80) + record(78))
    #expect(reading.packets == [frame, frame])
    #expect(reading.headers.map(\.linkType) == [1, 1])
    #expect(reading.headers.map(\.originalLength) == [60, 60])
    #expect(reading.times == [1_700_000_000_000_007_000, 1_700_000_000_000_007_000])
    #expect(try Reading(header + record(20)).error?.kind == .damaged)
    #expect(try Reading(header + record(0xFFFF_FFF0 & 0xFFFF)).error?.kind == .damaged)
  }

  @Test func peekSevenCountsMicrosecondsFrom1904AndFillsUpRecords() throws {
    let record =
      big((0, 2), (54, 2), (53, 2), (0, 2), ((1_700_000_000 + 2_082_844_800) * 1_000_000 + 3, 8)) + frame
    let reading = try Reading(peek(7, [record, record]))
    #expect(reading.packets.map(\.count) == [53, 53])
    #expect(reading.headers.map(\.originalLength) == [54, 54])
    #expect(reading.times == [1_700_000_000_000_003_000, 1_700_000_000_000_003_000])
  }

  @Test func peekSixCountsMillisecondsFromItsStart() throws {
    let record = big((54, 2), (0, 2), (0, 2), (12, 4)) + [UInt8](repeating: 0, count: 16) + frame
    let file = peek(0x86, [record, record])
    let reading = try Reading(file)
    #expect(reading.packets == [frame, frame])
    #expect(reading.times == [1_700_000_000_012_000_000, 1_700_000_000_012_000_000])
    #expect(try Reading(file.dropLast(54 + 26)).error?.kind == .truncated)
  }

  @Test func peekHeaderWithOtherFieldsIsNone() throws {
    var file = peek(7, [])
    #expect(try Reading(file).last == .end)
    file[40] = 1
    #expect(try Reading(file).error?.kind == .notACapture)
  }
}

/// Octets of fields, first number of each pair the field, second its octets.
private func little(_ fields: (UInt64, Int)...) -> [UInt8] {
  fields.flatMap { field, count in (0..<count).map { UInt8(truncatingIfNeeded: field >> (8 * UInt64($0))) } }
}

private func big(_ fields: (UInt64, Int)...) -> [UInt8] {
  fields.flatMap { field, count in (0..<count).reversed().map { UInt8(truncatingIfNeeded: field >> (8 * UInt64($0))) }
  }
}

private let frame = CaptureBytes.tcpFrame(port: 80)

/// A NetMon capture that began on 14 November 2023 at 22:13:20.250, with its frames, its table and `after` behind.
private func netMon(major: UInt8, minor: UInt8, network: UInt64 = 1, _ frames: [[UInt8]], after: [UInt8] = [])
  -> [UInt8]
{
  let end = UInt64(128 + frames.joined().count)
  let header =
    Array((major == 1 ? "RTSS" : "GMBU").utf8) + [minor, major]
    + little((network, 2), (2023, 2), (11, 2), (2, 2), (14, 2), (22, 2), (13, 2), (20, 2), (250, 2), (end, 4))
    + little((UInt64(frames.count * 4), 4))
  return header + [UInt8](repeating: 0, count: 128 - header.count) + frames.joined()
    + [UInt8](repeating: 0, count: frames.count * 4) + after
}

private func peek(_ version: UInt8, _ records: [[UInt8]]) -> [UInt8] {
  [version, 0]
    + big((UInt64(50 + records.joined().count), 4), (UInt64(records.count), 4), (1_700_000_000 + 2_082_844_800, 4))
    + [UInt8](repeating: 0, count: 36) + records.joined()
}
