/// Big-endian reads for headers as they stand on the wire.
///
/// The span checks the bounds in release builds too, but a failed check ends the program: layers compare what they need with
/// what there is, once a header, before they read.
extension RawSpan {
  /// The octet at `offset`.
  @inlinable @inline(always)
  func octet(at offset: Int) -> UInt8 {
    unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt8.self)
  }

  /// The 16 bits at `offset`, from network order.
  @inlinable @inline(always)
  func uint16(at offset: Int) -> UInt16 {
    unsafe UInt16(bigEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: UInt16.self))
  }

  /// The 32 bits at `offset`, from network order.
  @inlinable @inline(always)
  func uint32(at offset: Int) -> UInt32 {
    unsafe UInt32(bigEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  /// The 64 bits at `offset`, from network order.
  @inlinable @inline(always)
  func uint64(at offset: Int) -> UInt64 {
    unsafe UInt64(bigEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
}
