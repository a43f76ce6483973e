import PacketDecoding
import Testing

@Suite struct TCPFlagsTests {
  @Test func openingsAreToldByThreeOfTheBits() {
    for bits: UInt16 in 0..<256 {
      let flags = TCPFlags(rawValue: bits)
      let opens = flags.contains(.syn) && !flags.contains(.rst)
      #expect(flags.isSyn == (opens && !flags.contains(.ack)))
      #expect(flags.isSynAck == (opens && flags.contains(.ack)))
    }
  }
}
