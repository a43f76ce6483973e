/// Where a fragment stands in its datagram (RFC 791 §3.2, RFC 8200 §4.5).
struct Fragment: Sendable, BitwiseCopyable {
  /// What fragments of a datagram have in common, beside addresses and protocol.
  var identification: UInt32 = 0
  /// The protocol or next header of the datagram.
  var protocolNumber: UInt8 = 0
  /// The first octet's place in the datagram's payload, 0 through 65528.
  var position = 0
  /// Whether none follows.
  var isLast = true
  /// Where the fragment's payload starts in the packet.
  var start = 0
  /// Where the fragment's payload ends in the packet by IP's length.
  var end = 0

  /// Whether datagrams of a protocol are put together: TCP, and headers of IPv6 that TCP may stand behind.
  static func isFollowed(_ protocolNumber: UInt8) -> Bool {
    protocolNumber == 6 || protocolNumber == 60 || protocolNumber == 51
  }

  /// Whether there is a fragment at all.
  var isPresent: Bool { start > 0 }
}
