import PacketDecoding
import Testing

@Suite struct LayerWalkLinkTests {
  private func cooked(_ payload: [UInt8], type: Int = 0x0800, hardware: Int = 1) -> [UInt8] {
    two(0) + two(hardware) + two(6) + [2, 0, 0, 0, 0, 1, 0, 0] + two(type) + payload
  }

  private func cooked2(_ payload: [UInt8], type: Int = 0x0800, hardware: Int = 1) -> [UInt8] {
    two(type) + two(0) + four(3) + two(hardware) + [0, 6, 2, 0, 0, 0, 0, 1, 0, 0] + payload
  }

  @Test func cookedHeadersCarryAnEtherType() {
    #expect(decode(cooked(ipv4(tcp())), link: 113).status == .tcp)
    #expect(decode(cooked(ipv6(tcp()), type: 0x86DD), link: 113).status == .tcp)
    #expect(decode(cooked2(ipv4(tcp())), link: 276).status == .tcp)
    #expect(decode(cooked2(ipv6(tcp()), type: 0x86DD), link: 276).status == .tcp)
  }

  @Test func cookedHeaderKeepsTheTag() {
    let tagged = cooked(two(42) + two(0x0800) + ipv4(tcp()), type: 0x8100)
    #expect(decode(tagged, link: 113).segment.vlan == 42)
  }

  @Test func cookedLLCCarriesIP() {
    #expect(decode(cooked([6, 6, 3] + ipv4(tcp()), type: 4), link: 113).status == .tcp)
  }

  @Test func cookedNetlinkIsNotTCP() {
    #expect(decode(cooked(ipv4(tcp()), hardware: 824), link: 113).status == .notTCP)
    #expect(decode(cooked2(ipv4(tcp()), hardware: 824), link: 276).status == .notTCP)
  }

  @Test(arguments: [2, 0x0200_0000])
  func loopbackFamilyOfIPv4InEitherOrder(family: Int) {
    #expect(decode(four(family) + ipv4(tcp()), link: 0).status == .tcp)
    #expect(decode(four(family) + ipv4(tcp()), link: 108).status == .tcp)
  }

  @Test(arguments: [10, 24, 28, 30])
  func loopbackFamilyOfIPv6InEitherOrder(family: Int) {
    #expect(decode(four(family) + ipv6(tcp()), link: 0).status == .tcp)
    #expect(decode(four(family << 24) + ipv6(tcp()), link: 0).status == .tcp)
  }

  @Test func otherLoopbackFamilyIsNotTCP() {
    #expect(decode(four(7) + ipv4(tcp()), link: 0).status == .notTCP)
  }

  @Test(arguments: [12, 14, 101])
  func rawTellsTheVersionsApart(link: Int32) {
    #expect(decode(ipv4(tcp()), link: link).status == .tcp)
    #expect(decode(ipv6(tcp()), link: link).status == .tcp)
    #expect(decode([0x50, 0, 0, 0], link: link).status == .malformed)
  }

  @Test func rawOfOneVersion() {
    #expect(decode(ipv4(tcp()), link: 228).status == .tcp)
    #expect(decode(ipv6(tcp()), link: 229).status == .tcp)
  }

  @Test func pppWithAndWithoutFramingAndCompression() {
    #expect(decode([0xFF, 3, 0, 0x21] + ipv4(tcp()), link: 9).status == .tcp)
    #expect(decode([0, 0x57] + ipv6(tcp()), link: 9).status == .tcp)
    #expect(decode([0x21] + ipv4(tcp()), link: 9).status == .tcp)
    #expect(decode([0xC0, 0x21, 1, 1], link: 9).status == .notTCP)
  }

  @Test func ciscoHDLCCarriesAnEtherType() {
    #expect(decode([0x0F, 0, 8, 0] + ipv4(tcp()), link: 104).status == .tcp)
    #expect(decode([0x8F, 0, 0x86, 0xDD] + ipv6(tcp()), link: 9).status == .tcp)
    #expect(decode([0x8F, 0, 0x80, 0x35, 0, 0], link: 104).status == .notTCP)
  }
}
