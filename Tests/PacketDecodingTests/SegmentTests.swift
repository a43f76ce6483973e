import PacketDecoding
import Testing

@Suite struct SegmentTests {
  @Test func synAndFinTakeOneNumberEach() {
    var segment = Segment()
    segment.sequence = SequenceNumber(0xFFFF_FFFF)
    segment.payloadLength = 10
    segment.flags = [.syn, .fin, .ack]
    #expect(segment.sequenceLength == 12)
    #expect(segment.sequenceEnd == SequenceNumber(11))
  }

  @Test func segmentStaysWithinThreeCacheLines() {
    #expect(MemoryLayout<Segment>.stride <= 160)
  }
}
