/// The control bits of a TCP header (RFC 9293 §3.1, RFC 3168 §6.1, RFC 9768 §3.1).
public struct TCPFlags: OptionSet, Hashable, Sendable, BitwiseCopyable {
  /// The bits as they stand in octets 12 (low four) and 13 of the header.
  public let rawValue: UInt16

  /// The flags with the header bits `rawValue`.
  @inlinable
  public init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// Whether all of `other` are in the set; here, and not only in the standard library, so that other modules need no witness for it.
  @inlinable @inline(__always)
  public func contains(_ other: TCPFlags) -> Bool { rawValue & other.rawValue == other.rawValue }

  /// Whether none of `other` is in the set.
  @inlinable @inline(__always)
  public func isDisjoint(with other: TCPFlags) -> Bool { rawValue & other.rawValue == 0 }

  /// No more data from the sender.
  @inlinable
  public static var fin: TCPFlags { TCPFlags(rawValue: 0x001) }
  /// Synchronize sequence numbers.
  @inlinable
  public static var syn: TCPFlags { TCPFlags(rawValue: 0x002) }
  /// Reset the connection.
  @inlinable
  public static var rst: TCPFlags { TCPFlags(rawValue: 0x004) }
  /// Push.
  @inlinable
  public static var psh: TCPFlags { TCPFlags(rawValue: 0x008) }
  /// The acknowledgement field is significant.
  @inlinable
  public static var ack: TCPFlags { TCPFlags(rawValue: 0x010) }
  /// The urgent pointer is significant.
  @inlinable
  public static var urg: TCPFlags { TCPFlags(rawValue: 0x020) }
  /// ECN-Echo.
  @inlinable
  public static var ece: TCPFlags { TCPFlags(rawValue: 0x040) }
  /// Congestion window reduced.
  @inlinable
  public static var cwr: TCPFlags { TCPFlags(rawValue: 0x080) }
  /// Accurate ECN (formerly the nonce sum).
  @inlinable
  public static var ae: TCPFlags { TCPFlags(rawValue: 0x100) }

  /// Whether the segment opens: SYN without ACK (and without RST).
  @inlinable @inline(__always)
  public var isSyn: Bool { rawValue & 0x016 == 0x002 }
  /// Whether the segment answers an opening: SYN with ACK (and without RST).
  @inlinable @inline(__always)
  public var isSynAck: Bool { rawValue & 0x016 == 0x012 }
}
