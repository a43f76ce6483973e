import ScenarioKit
import Testing

/// The grammar, line kind by line kind; what the octets mean is checked in `FrameTests`.
struct ScenarioTests {
  @Test func emptyTextHasNoFrames() throws {
    let scenario = try Scenario.parse("")
    #expect(scenario == (try Scenario.parse("\r\n \t\n")))
    #expect(scenario.title.isEmpty && scenario.frames.isEmpty && scenario.expectations.isEmpty)
  }

  @Test func firstCommentLinesAreTheTitle() throws {
    let text = "\n// One\n//   two.\n\n// Three\n+0 > S 0:0(0) win 1 // four\n"
    #expect(try Scenario.parse(text).title == "One two.")
    #expect(try Scenario.parse("vlan 1\n// Late").title.isEmpty)
  }

  @Test func timesAddUpToTheNanosecond() throws {
    let line = " > S 0:0(0) win 1\n"
    let text = ["+0", "+0.1", "+0.000000001", "@2.5", "+1", "@1"].map { $0 + line }.joined()
    let times = try Scenario.parse(text).frames.map { $0.timeNanoseconds - Scenario.epochNanoseconds }
    #expect(times == [0, 100_000_000, 100_000_001, 2_500_000_000, 3_500_000_000, 1_000_000_000])
  }

  @Test func marksNameTheirFrame() throws {
    let text = """
      +0 > S 0:0(0) win 1
      +1 > S 0:0(0) win 1 lost
      +1 > S 0:0(0) win 1  ! syn-lost lost after likely, foo   // why
      end ! bar proved
      flow 192.0.2.7:1 > 192.0.2.8:2
      end ! baz lost unknown
      """
    let scenario = try Scenario.parse(text)
    #expect(scenario.frames.count == 2)
    #expect(scenario.expectations.map(\.code) == ["syn-lost", "foo", "bar", "baz"])
    #expect(scenario.expectations.map(\.frame) == [2, 2, nil, nil])
    #expect(scenario.expectations.map(\.line) == [3, 3, 4, 6])
    #expect(scenario.expectations.map(\.flow) == [1, 1, 1, 2])
    #expect(scenario.expectations.map(\.grade) == [.likely, nil, .proved, nil])
    #expect(scenario.expectations.map(\.lost) == [.after, nil, nil, .unknown])
  }

  @Test func snapCutsWhatIsCapturedAndKeepsTheLength() throws {
    let text = "+0 > . 1:101(100) ack 1 win 1 snap 60\nsnap 54\n+0 > . 1:101(100) ack 1 win 1\n+0 raw 010203 snap 2"
    let frames = try Scenario.parse(text).frames
    #expect(frames.map(\.octets.count) == [60, 54, 2])
    #expect(frames.map(\.originalLength) == [154, 154, 3])
  }

  @Test func rawFrameIsTakenWhole() throws {
    let frames = try Scenario.parse("vlan 7\n+0 raw DEadBEef").frames
    #expect(frames.map(\.octets) == [[0xDE, 0xAD, 0xBE, 0xEF]])
  }

  @Test func flowBeforeAnyPacketNamesTheFirst() throws {
    let text = "flow 10.0.0.1:1 > 10.0.0.2:2\n+0 > S 0:0(0) win 1\nflow 1\nend ! foo"
    let scenario = try Scenario.parse(text)
    #expect(scenario.frames[0].octets[26..<38] == [10, 0, 0, 1, 10, 0, 0, 2, 0, 1, 0, 2])
    #expect(scenario.expectations[0].flow == 1)
  }

  @Test func flowNumberReturnsToAnEarlierFlow() throws {
    let line = "+0 > S 0:0(0) win 1\n"
    let frames = try Scenario.parse(line + "flow 10.0.0.1:1 > 10.0.0.2:2\n" + line + "flow 1\n" + line).frames
    #expect(frames[0].octets[26..<38] == frames[2].octets[26..<38])
    #expect(frames[0].octets[26..<38] != frames[1].octets[26..<38])
  }

  @Test func equalTextGivesEqualOctets() throws {
    let text = "+0 > P. 1:41(40) ack 1 win 502 <nop,nop,TS val 1 ecr 2>\n"
    #expect(try Scenario.parse(text) == (try Scenario.parse(text)))
  }

  @Test func pcapIsNanosecondLittleEndianEthernet() throws {
    let file = try Scenario.parse("+1.000000002 raw 010203 snap 2").pcap()
    let header: [UInt8] = [0x4D, 0x3C, 0xB2, 0xA1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 1, 0, 0, 0]
    // 1767225601 is 0x6955B901.
    let record: [UInt8] = [0x01, 0xB9, 0x55, 0x69, 2, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 1, 2]
    #expect(file == header + record)
  }
}
