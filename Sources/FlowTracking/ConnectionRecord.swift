package import PacketDecoding

/// How sure an observer is of a state.
package enum Standing: UInt8, Sendable, BitwiseCopyable {
  /// The endpoint's own segments show it.
  case proved
  /// It follows from a segment sent to the endpoint, which may not have arrived.
  case presumed
  /// It was presumed, and the endpoint's own segments show that it was not so.
  case refuted
}

/// One state of an endpoint and where it began.
package struct StateSpan: Sendable, BitwiseCopyable {
  /// The state.
  package var state: TCPState
  /// When it began as seen here, in nanoseconds since the epoch.
  package var time: Int64
  /// The frame that shows it.
  package var frame: UInt64
  /// How sure it is.
  package var standing: Standing
}

/// How an opening ended.
package enum HandshakeOutcome: UInt8, Sendable, BitwiseCopyable, CaseIterable {
  /// The client acknowledged the server's SYN-ACK.
  case completed
  /// A RST answered the SYN.
  case refused
  /// An ICMP error answered the SYN.
  case rejected
  /// Nothing answered the SYN.
  case unanswered
  /// A SYN-ACK was sent and never acknowledged.
  case halfOpen
  /// A RST ended it after the SYN-ACK.
  case reset
  /// The opening was not captured.
  case unseen
}

/// What shape an opening had.
package enum HandshakeKind: UInt8, Sendable, BitwiseCopyable, CaseIterable {
  /// SYN, SYN-ACK, ACK (RFC 9293 §3.5, figure 6).
  case threeWay
  /// Both sent a SYN (figure 7).
  case simultaneous
  /// The server sent its ACK and its SYN apart.
  case split
  /// Data on the SYN was accepted (RFC 7413).
  case fastOpen
}

/// How a connection ended.
package enum CloseKind: UInt8, Sendable, BitwiseCopyable, CaseIterable {
  /// Both sides sent a FIN.
  case fin
  /// A RST ended it.
  case reset
  /// Only one side sent a FIN.
  case half
  /// It was open at the end.
  case none
}

/// What one endpoint did, as a reporter needs it.
package struct EndpointRecord: Sendable {
  /// Its address.
  package var address: IPAddress
  /// Its port.
  package var port: UInt16
  /// Segments it sent, duplicates included.
  package var packets: UInt64
  /// Payload octets it sent, repeats included.
  package var octets: UInt64
  /// Segments it sent again.
  package var retransmittedPackets: UInt64
  /// Payload octets it sent again.
  package var retransmittedOctets: UInt64
  /// Segments with SYN.
  package var synCount: UInt32
  /// Segments with FIN.
  package var finCount: UInt32
  /// Segments with RST.
  package var rstCount: UInt32
  /// What it reported of its peer's FIN.
  package var finReceipt = FinReceipt()
  /// Its initial sequence number; nil when its SYN was not captured and cannot be known.
  package var initialSequence: SequenceNumber?
  /// The options of its first SYN or SYN-ACK; nil when that was not captured.
  package var options: TCPOptions.Kinds?
  /// Its maximum segment size, where offered.
  package var maximumSegmentSize: UInt16?
  /// Its window scale shift, where offered.
  package var windowScale: UInt8?
  /// The shortest time between a segment passing the capture point towards this endpoint and its answer passing back, in nanoseconds;
  /// nil when no pair could be measured.
  package var roundTrip: Int64?
  /// When its last segment was captured, in nanoseconds since the epoch; 0 before the first.
  package var lastTime: Int64
  /// Its state at the end; nil when unknown.
  package var state: TCPState?
}

/// Everything known of one connection; what rules judge and reporters print.
package struct ConnectionRecord: Sendable {
  /// Its number, 1-based, in order of first packet.
  package var number: UInt64
  /// The client.
  package var client: EndpointRecord
  /// The server.
  package var server: EndpointRecord
  /// When its first packet was captured, in nanoseconds since the epoch.
  package var start: Int64
  /// When its last packet was captured.
  package var end: Int64
  /// The latest time known to have passed when the record was made: the end of the capture, or the moment a timer closed the record.
  package var horizon: Int64
  /// Whether the connection is over for this run; until then a later segment may still change what is known of it.
  package var isSettled: Bool
  /// Whether the capture ended while this connection could still go on.
  package var isCutByEndOfCapture: Bool
  /// What was noticed.
  package var marks: ConnectionMarks
  /// Whether no SYN showed who is the client.
  package var rolesAreGuessed: Bool
  /// How the opening ended.
  package var outcome: HandshakeOutcome
  /// The opening's shape.
  package var kind: HandshakeKind
  /// First SYN to handshake ACK, in nanoseconds; nil unless both were captured.
  package var handshakeDuration: Int64?
  /// SYN to SYN-ACK; nil when repeats make it ambiguous (RFC 6298 §3).
  package var serverRoundTrip: Int64?
  /// SYN-ACK to ACK; nil when repeats make it ambiguous.
  package var clientRoundTrip: Int64?
  /// How it closed.
  package var close: CloseKind
  /// Who sent the first FIN or the RST that closed it; nil when it did not close.
  package var closeInitiator: Side?
  /// First FIN or RST to the last segment of the closing, in nanoseconds; nil when it did not close.
  package var closeDuration: Int64?
  /// The outermost VLAN identifier; nil without a tag.
  package var vlan: UInt16?
  /// The identifier of the VLAN behind it, of two tags or in a tunnel; nil without.
  package var innerVLAN: UInt16?
  /// What the connection was carried in; nil for nothing.
  package var tunnel: TunnelKind?
  /// The tunnel's identifier, as `TunnelKind` says; nil where it has none.
  package var tunnelIdentifier: UInt32?
  /// The connection on the same 4-tuple before this one; nil where this run does not remember one.
  package var previous: PreviousConnection?
  /// The last time that nothing passed for a minute or more; nil where that never was.
  package var idleGap: IdleGap?
  /// What the first RST that took effect cut off; nil without one.
  package var resetCut: ResetCut?
  /// How long a side kept its direction open without a word after the peer's FIN, in nanoseconds; nil where that was not long.
  package var closeWait: Int64?
  /// Zeek's history letters, in order.
  package var zeekHistory: ZeekHistory
  /// The significant segments, oldest first; empty when the record was made without them.
  package var timeline: [TimelineEntry]
  /// What was odd about the data path, by kind and side, in no order; empty when nothing was.
  package var tallies: [DataTally] = []
  /// Copies of packets captured before (not retransmissions).
  package var duplicates: UInt64
  /// Significant segments that the timeline has no room for.
  package var foldedEntries: UInt64
  /// A frame of another connection to the same listener, which shows that the listener lived while it ignored this one; nil for none.
  package var listenerFrame: UInt64?

  /// The endpoint on `side`.
  package subscript(side: Side) -> EndpointRecord {
    side == .client ? client : server
  }

  /// Calls `body` with the corrected history of `side`: every state it went through, without refuted ones.
  @inline(__always)
  package func forEachState(of side: Side, _ body: (StateSpan) -> Void) {
    var state: TCPState?
    for entry in timeline {
      let change = entry[side]
      change.standing.forEachEvent { event in
        guard let next = TCPState.next(after: state, on: event), next != state else { return }
        state = next
        let standing: Standing = change.presumed.contains(EndpointEvents(event)) ? .presumed : .proved
        body(StateSpan(state: next, time: entry.time, frame: entry.frame, standing: standing))
      }
    }
  }

  /// The corrected history of `side`.
  package func history(of side: Side) -> [StateSpan] {
    var result: [StateSpan] = []
    forEachState(of: side) { result.append($0) }
    return result
  }
}
