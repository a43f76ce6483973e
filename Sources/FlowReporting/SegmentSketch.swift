import FlowTracking
import PacketDecoding

/// What a note is made from, whether the segment is reported as it happens or from a connection's timeline.
struct SegmentSketch {
  /// Who sent it.
  var from: Side
  /// What it is in the exchange.
  var step: Step
  /// Its control bits.
  var flags: TCPFlags
  /// Payload octets.
  var payloadLength: UInt32
  /// What was noticed about it.
  var marks: SegmentMarks
  /// Since the segment that it answers or repeats, in nanoseconds; nil when there is none.
  var sincePrevious: Int64?
  /// Since the connection's first packet, in nanoseconds; nil when that was not the opening.
  var sinceOpening: Int64?
  /// The sender's state after it; nil when unknown.
  var senderState: TCPState?
  /// The receiver's state before it; nil when unknown.
  var receiverState: TCPState?
  /// Whose presumed state it refutes, and the state that this side was in all along; nil when it refutes nothing.
  var correction: (side: Side, state: TCPState)?
  /// The ICMP type, where the step is an ICMP error.
  var icmpType: UInt8 = 0
  /// The ICMP code.
  var icmpCode: UInt8 = 0
  /// Whether the addresses are IPv6.
  var isIPv6 = false
}

extension SegmentSketch {
  /// The sketch of a segment just reported.
  init(_ event: inout FlowEvent) {
    let isClient = event.from == .client
    var receiver: StateChange?
    var refuted: StateChange?
    event.transitions.forEach { change in
      switch change.standing {
      case .refuted: refuted = refuted ?? change
      case .proved, .presumed: if change.endpoint != event.from { receiver = receiver ?? change }
      }
    }
    self.init(
      from: event.from, step: event.step, flags: event.segment.flags, payloadLength: event.segment.payloadLength,
      marks: event.marks, sincePrevious: event.sincePrevious,
      sinceOpening: event.clientInitialSequence == nil ? nil : event.sinceStart,
      senderState: isClient ? event.clientState : event.serverState,
      receiverState: receiver.map(\.from) ?? (isClient ? event.serverState : event.clientState))
    if let refuted, let state = refuted.to { correction = (refuted.endpoint, state) }
    icmpType = event.segment.icmp.type
    icmpCode = event.segment.icmp.code
    isIPv6 = event.segment.icmp.isIPv6
  }
}
