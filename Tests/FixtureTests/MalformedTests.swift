import Foundation
import Testing

/// Packets that lie, through the built tool: one bad packet costs one packet.
struct MalformedTests {
  /// A capture of Ethernet with `packets` of which the whole was captured.
  static func capture(_ packets: [[UInt8]], linkType: UInt8 = 1) -> [UInt8] {
    func little(_ value: Int) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }
    var octets: [UInt8] = [0xD4, 0xC3, 0xB2, 0xA1, 2, 0, 4, 0] + little(0) + little(0) + little(262_144)
    octets += [linkType, 0, 0, 0]
    for (index, packet) in packets.enumerated() {
      octets += little(1_767_225_600) + little(index * 1000) + little(packet.count) + little(packet.count) + packet
    }
    return octets
  }

  /// An IPv4 packet with a SYN from 192.0.2.1 to `port` of 192.0.2.2.
  private static func syn(port: UInt8 = 80, dataOffset: UInt8 = 5, options: [UInt8] = [], headerWords: UInt8 = 5)
    -> [UInt8]
  {
    [0x40 | headerWords, 0, 0, UInt8(40 + options.count), 0, 1, 0, 0, 64, 6, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2] + options
      + [0x9C, 0x40, 0, port, 0, 0, 0, 1, 0, 0, 0, 0, dataOffset << 4, 2, 0xFA, 0xF0, 0, 0, 0, 0]
  }

  private static func frame(_ packet: [UInt8], type: [UInt8] = [8, 0]) -> [UInt8] {
    [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2] + type + packet
  }

  private struct Line: Decodable {
    var type: String
    var frame: Int?
    var reason, layer: String?
    var octet, needed, available: Int?
  }

  private func lines(_ octets: [UInt8], _ arguments: [String]) throws -> [Line] {
    let run = try Tool.run(["-r", "-"] + arguments, input: octets)
    #expect(run.status == 0)
    return try run.text.split(separator: "\n")
      .map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
  }

  @Test func everyKindIsListedWithLayerAndOctet() throws {
    let tags = (0..<4000).flatMap { _ in [0, 1, 0x81, 0] as [UInt8] }
    let packets = [
      Self.frame(Self.syn()),
      Self.frame(Self.syn(headerWords: 4)),
      Self.frame(Self.syn(options: [7, 0, 0, 0], headerWords: 6)),
      Self.frame(Self.syn(dataOffset: 4)),
      Self.frame(tags, type: [0x81, 0]),
      Self.frame(Array(Self.syn().prefix(10))),
    ]
    let found = try lines(Self.capture(packets), ["--json", "--show-malformed"]).filter { $0.type == "malformed" }
    #expect(found.map(\.frame) == [2, 3, 4, 5, 6])
    #expect(found.map(\.reason) == ["malformed", "malformed", "malformed TCP header", "too many headers", "malformed"])
    #expect(found.map(\.layer) == ["ipv4", "ipv4", "tcp", "vlan", "ipv4"])
    #expect(found.map(\.octet) == [14, 14, 34, 14 + 32 * 4, 14])
    #expect(found.allSatisfy { ($0.needed ?? 0) > ($0.available ?? 0) })
  }

  @Test func textListsThemInBothLanguages() throws {
    let octets = Self.capture([Self.frame(Self.syn(headerWords: 4))])
    let english = try Tool.run(["-r", "-", "--show-malformed", "--lang", "en"], input: octets)
    #expect(english.text.contains("frame 1  malformed: ipv4 at octet 14 has 16 of the 20 it needs"))
    let korean = try Tool.run(["-r", "-", "--show-malformed", "--lang", "ko"], input: octets)
    #expect(korean.text.contains("프레임 1"))
  }

  @Test func whatFragmentsMakeTogetherIsNotMissing() throws {
    let segment = Array(Self.syn().dropFirst(20)) + [UInt8](repeating: 0, count: 4)
    func part(_ position: UInt8, _ octets: ArraySlice<UInt8>, isLast: Bool) -> [UInt8] {
      Self.frame(
        [
          0x45, 0, 0, UInt8(20 + octets.count), 0, 1, isLast ? 0 : 0x20, position, 64, 6, 0, 0, 192, 0, 2, 1, 192, 0, 2,
          2,
        ]
          + octets)
    }
    let whole = [part(0, segment[..<8], isLast: false), part(1, segment[8..<16], isLast: false)]
    let run = try Tool.run(["-r", "-", "--json"], input: Self.capture(whole + [part(2, segment[16...], isLast: true)]))
    let summary = try #require(try Report(run.output).summary)
    #expect(summary.undecoded.isEmpty)
    #expect(summary.connections.total == 1)
    let started = try Tool.run(["-r", "-", "--json"], input: Self.capture(whole))
    #expect(try Report(started.output).summary?.undecoded == ["later IP fragment": 1])
  }

  @Test func fragmentThatContradictsOthersIsCalledThat() throws {
    func part(_ position: UInt8, isLast: Bool) -> [UInt8] {
      Self.frame(
        [0x45, 0, 0, 36, 0, 1, isLast ? 0 : 0x20, position, 64, 6, 0, 0, 192, 0, 2, 1, 192, 0, 2, 2]
          + [UInt8](repeating: 0, count: 16))
    }
    let found = try lines(
      Self.capture([part(0, isLast: false), part(1, isLast: true)]), ["--json", "--show-malformed"]
    ).filter { $0.type == "malformed" }
    #expect(found.map(\.frame) == [2])
    #expect(found.map(\.reason) == ["IP fragment that contradicts others"])
  }

  @Test func withoutTheOptionTheyAreOnlyCounted() throws {
    let octets = Self.capture([Self.frame(Self.syn(headerWords: 4))])
    #expect(try lines(octets, ["--json"]).map(\.type) == ["capture", "summary"])
  }

  @Test func filterFindsWhatIsInsideUnlessItIsToLookAtTheOutside() throws {
    let tagged = Self.frame([0, 7, 8, 0] + Self.syn(), type: [0x81, 0])
    let other = Self.frame(Self.syn(port: 81))
    let octets = Self.capture([tagged, other])
    func connections(_ arguments: [String]) throws -> Int {
      try lines(octets, ["--json"] + arguments).filter { $0.type == "connection" }.count
    }
    #expect(try connections(["port", "80"]) == 1)
    #expect(try connections(["--filter-outer", "port", "80"]) == 0)
    #expect(try connections(["--filter-outer", "port", "81"]) == 1)
    #expect(try connections(["not", "port", "80"]) == 1)
    #expect(try connections(["vlan", "7"]) == 1)
    #expect(try connections(["port", "80", "and", "vlan", "7"]) == 1)
    // What only libpcap understands is applied to the outer headers.
    #expect(try connections(["ether[0]", "=", "2", "and", "port", "80"]) == 0)
  }

  @Test func sameConnectionsWhateverTheLinkLayer() throws {
    let packets = [Self.syn(), Self.syn(port: 81), Self.syn()]
    func connections(_ linkType: UInt8, _ header: [UInt8]) throws -> Int {
      try lines(Self.capture(packets.map { header + $0 }, linkType: linkType), ["--json"])
        .filter { $0.type == "connection" }.count
    }
    let headers: [(UInt8, [UInt8])] = [
      (1, Self.frame([])), (101, []), (228, []), (0, [2, 0, 0, 0]), (108, [0, 0, 0, 2]), (9, [0xFF, 3, 0, 0x21]),
      (104, [0x0F, 0, 8, 0]), (107, [0x18, 0x41, 3, 0xCC]), (113, Array(repeating: 0, count: 14) + [8, 0]),
      (1, Self.frame([0, 5, 8, 0], type: [0x81, 0])),
      (1, Self.frame([0x11, 0, 0, 1, 0, 42, 0, 0x21], type: [0x88, 0x64])),
      (
        127,
        [0, 0, 8, 0, 0, 0, 0, 0, 8, 1, 0, 0] + Array(repeating: 2, count: 18) + [0, 0, 0xAA, 0xAA, 3, 0, 0, 0, 8, 0]
      ),
    ]
    for (linkType, header) in headers {
      #expect(try connections(linkType, header) == 2, "link type \(linkType)")
    }
  }

  /// Packets seen later change nothing that was said before.
  @Test(arguments: ["handshake-ack-lost-once", "fin-lost-server", "port-reuse"])
  func everyPrefixOfACaptureGivesAPrefixOfTheEvents(name: String) throws {
    let whole = try Fixtures.octets("captures/\(name)/middle.pcap")
    func events(_ octets: [UInt8]) throws -> [Substring] {
      try Tool.run(["-r", "-", "--json", "--all-segments"], input: octets).text.split(separator: "\n")
        .filter { $0.hasPrefix("{\"type\":\"event\"") }
    }
    let wanted = try events(whole)
    #expect(wanted.count > 5)
    var end = 24
    while end + 16 <= whole.count {
      end += 16 + (0..<4).reduce(0) { $0 | Int(whole[end + 8 + $1]) << ($1 * 8) }
      let part = try events(Array(whole.prefix(end)))
      #expect(wanted.starts(with: part))
    }
  }
}
