import PacketDecoding
import Testing

@Suite struct LayerWalkEthernetTests {
  @Test func securityGroupIsSteppedOver() {
    let (status, segment) = decode(ethernet([1, 1, 0, 1, 0, 42] + two(0x0800) + ipv4(tcp()), type: 0x8909))
    #expect(status == .tcp && segment.destinationPort == 80)
  }

  @Test(arguments: [0x8100, 0x88A8, 0x9100])
  func tagGivesItsIdentifier(type: Int) {
    let (status, segment) = decode(ethernet(two(0xE123) + two(0x0800) + ipv4(tcp()), type: type))
    #expect(status == .tcp)
    #expect(segment.vlan == 0x123)
  }

  @Test func stackedTagsGiveTheOutermostIdentifier() {
    let inner = two(20) + two(0x86DD) + ipv6(tcp())
    let (status, segment) = decode(ethernet(two(10) + two(0x8100) + inner, type: 0x88A8))
    #expect(status == .tcp)
    #expect(segment.vlan == 10)
  }

  @Test func priorityTagLeavesTheIdentifierToTheNextTag() {
    let inner = two(20) + two(0x0800) + ipv4(tcp())
    #expect(decode(ethernet(two(0x6000) + two(0x8100) + inner, type: 0x8100)).segment.vlan == 20)
  }

  @Test(arguments: [0x00, 0xF8])
  func snapCarriesAnEtherType(organization: UInt8) {
    let snap: [UInt8] = [0xAA, 0xAA, 3, 0, 0, organization, 0x08, 0x00] + ipv4(tcp(payload: [9]), totalLength: 0)
    let (status, segment) = decode(ethernet(snap + [0, 0, 0], type: snap.count))
    #expect(status == .tcp)
    // The length of IEEE 802.3 leaves the padding out.
    #expect(segment.payloadLength == 1)
  }

  @Test func llcCarriesIP() {
    let llc: [UInt8] = [6, 6, 3] + ipv4(tcp())
    #expect(decode(ethernet(llc, type: llc.count)).status == .tcp)
  }

  @Test func otherServiceAccessPointsAreNotTCP() {
    #expect(decode(ethernet([0x42, 0x42, 3, 0, 0], type: 5)).status == .notTCP)
    #expect(decode(ethernet([0xAA, 0xAA, 3, 0, 0, 0x0C, 0x20, 0], type: 8)).status == .notTCP)
  }

  @Test func arpIsNotTCP() {
    #expect(decode(ethernet([0, 1], type: 0x0806)).status == .notTCP)
  }

  @Test func pppoeSessionCarriesIP() {
    let ip = ipv4(tcp())
    let session: [UInt8] = [0x11, 0, 0, 5] + two(ip.count + 2) + two(0x21) + ip
    #expect(decode(ethernet(session, type: 0x8864)).status == .tcp)
  }

  @Test func labelsCarryTheVersionUnderTheBottomOfTheStack() {
    let labels: [UInt8] = [0, 1, 0x00, 64, 0, 2, 0x01, 64]
    #expect(decode(ethernet(labels + ipv4(tcp()), type: 0x8847)).status == .tcp)
    #expect(decode(ethernet(labels + ipv6(tcp()), type: 0x8848)).status == .tcp)
    #expect(decode(ethernet(labels + [0, 0, 0, 0], type: 0x8847)).status == .notTCP)
  }

  @Test func frameUnderAHeaderIsMalformedUnlessItWasCut() {
    let frame = Array(ethernet([]).prefix(10))
    #expect(decode(frame).status == .malformed)
    #expect(decode(frame, original: 60).status == .truncated)
  }
}
