import PacketDecoding
import Testing

@Suite struct PacketDecoderTests {
  @Test func ipv4SegmentFillsEveryField() {
    let (status, segment) = decode(ethernet(ipv4(tcp(payload: [1, 2, 3]))))
    #expect(status == .tcp)
    #expect(segment.source == ten(1))
    #expect(segment.destination == ten(2))
    #expect(segment.sourcePort == 40000)
    #expect(segment.destinationPort == 80)
    #expect(segment.sequence == SequenceNumber(1000))
    #expect(segment.acknowledgement == SequenceNumber(2000))
    #expect(segment.flags == [.psh, .ack])
    #expect(segment.window == 512)
    #expect(segment.checksum == 0xABCD)
    #expect(segment.payloadLength == 3)
    #expect(segment.headerLength == 20)
    #expect(segment.identification == 0x1234)
    #expect(segment.hopLimit == 64)
    #expect(segment.vlan == 0)
    #expect(segment.present == [.fullHeader, .flags, .sequence, .allOptions, .ipv4])
  }

  @Test func segmentIsOverwrittenButForTimeAndFrame() {
    var segment = Segment()
    segment.time = 5
    segment.frame = 6
    let tagged = ethernet(two(7) + two(0x0800) + ipv4(tcp(options: [2, 4, 5, 0xB4])), type: 0x8100)
    let decoder = PacketDecoder(linkType: 1)
    _ = unsafe decoder.decode(tagged.span.bytes, originalLength: 62, into: &segment)
    #expect(segment.vlan == 7)
    #expect(segment.options.present == .maximumSegmentSize)
    let plain = ethernet(ipv6(tcp()), type: 0x86DD)
    _ = unsafe decoder.decode(plain.span.bytes, originalLength: 74, into: &segment)
    #expect(segment.vlan == 0)
    #expect(segment.options.present.isEmpty)
    #expect(!segment.present.contains(.ipv4))
    #expect(segment.time == 5)
    #expect(segment.frame == 6)
  }

  @Test func unknownLinkTypeIsUnsupported() {
    #expect(decode(ipv4(tcp()), link: 147).status == .unsupportedLinkType)
    #expect(diagnose(ipv4(tcp()), link: 147) == nil)
    #expect(!PacketDecoder(linkType: 147).isSupported)
    #expect(PacketDecoder(linkType: 1).isSupported)
  }

  @Test func originalLengthUnderTheCapturedOneIsIgnored() {
    let (status, segment) = decode(ethernet(ipv4(tcp(payload: [1, 2]), totalLength: 0)), original: 0)
    #expect(status == .tcp)
    #expect(segment.payloadLength == 2)
  }

  @Test func diagnosisOfASoundPacketIsNil() {
    #expect(diagnose(ethernet(ipv4(tcp()))) == nil)
    #expect(diagnose(ethernet(ipv4([], protocol: 17))) == nil)
  }

  @Test func diagnosisNamesLayerOffsetNeededAndAvailable() {
    let cut = Array(ethernet(ipv4(tcp())).prefix(20))
    #expect(diagnose(cut, original: 54) == DecodeError(layer: .ipv4, offset: 14, needed: 20, available: 6))
  }
}
