/// What one segment did to its connection; enough to report it.
package struct SegmentOutcome: Sendable, BitwiseCopyable {
  /// The sender.
  package var from: Side = .client
  /// What the segment is in the exchange.
  package var step: Step = .ack
  /// What was noticed.
  package var marks: SegmentMarks = []
  /// Both states before it, by `Side.index`.
  package var before = InlineArray<2, TCPState?>(repeating: nil)
  /// What it did, by `Side.index`.
  package var changes = InlineArray<2, EndpointChange>(repeating: EndpointChange())
  /// The segment that this one answers or repeats, in nanoseconds before it; negative when there is none.
  package var sincePrevious: Int64 = -1
  /// Whether history before it was changed, so that states must be folded anew.
  var needsFold = false
  /// Whether it belongs into the timeline.
  var isSignificant = false

  init() {}
}
