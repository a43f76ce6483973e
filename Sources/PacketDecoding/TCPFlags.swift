/// The control bits of a TCP header (RFC 9293 §3.1, RFC 3168 §6.1, RFC 9768 §3.1).
package struct TCPFlags: OptionSet, Hashable, Sendable, BitwiseCopyable {
  /// The bits as they stand in octets 12 (low four) and 13 of the header.
  package let rawValue: UInt16

  /// The flags with the header bits `rawValue`.
  @inlinable
  package init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// No more data from the sender.
  package static let fin = TCPFlags(rawValue: 0x001)
  /// Synchronize sequence numbers.
  package static let syn = TCPFlags(rawValue: 0x002)
  /// Reset the connection.
  package static let rst = TCPFlags(rawValue: 0x004)
  /// Push.
  package static let psh = TCPFlags(rawValue: 0x008)
  /// The acknowledgement field is significant.
  package static let ack = TCPFlags(rawValue: 0x010)
  /// The urgent pointer is significant.
  package static let urg = TCPFlags(rawValue: 0x020)
  /// ECN-Echo.
  package static let ece = TCPFlags(rawValue: 0x040)
  /// Congestion window reduced.
  package static let cwr = TCPFlags(rawValue: 0x080)
  /// Accurate ECN (formerly the nonce sum).
  package static let ae = TCPFlags(rawValue: 0x100)

  /// Whether the segment opens: SYN without ACK (and without RST).
  @inlinable
  package var isSyn: Bool { rawValue & 0x016 == 0x002 }
  /// Whether the segment answers an opening: SYN with ACK (and without RST).
  @inlinable
  package var isSynAck: Bool { rawValue & 0x016 == 0x012 }
}
