import PacketDecoding
import Testing

@Suite struct IPAddressTextTests {
  @Test(arguments: [
    (0x0000_0000, "0.0.0.0"), (0x0A00_0001, "10.0.0.1"), (0xC0A8_6409, "192.168.100.9"),
    (0xFFFF_FFFF, "255.255.255.255"), (0x0A64_0AC8, "10.100.10.200"),
  ])
  func ipv4IsDotted(address: UInt32, text: String) {
    #expect(IPAddress(ipv4: address).description == text)
  }

  @Test(
    arguments: [
      (0, 0, "::"), (0, 1, "::1"), (0x2001_0DB8_0000_0000, 1, "2001:db8::1"),
      // One group of zeros is not shortened (RFC 5952 §4.2.2).
      (0x2001_0DB8_0000_0001, 0x0001_0001_0001_0001, "2001:db8:0:1:1:1:1:1"),
      // The longest run is, and of two the first (§4.2.3).
      (0x2001_0000_0000_0001, 0x0000_0000_0000_0001, "2001:0:0:1::1"),
      (0x2001_0DB8_0000_0000, 0x0001_0000_0000_0001, "2001:db8::1:0:0:1"),
      (0xFE80_0000_0000_0000, 0, "fe80::"), (0x0001_0002_0003_0004, 0x0005_0006_0007_0008, "1:2:3:4:5:6:7:8"),
      (0x0000_0000_0003_0004, 0x0005_0006_0007_0008, "::3:4:5:6:7:8"),
      (0x0001_0002_0003_0004, 0x0005_0006_0000_0000, "1:2:3:4:5:6::"),
      (0xABCD_EF01_2345_6789, 0x0ABC_00DE_000F_0000, "abcd:ef01:2345:6789:abc:de:f:0"),
    ] as [(UInt64, UInt64, String)])
  func ipv6FollowsRFC5952(high: UInt64, low: UInt64, text: String) {
    #expect(IPAddress(high: high, low: low).description == text)
  }

  @Test func textIsAppended() {
    var text = Array("to ".utf8)
    text.append(addingCapacity: IPAddress.longestText) { ten(7).append(to: &$0) }
    #expect(text == Array("to 10.0.0.7".utf8))
  }
}
