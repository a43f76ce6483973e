/// What one segment did to its connection; enough to report it.
package struct SegmentOutcome: Sendable, BitwiseCopyable {
  /// The sender.
  package var from: Side = .client
  /// What the segment is in the exchange.
  package var step: Step = .ack
  /// What was noticed.
  package var marks: SegmentMarks = []
  /// Both states before it, by `Side.index`.
  package var before: InlineArray<2, TCPState?> = [nil, nil]
  /// What it did, by `Side.index`.
  package var changes: InlineArray<2, EndpointChange> = [EndpointChange(), EndpointChange()]
  /// The segment that this one answers or repeats, in nanoseconds before it; negative when there is none.
  package var sincePrevious: Int64 = -1
  /// The number of the segment that the receiver had sent last before it; 0 when there was none.
  var peersFrame: UInt64 = 0
  /// Whether the segment is larger than its receiver takes: the capture shows what segmentation offload made, not what is on the wire.
  var isOffloaded = false
  /// Whether history before it was changed, so that states must be folded anew.
  var needsFold = false
  /// Whether client and server change names with this segment: a simultaneous open has two clients, and then the ports decide, so that
  /// every capture point names them the same.
  var swapsRoles = false
  /// Whether it belongs into the timeline.
  var isSignificant = false

  init() {}

  /// The same with client and server exchanged.
  var swapped: SegmentOutcome {
    var result = self
    result.from = from.peer
    result.before[0] = before[1]
    result.before[1] = before[0]
    result.changes[0] = changes[1]
    result.changes[1] = changes[0]
    result.swapsRoles = false
    return result
  }
}
