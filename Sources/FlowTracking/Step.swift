/// What a segment is in the exchange between the endpoints.
package enum Step: UInt8, Sendable, BitwiseCopyable, CaseIterable {
  /// Asks to connect.
  case syn
  /// Answers a SYN.
  case synAck
  /// The first ACK of a SYN-ACK; completes the handshake at its sender.
  case handshakeAck
  /// Carries a FIN.
  case fin
  /// The first acknowledgement of the peer's FIN, or a repeat of it.
  case finAck
  /// Resets.
  case rst
  /// Carries payload.
  case data
  /// Acknowledges only.
  case ack
  /// Probes an idle peer (RFC 9293 §3.8.4).
  case keepAlive
  /// An ICMP error that quotes a segment of the connection.
  case icmpError

  /// Whether both are the same; here, so that other modules need no witness for it.
  @inlinable @inline(__always)
  package static func == (left: Step, right: Step) -> Bool { left.rawValue == right.rawValue }

  /// Whether they are not.
  @inlinable @inline(__always)
  package static func != (left: Step, right: Step) -> Bool { left.rawValue != right.rawValue }
}
