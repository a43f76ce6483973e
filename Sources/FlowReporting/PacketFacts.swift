/// What a sink that wants packets is told of one, beside its octets.
package struct PacketFacts: Sendable, BitwiseCopyable {
  /// When it was captured, in nanoseconds since the epoch.
  package var time: Int64
  /// Octets it had on the wire.
  package var originalLength: UInt32
  /// What it begins with, libpcap's number.
  package var linkType: Int32
  /// Its 1-based number in the capture.
  package var frame: UInt64

  /// The facts with these values.
  package init(time: Int64, originalLength: UInt32, linkType: Int32, frame: UInt64) {
    self.time = time
    self.originalLength = originalLength
    self.linkType = linkType
    self.frame = frame
  }
}
