import PacketDecoding

/// Where one incarnation of a 4-tuple ends and the next begins, and for how long one is remembered.
extension Connection {
  /// Whether `segment`, sent by `side`, opens a new incarnation of the 4-tuple rather than belonging to this one.
  ///
  /// A SYN with another ISN than this connection's does; a copy of its SYN does not, nor the SYN of a simultaneous open, nor a SYN that
  /// was captured after the SYN-ACK or the RST that answers it. A SYN-ACK does where the capture missed its SYN.
  mutating func isSuperseded(by segment: inout Segment, from side: Side, _ timeline: inout Timeline) -> Bool {
    guard segment.present.contains(.fullHeader) else { return false }
    if segment.flags.isSynAck { return beginsAnother(&segment, from: side) }
    guard segment.flags.isSyn else { return false }
    let me = side.index
    // The same number again after a connection that ran its course: a client whose clock or generator restarted.
    if isOver, hasHandshakeAck, ends[me].facts.contains(.syn) { return true }
    if ends[me].facts.contains(.initialSequence) { return segment.sequence != ends[me].initialSequence }
    if closedByReset, isRefused(&segment, from: side, &timeline) { return false }
    // In a split handshake a bare ACK goes before the SYN.
    if ends[me].packets > 0 { return ends[side.peer.index].state != .synSent }
    return ends[side.peer.index].packets > 0 && !ends[side.peer.index].facts.contains(.syn)
  }

  /// Whether the sender of the first captured segment is the client.
  ///
  /// A SYN comes from the client, a SYN-ACK from the server. Otherwise ports decide: a well-known port, or else the lower one, is the
  /// server's.
  static func senderIsClient(_ segment: Segment) -> Bool {
    if segment.present.contains(.fullHeader) {
      if segment.flags.isSyn { return true }
      if segment.flags.isSynAck { return false }
    }
    return segment.sourcePort >= segment.destinationPort
  }

  /// Whether `segment`, a SYN-ACK of `side`, answers a SYN that the capture missed: both sides had closed, and neither number is this
  /// connection's.
  private mutating func beginsAnother(_ segment: inout Segment, from side: Side) -> Bool {
    let me = side.index
    let peer = side.peer.index
    guard ends[0].facts.contains([.fin, .initialSequence]), ends[1].facts.contains([.fin, .initialSequence])
    else { return false }
    return segment.sequence != ends[me].initialSequence
      && segment.acknowledgement != ends[peer].initialSequence.advanced(by: 1)
      && segment.acknowledgement != ends[peer].synEnd
  }

  /// When to forget this connection if nothing more comes, in nanoseconds since the epoch; `linger` in seconds.
  ///
  /// A half-open attempt is kept for 135 s, since Linux tries for 131 s; an open one for five days, as long as Linux's own connection
  /// tracking does.
  mutating func deadline(lingering linger: Int64) -> Int64 {
    isOver
      ? Connection.sum(lastTime, linger)
      : Connection.deadline(after: lastTime, isHalfOpen: !hasHandshakeAck && (hasSyn || hasSynAck))
  }

  /// The same for one that is not over and whose last segment came at `lastTime`.
  static func deadline(after lastTime: Int64, isHalfOpen: Bool) -> Int64 {
    sum(lastTime, isHalfOpen ? 135 : 432_000)
  }

  /// `time` and so many `seconds`; the latest time there is where that is later.
  private static func sum(_ time: Int64, _ seconds: Int64) -> Int64 {
    let (sum, overflow) = time.addingReportingOverflow(seconds &* 1_000_000_000)
    return overflow ? .max : sum
  }
}
