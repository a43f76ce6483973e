import PacketDecoding
import Testing

@Suite struct DecodeStatusTests {
  @Test func onlyCapturedSegmentsAreSegments() {
    #expect(DecodeStatus.allCases.filter(\.isSegment) == [.tcp, .malformedSegment])
  }

  @Test func statusIsOneOctet() {
    #expect(MemoryLayout<DecodeStatus>.size == 1)
  }
}
