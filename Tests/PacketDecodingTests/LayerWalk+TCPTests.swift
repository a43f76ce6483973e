import PacketDecoding
import Testing

@Suite struct LayerWalkTCPTests {
  /// A frame cut after `captured` octets of a 20-octet header, as a snap length does it.
  private func cut(_ captured: Int) -> (status: DecodeStatus, segment: Segment) {
    let frame = ethernet(ipv4(tcp(payload: [1, 2, 3])))
    return decode(Array(frame.prefix(34 + captured)), original: frame.count)
  }

  @Test(arguments: 0..<4)
  func headerCutBeforeThePortsIsTruncated(captured: Int) {
    #expect(cut(captured).status == .truncated)
  }

  @Test(arguments: 4..<20)
  func headerCutAfterThePortsIsASegment(captured: Int) {
    let (status, segment) = cut(captured)
    #expect(status == .tcp)
    #expect(segment.sourcePort == 40000)
    #expect(segment.destinationPort == 80)
    #expect(segment.present.contains(.sequence) == (captured >= 8))
    #expect(segment.sequence.rawValue == (captured >= 8 ? 1000 : 0))
    #expect(segment.acknowledgement.rawValue == (captured >= 12 ? 2000 : 0))
    #expect(segment.present.contains(.flags) == (captured >= 14))
    #expect(segment.flags.rawValue == (captured >= 14 ? 0x18 : 0))
    #expect(segment.payloadLength == (captured >= 14 ? 3 : 0))
    #expect(segment.window == (captured >= 16 ? 512 : 0))
    #expect(segment.checksum == (captured >= 18 ? 0xABCD : 0))
    #expect(segment.present.isDisjoint(with: [.fullHeader, .allOptions, .malformedHeader]))
  }

  @Test func diagnosisOfACutHeaderNamesTheHeader() {
    let frame = ethernet(ipv4(tcp()))
    #expect(
      diagnose(Array(frame.prefix(42)), original: 54)
        == DecodeError(layer: .tcp, offset: 34, needed: 20, available: 8))
  }

  @Test(arguments: 0..<5)
  func dataOffsetUnderFiveIsAMalformedSegment(dataOffset: Int) {
    let frame = ethernet(ipv4(tcp(payload: [1, 2, 3], dataOffset: dataOffset)))
    let (status, segment) = decode(frame)
    #expect(status == .malformedSegment)
    #expect(segment.present == [.fullHeader, .flags, .sequence, .ipv4, .malformedHeader])
    #expect(segment.sequence == SequenceNumber(1000))
    #expect(segment.flags == [.psh, .ack])
    #expect(segment.payloadLength == 0)
    #expect(diagnose(frame) == DecodeError(layer: .tcp, offset: 34, needed: 20, available: dataOffset * 4))
  }

  @Test func dataOffsetPastThePacketIsAMalformedSegment() {
    let frame = ethernet(ipv4(tcp(dataOffset: 6)))
    let (status, segment) = decode(frame)
    #expect(status == .malformedSegment)
    #expect(segment.headerLength == 24)
    #expect(segment.payloadLength == 0)
    #expect(diagnose(frame) == DecodeError(layer: .tcp, offset: 34, needed: 24, available: 20))
  }

  @Test func segmentShorterThanAHeaderIsAMalformedSegment() {
    let (status, segment) = decode(ethernet(ipv4(Array(tcp().prefix(10)))))
    #expect(status == .malformedSegment)
    #expect(segment.sourcePort == 40000)
    #expect(segment.present == [.sequence, .ipv4, .malformedHeader])
  }

  @Test func segmentWithoutPortsIsMalformed() {
    #expect(decode(ethernet(ipv4([1, 2, 3]))).status == .malformed)
  }

  @Test func headerThatGoesOnInTheNextFragmentIsASegment() {
    let (status, segment) = decode(ethernet(ipv4(Array(tcp().prefix(16)), fragment: 0x2000)))
    #expect(status == .tcp)
    #expect(segment.present == [.sequence, .flags, .ipv4, .fragment])
  }

  @Test func oddFlagsAndPortsAreRecorded() {
    let segment = decode(ethernet(ipv4([0, 0, 0, 0] + tcp(flags: 0x1C3).dropFirst(4)))).segment
    #expect(segment.sourcePort == 0)
    #expect(segment.flags == [.ae, .cwr, .ece, .syn, .fin])
  }

  @Test func reservedBitsAreKept() {
    #expect(decode(ethernet(ipv4(tcp(flags: 0xE02)))).segment.flags.rawValue == 0xE02)
  }
}
