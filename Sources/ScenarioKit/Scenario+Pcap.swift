extension Scenario {
  /// The frames as a capture file: classic, nanosecond, little-endian, Ethernet (draft-ietf-opsawg-pcap).
  package func pcap() -> [UInt8] {
    let magic: UInt32 = 0xA1B2_3C4D
    let ethernet: UInt32 = 1
    var file = magic.littleEndianOctets + UInt16(2).littleEndianOctets + UInt16(4).littleEndianOctets
    file += [UInt8](repeating: 0, count: 8)
    file += UInt32(ScenarioLimits.snapLength).littleEndianOctets + ethernet.littleEndianOctets
    for frame in frames {
      let (seconds, nanoseconds) = frame.timeNanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
      file += UInt32(truncatingIfNeeded: seconds).littleEndianOctets
      file += UInt32(truncatingIfNeeded: nanoseconds).littleEndianOctets
      file += UInt32(truncatingIfNeeded: frame.octets.count).littleEndianOctets
      file += UInt32(truncatingIfNeeded: frame.originalLength).littleEndianOctets
      file += frame.octets
    }
    return file
  }
}
