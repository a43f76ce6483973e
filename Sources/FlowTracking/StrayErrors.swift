import PacketDecoding

/// ICMP errors that quote a segment of no connection here: the segment may still come, where the capture has the two in the wrong order.
struct StrayErrors: Sendable {
  private static let limit = 8
  /// How much later the quoted segment may be captured, in nanoseconds.
  private static let memory: Int64 = 10_000_000

  private var errors: [(key: FlowKey, segment: Segment)] = []

  /// Whether there is none.
  var isEmpty: Bool { errors.isEmpty }

  /// Keeps `segment`, an ICMP error about the connection `key`, in place of the oldest where there is no room.
  mutating func keep(_ segment: Segment, _ key: FlowKey) {
    if errors.count >= StrayErrors.limit { errors.removeFirst() }
    errors.append((key, segment))
  }

  /// The next error that quotes `segment` of the connection `key`; it is not kept any longer, nor are those that are too old.
  mutating func take(quoting segment: Segment, _ key: FlowKey) -> Segment? {
    errors.removeAll { segment.time &- $0.segment.time > StrayErrors.memory }
    guard
      let index = errors.firstIndex(where: {
        $0.key == key && $0.segment.sequence == segment.sequence && $0.segment.source == segment.source
      })
    else { return nil }
    return errors.remove(at: index).segment
  }
}
