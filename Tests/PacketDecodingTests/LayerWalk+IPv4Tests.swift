import PacketDecoding
import Testing

@Suite struct LayerWalkIPv4Tests {
  @Test func optionsAreSteppedOver() {
    let (status, segment) = decode(ethernet(ipv4(tcp(payload: [1]), options: [1, 1, 1, 0])))
    #expect(status == .tcp)
    #expect(segment.sourcePort == 40000)
    #expect(segment.payloadLength == 1)
  }

  @Test func paddingIsNoPayload() {
    #expect(decode(ethernet(ipv4(tcp()) + [0, 0, 0, 0, 0, 0])).segment.payloadLength == 0)
  }

  @Test func snapLengthLeavesThePayloadLengthAlone() {
    let cut = Array(ethernet(ipv4(tcp(payload: Array(repeating: 7, count: 100)))).prefix(60))
    let (status, segment) = decode(cut, original: 154)
    #expect(status == .tcp)
    #expect(segment.payloadLength == 100)
  }

  @Test func totalLengthOfZeroTakesTheWire() {
    let (status, segment) = decode(ethernet(ipv4(tcp(payload: [1, 2]), totalLength: 0)), original: 65054)
    #expect(status == .tcp)
    #expect(segment.payloadLength == 65000)
    #expect(segment.present.contains(.offloadedLength))
  }

  @Test func totalLengthUnderTheHeaderIsMalformed() {
    let frame = ethernet(ipv4(tcp(), totalLength: 19))
    #expect(decode(frame).status == .malformed)
    #expect(decode(frame).segment.source == ten(1))
    #expect(diagnose(frame) == DecodeError(layer: .ipv4, offset: 14, needed: 20, available: 19))
  }

  @Test func headerLengthUnderFiveIsMalformed() {
    #expect(decode(ethernet(ipv4(tcp(), headerWords: 4))).status == .malformed)
  }

  @Test func headerLengthPastThePacketIsMalformed() {
    #expect(decode(ethernet(ipv4([], totalLength: 20, headerWords: 6))).status == .malformed)
  }

  @Test func otherVersionIsFollowed() {
    #expect(decode(ethernet(ipv6(tcp()), type: 0x0800)).status == .tcp)
    #expect(decode(ethernet([0x75] + Array(repeating: 0, count: 30))).status == .malformed)
  }

  @Test func firstFragmentIsDecoded() {
    let (status, segment) = decode(ethernet(ipv4(tcp(payload: [1, 2, 3, 4]), fragment: 0x2000)))
    #expect(status == .tcp)
    #expect(segment.present.contains(.fragment))
    #expect(segment.payloadLength == 4)
  }

  @Test func laterFragmentIsAFragment() {
    let (status, segment) = decode(ethernet(ipv4([1, 2, 3, 4], fragment: 0x2003)))
    #expect(status == .fragment)
    #expect(segment.destination == ten(2))
  }

  @Test func laterFragmentOfOtherTrafficIsNotTCP() {
    #expect(decode(ethernet(ipv4([1, 2, 3, 4], protocol: 17, fragment: 3))).status == .notTCP)
  }

  @Test func authenticationHeaderIsSteppedOver() {
    let header: [UInt8] = [6, 4] + Array(repeating: 0, count: 22)
    #expect(decode(ethernet(ipv4(header + tcp(), protocol: 51))).status == .tcp)
  }

  @Test func authenticationHeaderUnderItsFixedPartIsMalformed() {
    let header: [UInt8] = [6, 0] + Array(repeating: 0, count: 22)
    #expect(decode(ethernet(ipv4(header + tcp(), protocol: 51))).status == .malformed)
  }
}
