import PacketDecoding
import Testing

@testable import FlowReporting

@Suite struct AddressTextTests {
  @Test(arguments: [
    (UInt64(0), UInt64(0), "::"), (0, 1, "::1"), (0x2001_0db8_0000_0000, 1, "2001:db8::1"),
    (0x2001_0db8_0000_0001, 0x0001_0001_0001_0001, "2001:db8:0:1:1:1:1:1"),
    (0x2001_0000_0000_0001, 0x0000_0000_0000_0001, "2001:0:0:1::1"),
    (0x2001_0db8_0000_0000, 0x0001_0000_0000_0001, "2001:db8::1:0:0:1"), (0xfe80_0000_0000_0000, 0, "fe80::"),
    (0x0001_0002_0003_0004, 0x0005_0006_0007_0008, "1:2:3:4:5:6:7:8"),
    (0, 0x0000_ffff_c000_0201, "192.0.2.1"), (0x0000_0002_0003_0004, 0x0005_0006_0007_0000, "0:2:3:4:5:6:7:0"),
  ])
  func addressIsWrittenAsRFC5952Recommends(high: UInt64, low: UInt64, expected: String) {
    #expect(text { $0.append(IPAddress(high: high, low: low)) } == expected)
  }

  @Test func portOfAnIPv6EndpointFollowsBrackets() {
    #expect(text { $0.append(IPAddress(high: 0, low: 1), port: 443) } == "[::1]:443")
    #expect(text { $0.append(IPAddress(ipv4: 0x0A00_0001), port: 65535) } == "10.0.0.1:65535")
  }
}
