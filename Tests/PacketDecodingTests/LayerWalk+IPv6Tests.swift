import PacketDecoding
import Testing

@Suite struct LayerWalkIPv6Tests {
  private func decode6(_ payload: [UInt8], next: UInt8 = 6, payloadLength: Int? = nil, original: Int? = nil) -> (
    status: DecodeStatus, segment: Segment
  ) {
    decode(ethernet(ipv6(payload, next: next, payloadLength: payloadLength), type: 0x86DD), original: original)
  }

  /// 2001:db8::`last`.
  private func address(_ last: UInt8) -> [UInt8] { [0x20, 1, 0x0D, 0xB8] + [UInt8](repeating: 0, count: 11) + [last] }

  @Test(arguments: [(4, 1, 7), (0, 1, 8), (2, 1, 8), (4, 0, 2), (0, 0, 2)] as [(UInt8, UInt8, UInt8)])
  func destinationBehindRoutersIsTheSegments(type: UInt8, left: UInt8, last: UInt8) {
    let routing: [UInt8] = [6, 4, type, left, 0, 0, 0, 0] + address(7) + address(8)
    let (status, segment) = decode(ethernet(ipv6(routing + tcp(), next: 43), type: 0x86DD))
    #expect(status == .tcp)
    #expect(segment.destination.low == UInt64(last))
    #expect(segment.source.low == 1)
  }

  @Test func mobileNodeSendsFromHome() {
    let options: [UInt8] = [6, 2, 1, 2, 0, 0, 0xC9, 16] + address(9)
    let (status, segment) = decode(ethernet(ipv6(options + tcp(), next: 60), type: 0x86DD))
    #expect(status == .tcp)
    #expect(segment.source.low == 9)
  }

  @Test func segmentHasAddressesAndHopLimit() {
    let (status, segment) = decode6(tcp(payload: [1]))
    #expect(status == .tcp)
    #expect(segment.source == IPAddress(high: 0x2001_0DB8_0000_0000, low: 1))
    #expect(segment.destination == IPAddress(high: 0x2001_0DB8_0000_0000, low: 2))
    #expect(segment.hopLimit == 63)
    #expect(segment.identification == 0)
    #expect(segment.payloadLength == 1)
    #expect(segment.present == [.fullHeader, .flags, .sequence, .allOptions])
  }

  @Test func extensionHeadersAreSteppedOver() {
    let hopByHop: [UInt8] = [43, 0, 1, 4, 0, 0, 0, 0]
    let routing: [UInt8] = [60, 0, 0, 0, 0, 0, 0, 0]
    let destination: [UInt8] = [44, 1, 1, 12] + Array(repeating: 0, count: 12)
    let atomic: [UInt8] = [51, 0, 0, 0, 0, 0, 0, 9]
    let authentication: [UInt8] = [6, 4] + Array(repeating: 0, count: 22)
    let headers = hopByHop + routing + destination + atomic + authentication
    let (status, segment) = decode6(headers + tcp(payload: [1, 2]), next: 0)
    #expect(status == .tcp)
    #expect(segment.payloadLength == 2)
    #expect(!segment.present.contains(.fragment))
  }

  @Test func firstFragmentIsDecodedAndLaterOnesAreFragments() {
    let first = decode6([6, 0, 0, 1, 0, 0, 0, 9] + tcp(), next: 44)
    #expect(first.status == .tcp)
    #expect(first.segment.present.contains(.fragment))
    #expect(decode6([6, 0, 0, 8, 0, 0, 0, 9] + tcp(), next: 44).status == .fragment)
    #expect(decode6([17, 0, 0, 8, 0, 0, 0, 9] + tcp(), next: 44).status == .notTCP)
  }

  @Test func payloadLengthOfZeroTakesTheWire() {
    let (status, segment) = decode6(tcp(), payloadLength: 0, original: 14 + 40 + 20 + 80000)
    #expect(status == .tcp)
    #expect(segment.payloadLength == 80000)
    #expect(segment.present.contains(.offloadedLength))
  }

  @Test func jumboPayloadTellsItsLength() {
    let hopByHop: [UInt8] = [6, 0, 0xC2, 4] + four(8 + 20 + 70000)
    let (status, segment) = decode6(hopByHop + tcp(), next: 0, payloadLength: 0, original: 14 + 40 + 8 + 20 + 70000 + 4)
    #expect(status == .tcp)
    #expect(segment.payloadLength == 70000)
    #expect(!segment.present.contains(.offloadedLength))
  }

  @Test func extensionHeaderPastThePacketIsMalformed() {
    #expect(decode6([6, 9, 0, 0, 0, 0, 0, 0], next: 60).status == .malformed)
  }

  @Test func extensionHeaderPastTheSnapLengthIsTruncated() {
    #expect(decode6([6, 9, 0, 0, 0, 0, 0, 0], next: 60, payloadLength: 120, original: 174).status == .truncated)
  }

  @Test func noNextHeaderIsNotTCP() {
    #expect(decode6([], next: 59).status == .notTCP)
  }
}
