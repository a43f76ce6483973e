/// Little-endian reads, for what captures put in front of packets; see `RawSpan+NetworkOrder`.
extension RawSpan {
  /// The 16 bits at `offset`, the low octet first.
  @inline(always)
  func littleUInt16(at offset: Int) -> UInt16 {
    uint16(at: offset).byteSwapped
  }

  /// The 32 bits at `offset`, the low octet first.
  @inline(always)
  func littleUInt32(at offset: Int) -> UInt32 {
    uint32(at: offset).byteSwapped
  }
}
