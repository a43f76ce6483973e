/// What a capture says about one packet, beside its octets.
package struct PacketHeader: Sendable, BitwiseCopyable {
  /// When the packet was captured, in nanoseconds since the Unix epoch; held at the ends of `Int64` (years 1677 and 2262)
  /// where a file claims more.
  package var timeNanoseconds: Int64
  /// Octets captured, and the size of the span that comes with this header.
  ///
  /// A record that claims more octets captured than the packet had on the wire is cut to the latter: the rest never was
  /// part of the packet. A record that claims 0 octets on the wire is taken at its captured length.
  package var capturedLength: Int
  /// Octets the packet had on the wire, never under `capturedLength`.
  package var originalLength: UInt32
  /// The 1-based number of the packet in its capture. In a file every packet counts, also those that the filter drops, so
  /// that the number is the one other tools show; live, only what the kernel delivered can be counted.
  package var frame: UInt64
  /// What the packet begins with, libpcap's number (`DLT_EN10MB` is 1); may differ from packet to packet in one file.
  package var linkType: Int32

  /// A header with these values.
  package init(timeNanoseconds: Int64, capturedLength: Int, originalLength: UInt32, frame: UInt64, linkType: Int32) {
    self.timeNanoseconds = timeNanoseconds
    self.capturedLength = capturedLength
    self.originalLength = originalLength
    self.frame = frame
    self.linkType = linkType
  }
}
