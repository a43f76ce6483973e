import ScenarioKit
import Testing

/// The octets of frames, against frames that Linux 6.18 sent and against a checksum of another making.
struct FrameTests {
  /// A SYN that Linux sent, and the port unreachable that its peer's firewall answered, without their Ethernet headers.
  static let linuxSyn = octets(
    "4500003c262640004006fff90a4d00010a4d0002ca061f36bb3eb20000000000a002faf0f28500000204"
      + "05b40402080a05bfe9ae000000000103030a")
  static let linuxUnreachable = octets("45c000583754000040012df50a4d00020a4d0001030311c800000000") + linuxSyn

  @Test func segmentAndErrorEqualThoseOfLinux() throws {
    let text = """
      flow 10.77.0.1:51718 > 10.77.0.2:7990
      isn 3141448192 0
      +0     > S 0:0(0) win 64240 <mss 1460,sackOK,TS val 96463278 ecr 0,nop,wscale 10> id 9766
      +0.012 icmp unreachable port from 10.77.0.2 id 14164
      """
    let frames = try Scenario.parse(text).frames
    #expect(Array(frames[0].octets.dropFirst(14)) == Self.linuxSyn)
    #expect(Array(frames[1].octets.dropFirst(14)) == Self.linuxUnreachable)
  }

  @Test func checksumOverIPv6EqualsThatOfLinux() throws {
    let text = """
      flow [fd77::1]:59602 > [fd77::2]:7023
      isn 2987401208 0
      +0 > S  0:0(0) win 64800 <mss 1440,sackOK,TS val 3481252748 ecr 0,nop,wscale 10>
      +0 < R. 0:0(0) ack 1 win 0
      """
    let frames = try Scenario.parse(text).frames
    #expect(frames.map { $0.octets[70..<72] } == [[0xF6, 0xA6], [0xDE, 0x92]])
  }

  @Test(arguments: [
    "+0 > S 0:0(0) win 1", "+0 > P. 1:12(11) ack 1 win 1", "+0 > P. 1:12(11) ack 1 win 1 ttl 1 payload \"hello world\"",
    "+0 < - 4294967295:6(7) win 65535 <raw fd04>", "+0 < .SFRPUEWA 0:0(0) ack 1 win 0 <eol>",
  ])
  func checksumsAreValidInBothFamilies(line: String) throws {
    for text in [line, "ipv6\n" + line] {
      let packet = Array(try Scenario.parse(text).frames[0].octets.dropFirst(14))
      let isIPv6 = packet[0] == 0x60
      let segment = packet.dropFirst(isIPv6 ? 40 : 20)
      let pseudo = packet[isIPv6 ? 8..<40 : 12..<20] + [0, 6, UInt8(segment.count >> 8), UInt8(segment.count & 0xFF)]
      #expect(Self.remainder(pseudo + segment) == 0)
      #expect(isIPv6 || Self.remainder(packet.prefix(20)) == 0)
    }
  }

  @Test func badChecksumIsWrong() throws {
    let packet = try Scenario.parse("+0 > . 1:1(0) ack 1 win 1 bad-checksum").frames[0].octets.dropFirst(14)
    let segment = packet.dropFirst(20)
    #expect(Self.remainder(packet.prefix(20)) == 0)
    #expect(Self.remainder(packet.dropFirst(12).prefix(8) + [0, 6, 0, 20] + segment) != 0)
  }

  @Test func icmpv6ErrorHasAValidChecksum() throws {
    let text = "ipv6\n+0 > S 0:0(0) win 1\n+0 icmp unreachable prohibited from 2001:db8::fe"
    let packet = Array(try Scenario.parse(text).frames[1].octets.dropFirst(14))
    let message = packet.dropFirst(40)
    #expect(message.prefix(2) == [1, 1])
    #expect(Self.remainder(packet[8..<40] + [0, 58, 0, UInt8(message.count)] + message) == 0)
  }

  @Test(arguments: [
    ("mss 1460", "020405b4"), ("sackOK", "04020000"), ("nop,wscale 7", "01030307"), ("nop,nop,sackOK", "01010402"),
    ("nop, nop, TS val 1 ecr 4294967295", "0101080a00000001ffffffff"), ("eol", "00000000"),
    ("raw fe04f989", "fe04f989"),
    ("FO", "22020000"), ("FO 0102030405060708", "220a01020304050607080000"), ("mptcp", "1e040101"),
    ("nop,nop,sack 1:2 =3:=4", "01010512b2d05e01b2d05e020000000300000004"),
  ])
  func optionIsEncoded(option: String, expected: String) throws {
    let frame = try Scenario.parse("+0 > S 0:0(0) win 1 <\(option)>").frames[0]
    #expect(Array(frame.octets.dropFirst(54)) == Self.octets(expected))
    #expect(frame.octets[46] >> 4 == 5 + expected.count / 8)
  }

  @Test func flagsHaveTheBitsOfRFC9293() throws {
    let expected: [(String, [UInt8])] = [
      ("F", [0x50, 0x01]), ("S", [0x50, 0x02]), ("R", [0x50, 0x04]), ("P", [0x50, 0x08]), (".", [0x50, 0x10]),
      ("U", [0x50, 0x20]), ("E", [0x50, 0x40]), ("W", [0x50, 0x80]), ("A", [0x51, 0x00]), ("-", [0x50, 0x00]),
      ("AWEU.PRSF", [0x51, 0xFF]),
    ]
    for (letters, octets) in expected {
      let frame = try Scenario.parse("+0 > \(letters) 0:0(0) ack 1 win 1").frames[0]
      #expect(Array(frame.octets[46..<48]) == octets, "\(letters)")
    }
  }

  @Test func numbersCountFromTheISNsAndWrap() throws {
    let text = "isn 4294967295 7\n+0 > . 1:3(2) ack 1 win 1\n+0 < R. =9:=9(0) ack =5 win 0"
    let frames = try Scenario.parse(text).frames
    #expect(frames[0].octets[38..<46] == [0, 0, 0, 0, 0, 0, 0, 8])
    #expect(frames[1].octets[38..<46] == [0, 0, 0, 9, 0, 0, 0, 5])
  }

  @Test func repeatedOctetsAreEqualWhereverTheSegmentStarts() throws {
    let frames = try Scenario.parse("+0 > . 1:31(30) ack 1 win 1\n+0 > . 11:31(20) ack 1 win 1").frames
    #expect(frames[0].octets.suffix(20) == frames[1].octets.suffix(20))
    let syn = try Scenario.parse("+0 > S 0:5(5) win 1\n+0 > . 1:6(5) ack 1 win 1").frames
    #expect(syn[0].octets.suffix(5) == syn[1].octets.suffix(5))
  }

  @Test func identificationCountsLostPacketsAndLeavesSynAckAtZero() throws {
    let text = """
      +0 > S  0:0(0) win 1
      +1 > S  0:0(0) win 1 lost
      +1 > S  0:0(0) win 1
      +0 < S. 0:0(0) ack 1 win 1
      +0 > .  1:1(0) ack 1 win 1 id 9
      +0 > .  1:1(0) ack 1 win 1
      """
    let numbers = try Scenario.parse(text).frames.map { Int($0.octets[18]) << 8 | Int($0.octets[19]) }
    #expect(numbers == [10000, 10002, 0, 9, 10003])
  }

  @Test func vlanTagStandsBeforeTheType() throws {
    let frame = try Scenario.parse("vlan 300\n+0 > S 0:0(0) win 1").frames[0]
    #expect(frame.octets[12..<19] == [0x81, 0x00, 0x01, 0x2C, 0x08, 0x00, 0x45])
  }

  /// The sum of 16-bit words modulo 65535, which is 0 over octets that hold their correct checksum (RFC 1071 §2).
  private static func remainder(_ octets: some Sequence<UInt8>) -> Int {
    var remainder = 0
    for (index, octet) in octets.enumerated() {
      remainder = (remainder + (index.isMultiple(of: 2) ? Int(octet) * 256 : Int(octet))) % 65535
    }
    return remainder
  }

  private static func octets(_ digits: String) -> [UInt8] {
    let values = digits.compactMap { $0.hexDigitValue }.map { UInt8($0) }
    return stride(from: 0, to: values.count - 1, by: 2).map { values[$0] << 4 | values[$0 + 1] }
  }
}
