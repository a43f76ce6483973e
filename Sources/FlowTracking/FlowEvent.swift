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
  /// The segment.
  package var segment: Segment
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
