import PacketDecoding

/// Segments that no host sends in earnest, and segments that their receiver drops because the header contradicts itself
/// (RFC 9293 §3.1, §3.10.7).
extension Connection {
  /// A header whose data offset is under 5 or past the packet, or a packet too short for one: its receiver drops it unread.
  mutating func acceptMalformed(_ outcome: inout SegmentOutcome) {
    marks.insert(.malformed)
    outcome.marks.insert(.malformed)
    outcome.isSignificant = true
  }

  /// Notes flags that belong to no exchange, and options whose lengths are wrong.
  @inline(never)
  mutating func checkForm(of segment: inout Segment, _ outcome: inout SegmentOutcome) {
    if segment.options.present.contains(.malformed) {
      marks.insert(.malformed)
      outcome.marks.insert(.malformed)
      outcome.isSignificant = true
    }
    if segment.flags.isIllegal {
      marks.insert(.illegalFlags)
      outcome.isSignificant = true
    }
  }

  /// Notes sequence space past the FIN that `side` has already sent: its stream had ended there.
  mutating func checkPastFin(
    _ segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    guard segment.sequenceLength > 0, !segment.flags.contains(.rst), !segment.flags.contains(.syn) else { return }
    let past = segment.sequenceEnd.distance(from: timeline.closings[closing].ends[side.index].finEnd)
    // Further away than any window reaches it belongs to another connection.
    guard past > 0, past < 1 << 30 else { return }
    marks.insert(.dataAfterFin)
    outcome.marks.insert(.pastFin)
    outcome.isSignificant = true
  }
}

extension TCPFlags {
  /// Whether no exchange has a place for these flags (RFC 9293 §3.10.7): SYN with FIN, RST or URG, FIN with RST, or neither of SYN, RST
  /// and ACK.
  package var isIllegal: Bool {
    if contains(.syn) { return contains(.fin) || contains(.rst) || contains(.urg) }
    if contains(.rst) { return contains(.fin) }
    return !contains(.ack)
  }
}
