import PacketDecoding
import Testing

@Suite struct ChecksumVerifierTests {
  // By hand: 0A00+0001+0A00+0002 + 0006 + length 0017 = 1420, the pseudo-header;
  // 9C40+0050+0000+03E8+0000+07D0+5018+0200 = FA60, the header; 0102+0300 = 0402, the payload. In all 11282, folded 1283.
  private let valid = 0xFFFF - 0x1283

  @Test func rightSumOverAnOddPayloadIsValid() {
    #expect(verify(ethernet(ipv4(tcp(payload: [1, 2, 3], checksum: valid)))) == .valid)
  }

  @Test func paddingIsNotSummed() {
    #expect(verify(ethernet(ipv4(tcp(payload: [1, 2, 3], checksum: valid)) + [9, 9, 9])) == .valid)
  }

  @Test func changedPayloadIsInvalid() {
    #expect(verify(ethernet(ipv4(tcp(payload: [1, 2, 4], checksum: valid)))) == .invalid)
  }

  @Test func sumOfThePseudoHeaderIsPartial() {
    #expect(verify(ethernet(ipv4(tcp(payload: [1, 2, 3], checksum: 0x1420)))) == .partial)
  }

  // 2001+0DB8+0001 twice, the second with 0002, + 0006 + length 0014 = 5B8F, and FA60 from above: 155EF, folded 55F0.
  @Test func rightSumOverIPv6IsValid() {
    #expect(verify(ethernet(ipv6(tcp(checksum: 0xFFFF - 0x55F0)), type: 0x86DD)) == .valid)
    #expect(verify(ethernet(ipv6(tcp(checksum: 0x5B8F)), type: 0x86DD)) == .partial)
  }

  @Test func segmentNotCapturedWholeIsUnknown() {
    let frame = ethernet(ipv4(tcp(payload: [1, 2, 3], checksum: valid)))
    #expect(verify(Array(frame.dropLast()), original: frame.count) == .unknown)
  }

  @Test func fragmentsErrorsAndOtherTrafficAreUnknown() {
    #expect(verify(ethernet(ipv4(tcp(payload: [1, 2, 3], checksum: valid), fragment: 0x2000))) == .unknown)
    #expect(verify(ethernet(ipv4([3, 0, 0, 0, 0, 0, 0, 0] + ipv4(tcp()), protocol: 1))) == .unknown)
    #expect(verify(ethernet(ipv4([0, 53, 0, 53, 0, 8, 0, 0], protocol: 17))) == .unknown)
    #expect(verify([]) == .unknown)
  }

  @Test func wrongSumUnderARoutingHeaderIsUnknown() {
    let routing: [UInt8] = [6, 0, 0, 1, 0, 0, 0, 0]
    #expect(verify(ethernet(ipv6(routing + tcp(), next: 43), type: 0x86DD)) == .unknown)
  }

  @Test func unknownLinkTypeIsUnknown() {
    #expect(verify(ipv4(tcp()), link: 147) == .unknown)
  }
}
