import PacketDecoding
import Testing

@Suite struct SegmentFilterTests {
  /// A segment from 10.0.0.1:40000 to 10.0.0.2:80.
  private static let plain = decode(ethernet(ipv4(tcp()))).segment
  private static let sixth = decode(ethernet(ipv6(tcp()), type: 0x86DD)).segment
  private static let tagged = decode(
    ethernet(two(10) + two(0x8100) + two(20) + two(0x0800) + ipv4(tcp()), type: 0x88A8)
  ).segment
  private static let tunnelled = decode(udpFrame(four(0x0800_0000) + four(42 << 8) + ethernet(ipv4(tcp())), port: 4789))
    .segment
  private static let error = decode(ethernet(ipv4([3, 1, 0, 0, 0, 0, 0, 0] + ipv4(tcp()), protocol: 1))).segment

  private func admits(_ expression: String, _ segment: Segment) throws -> Bool {
    try #require(SegmentFilter(expression) { ["http": 80, "ssh": 22][$0] }).admits(segment)
  }

  @Test(arguments: [
    "tcp", "ip", "port 80", "port http", "tcp port 80", "dst port 80", "src port 40000", "portrange 79-81",
    "host 10.0.0.1",
    "10.0.0.2", "src host 10.0.0.1 and dst host 10.0.0.2", "net 10", "net 10.0.0.0/30", "dst net 10.0.0", "not port 22",
    "!port 22", "port 22 or 80", "host 10.0.0.9 or 10.0.0.1", "(port 22 or port 80) and not icmp", "src or dst port 80",
    "ip host 10.0.0.1", "port 80 && host 10.0.0.2", "udp port 53 or tcp port 80", "src and dst net 10.0.0.0/8",
    "net 10.0.0.0 mask 255.255.255.0", "port 0x50", "port 0120", "dst net 10.0.0.0 mask 255.0.0.0 and port 80",
    // And and or bind equally, from the left.
    "port 80 or port 22 and port 80", "icmp or tcp", "not (port 22 or port 23)", "tcp dst port 80",
  ])
  func passes(expression: String) throws {
    #expect(try admits(expression, Self.plain))
    #expect(try admits(expression, Self.tunnelled))
    #expect(try admits(expression, Self.tagged))
  }

  @Test(arguments: [
    "net 10.0.1.0 mask 255.255.255.0", "port 0x51", "udp", "udp port 80", "ip6", "port 443", "src port 80",
    "host 10.0.0.3", "net 10.0.1.0/24", "icmp",
    "src and dst port 80",
    "not tcp", "port 80 and port 22 or port 23", "vlan 30", "icmp6", "arp", "ip6 host 10.0.0.1",
  ])
  func refuses(expression: String) throws {
    #expect(try !admits(expression, Self.plain))
    #expect(try !admits(expression, Self.tunnelled))
  }

  @Test func tagsAreFoundInAnyPlace() throws {
    for expression in ["vlan", "vlan 10", "vlan 20 and port 80", "port 80 and vlan 10"] {
      #expect(try admits(expression, Self.tagged))
      #expect(try !admits(expression, Self.plain))
    }
  }

  @Test func errorsBelongToWhatTheyQuote() throws {
    for expression in ["port 80", "tcp port 80", "icmp", "host 10.0.0.1", "src port 40000"] {
      #expect(try admits(expression, Self.error))
    }
    #expect(try !admits("port 443", Self.error))
    #expect(try !admits("icmp6", Self.error))
  }

  @Test func addressesOfIPv6AreCompared() throws {
    #expect(try admits("host 2001:db8::1", Self.sixth))
    #expect(try admits("net 2001:db8::/32 and ip6", Self.sixth))
    #expect(try admits("dst net 2001:db8::/127 or dst host 2001:db8::2", Self.sixth))
    #expect(try !admits("net 2001:db9::/32", Self.sixth))
    #expect(try admits("net ::/0", Self.sixth))
  }

  @Test(arguments: [
    "", " ", "tcp[13] & 2 != 0", "ether host 2:0:0:0:0:1", "greater 100", "host example.com", "port", "port 80 or",
    "(port 80",
    "port 80)", "port 99999", "vlan 5000", "net 10.0.0.1/8", "net 10/40", "host 10.0.0", "port nothing", "mpls",
    "tcp udp",
    "ip proto 6", "port 80 host", "not", "and", "src", "portrange 5", "len = 5", "port 80 | port 81",
  ])
  func whatItDoesNotKnowIsLeftToLibpcap(expression: String) {
    #expect(SegmentFilter(expression) == nil)
  }

  @Test func depthIsBounded() {
    let depth = 10_000
    #expect(SegmentFilter(String(repeating: "(", count: depth) + "tcp" + String(repeating: ")", count: depth)) == nil)
    #expect(SegmentFilter(String(repeating: "not ", count: depth) + "tcp") == nil)
    let long = Array(repeating: "port 1", count: 1000).joined(separator: " or ") + " or port 80"
    #expect(SegmentFilter(long)?.admits(Self.plain) == true)
  }

  @Test func textIsReadIntoAddresses() {
    #expect(IPAddress(text: "10.0.0.1") == ten(1))
    #expect(IPAddress(text: "2001:db8::1")?.description == "2001:db8::1")
    for text in ["", "10.0.0", "10.0.0.256", "::g", "10.0.0.1/8"] { #expect(IPAddress(text: text) == nil) }
  }
}
