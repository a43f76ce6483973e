/// How the records of a pcap file are read that are as nearly every file has them: with fields in this machine's byte order, lengths in today's,
/// and nothing else. Public, so that reading one is inlined where it is decoded.
public struct PlainRecords: BitwiseCopyable, Sendable {
  /// Octets before a packet.
  @inlinable @inline(__always)
  public static var headerLength: Int { 16 }

  /// What every packet begins with, a DLT_ value.
  public let linkType: Int32
  /// The most octets of a packet that are taken.
  @usableFromInline let longest: UInt32
  /// Nanoseconds in one unit of the sub-second field.
  @usableFromInline let unit: Int64

  /// Records of packets with `longest` octets at most.
  init(linkType: Int32, longest: UInt32, unit: Int64) {
    self.linkType = linkType
    self.longest = longest
    self.unit = unit
  }

  /// The time in nanoseconds since the epoch and the lengths of the packet whose record is at `offset`, within `octets`; nil where it is not there
  /// whole, or its lengths are other than those of a packet that was captured as it was, up to the snapshot length.
  @inlinable @inline(__always)
  public func record(
    _ octets: borrowing RawSpan, at offset: Int
  ) -> (time: Int64, captured: Int, original: UInt32)? {
    let last = octets.byteCount &- PlainRecords.headerLength
    // Without a sign an offset below 0 is beyond the last, too.
    guard last >= 0, UInt(bitPattern: offset) <= UInt(bitPattern: last) else { return nil }
    // All four fields are there.
    let captured = unsafe octets.unsafeLoadUnaligned(fromUncheckedByteOffset: offset &+ 8, as: UInt32.self)
    let original = unsafe octets.unsafeLoadUnaligned(fromUncheckedByteOffset: offset &+ 12, as: UInt32.self)
    guard captured <= longest, captured <= original, Int(captured) <= last &- offset else { return nil }
    let seconds = unsafe octets.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt32.self)
    let fraction = unsafe octets.unsafeLoadUnaligned(fromUncheckedByteOffset: offset &+ 4, as: UInt32.self)
    return (Int64(seconds) &* 1_000_000_000 &+ Int64(fraction) &* unit, Int(captured), original)
  }
}
