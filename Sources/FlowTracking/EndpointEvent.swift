/// What can happen to one endpoint's state, as far as segments can show it.
///
/// One segment can mean several of these for one endpoint; they then apply in the order of the cases.
package enum EndpointEvent: UInt8, Sendable, BitwiseCopyable, CaseIterable {
  /// It sent a SYN (RFC 9293 §3.10.1).
  case synSent
  /// It sent a SYN-ACK, so it had received a SYN (§3.10.7.2, §3.10.7.3).
  case synAckSent
  /// Its SYN was acknowledged and the peer's received: the handshake is complete on its side (§3.5).
  case opened
  /// It received the acknowledgement of its FIN (§3.10.7.4, fifth check).
  case finAcknowledged
  /// It received the peer's FIN in order, before sending its own if both happen at once (§3.10.7.4, eighth check).
  case finReceived
  /// It sent its FIN (§3.10.4).
  case finSent
  /// It received the peer's FIN, having sent its own first: the FINs crossed (§3.6, figure 13).
  case finCrossed
  /// It sent a RST, or received one that took effect (§3.5.3).
  case reset
}

/// A set of endpoint events.
package struct EndpointEvents: OptionSet, Sendable, BitwiseCopyable, Hashable {
  /// One bit an event, by its raw value.
  package let rawValue: UInt8

  /// The set with these bits.
  @inlinable
  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// The set of just `event`.
  @inlinable
  package init(_ event: EndpointEvent) {
    self.init(rawValue: 1 << event.rawValue)
  }

  /// Calls `body` with each event of the set, in the order in which they apply.
  @inlinable @inline(__always)
  package func forEachEvent(_ body: (EndpointEvent) -> Void) {
    var bits = rawValue
    while bits != 0 {
      if let event = EndpointEvent(rawValue: UInt8(truncatingIfNeeded: bits.trailingZeroBitCount)) { body(event) }
      bits &= bits &- 1
    }
  }

  /// It sent a SYN.
  package static let synSent = EndpointEvents(.synSent)
  /// It sent a SYN-ACK.
  package static let synAckSent = EndpointEvents(.synAckSent)
  /// Its handshake is complete.
  package static let opened = EndpointEvents(.opened)
  /// Its FIN was acknowledged.
  package static let finAcknowledged = EndpointEvents(.finAcknowledged)
  /// It received the peer's FIN.
  package static let finReceived = EndpointEvents(.finReceived)
  /// It sent its FIN.
  package static let finSent = EndpointEvents(.finSent)
  /// It received the peer's FIN after it had sent its own.
  package static let finCrossed = EndpointEvents(.finCrossed)
  /// It sent or accepted a RST.
  package static let reset = EndpointEvents(.reset)
}
