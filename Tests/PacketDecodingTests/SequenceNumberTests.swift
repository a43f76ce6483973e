import PacketDecoding
import Testing

@Suite struct SequenceNumberTests {
  @Test func distanceCrossesTheWrap() {
    let before = SequenceNumber(0xFFFF_FFFE)
    #expect(before.advanced(by: 5) == SequenceNumber(3))
    #expect(SequenceNumber(3).distance(from: before) == 5)
    #expect(before.distance(from: SequenceNumber(3)) == -5)
    #expect(before.precedes(SequenceNumber(3)))
    #expect(!SequenceNumber(3).precedes(before))
  }

  @Test func numberDoesNotPrecedeItself() {
    #expect(!SequenceNumber(7).precedes(SequenceNumber(7)))
  }
}
