package import PacketDecoding

/// One change of an endpoint's state.
package struct StateChange: Sendable, BitwiseCopyable {
  /// Whose state.
  package var endpoint: Side
  /// The state before; nil when nothing was known.
  package var from: TCPState?
  /// The state after; nil when a refutation leaves nothing known.
  package var to: TCPState?
  /// How sure the new state is; `refuted` when it takes the old one back.
  package var standing: Standing
}

/// One segment that matters, as it is reported while the capture is read.
package struct FlowEvent: Sendable, BitwiseCopyable {
  // First, so that it is copied in one piece: behind an odd number of octets it would be copied twice, and wait for itself.
  /// The segment.
  package var segment: Segment
  /// The connection's number.
  package var connection: UInt64
  /// The client's address.
  package var clientAddress: IPAddress
  /// The server's address.
  package var serverAddress: IPAddress
  /// The client's port.
  package var clientPort: UInt16
  /// The server's port.
  package var serverPort: UInt16
  /// The client's initial sequence number, for relative numbers; nil when unknown.
  package var clientInitialSequence: SequenceNumber?
  /// The server's initial sequence number; nil when unknown.
  package var serverInitialSequence: SequenceNumber?
  /// Who sent the segment.
  package var from: Side
  /// What it is in the exchange.
  package var step: Step
  /// What was noticed about it.
  package var marks: SegmentMarks
  /// The window shift that applies to `segment.window`, 0 through 14.
  package var windowShift: UInt8
  /// What it changed, in order.
  package var transitions: StateChanges
  /// The client's state after it; nil when unknown.
  package var clientState: TCPState?
  /// The server's state after it; nil when unknown.
  package var serverState: TCPState?
  /// Whether the client's state is only presumed.
  package var clientIsPresumed: Bool
  /// Whether the server's state is only presumed.
  package var serverIsPresumed: Bool
  /// Since the segment that this one answers (the SYN of a SYN-ACK, the SYN-ACK of an ACK, the earlier copy of a repeat), in
  /// nanoseconds; nil when there is none.
  package var sincePrevious: Int64?
  /// Since the connection's first packet, in nanoseconds.
  package var sinceStart: Int64
}

extension FlowEvent {
  /// An empty event, to be filled by `FlowTable`.
  package init() {
    self.init(
      segment: Segment(), connection: 0, clientAddress: IPAddress(high: 0, low: 0),
      serverAddress: IPAddress(high: 0, low: 0), clientPort: 0, serverPort: 0, clientInitialSequence: nil,
      serverInitialSequence: nil, from: .client, step: .ack, marks: [], windowShift: 0, transitions: StateChanges(),
      clientState: nil, serverState: nil, clientIsPresumed: false, serverIsPresumed: false, sincePrevious: nil,
      sinceStart: 0)
  }

  /// The part of `meaning` that tells sender and step.
  package static var senderAndStep: UInt64 { 0x1F }

  /// Sender, step, changes and states in one number of 62 bits, equal where all of these are; nil where there are more than four changes.
  package var meaning: UInt64? {
    // Lent, the event would be copied for this.
    mutating get {
      guard transitions.count <= 4 else { return nil }
      return UInt64(from.rawValue) | UInt64(step.rawValue) << 1 | (clientIsPresumed ? 1 << 5 : 0)
        | (serverIsPresumed ? 1 << 6 : 0) | UInt64(clientState?.rawValue ?? 15) << 7
        | UInt64(serverState?.rawValue ?? 15) << 11 | UInt64(transitions.count) << 15 | transitions.code << 18
    }
  }
}
