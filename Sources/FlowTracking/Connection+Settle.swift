import PacketDecoding

/// What only the end shows.
extension Connection {
  /// Both ways in which a side receives its peer's FIN.
  private static var finReceipt: EndpointEvents { [.finReceived, .finCrossed] }

  /// Draws the conclusions that need the whole connection, and marks it for the rules.
  mutating func settle(at now: Int64, _ timeline: inout Timeline) {
    isSettled = true
    if hasLedger { settleData(at: now, &timeline) }
    let pending = ends[0].pending.rawValue | ends[1].pending.rawValue
    if pending & EndpointEvents.opened.rawValue != 0 {
      settleOpening(of: .client, &timeline)
      settleOpening(of: .server, &timeline)
    }
    if pending & Connection.finReceipt.rawValue != 0 {
      settleFin(receivedBy: .client, at: now, &timeline)
      settleFin(receivedBy: .server, at: now, &timeline)
    }
    if annex != Annex.blank { settleIdleGap(&timeline) }
    if !ends[0].facts.contains(.fin) || !ends[1].facts.contains(.fin) { settleLateClose(at: now, &timeline) }
    // A side that acknowledges has an answer, which another path took; one that only asks may have none.
    if ends[0].packets == 0, ends[1].facts.contains(.acknowledged) { marks.insert(.oneSided) }
    if ends[1].packets == 0, ends[0].facts.contains(.acknowledged) { marks.insert(.oneSided) }
    if hasSyn, !hasSynAck, !ends[0].facts.contains(.handshakeAck), !marks.contains(.reset) {
      marks.insert(.unanswered)
    }
    if hasSynAck, !isCompleted { marks.insert(.halfOpen) }
    if ends[0].facts.contains(.fin), !ends[1].facts.contains(.acknowledgedFin) { marks.insert(.finUnacknowledged) }
    if ends[1].facts.contains(.fin), !ends[0].facts.contains(.acknowledgedFin) { marks.insert(.finUnacknowledged) }
  }

  /// A presumed opening that was refuted once needs more than hope: if the client's later segments went unanswered as well, the server
  /// never left SYN_RCVD.
  private mutating func settleOpening(of side: Side, _ timeline: inout Timeline) {
    let me = side.index
    guard ends[me].pending.contains(.opened), ends[me].doubted.contains(.opened),
      timeline.annexes[annex].retransmittedPackets[side.peer.index] > 0, !ends[me].facts.contains(.acknowledgedFin)
    else { return }
    var outcome = SegmentOutcome()
    refute([.opened, .finReceived, .finCrossed], of: side, &outcome, &timeline)
    fold(side, &timeline)
    marks.insert(.corrected)
    setHandshakeTime(.whole, -1, &timeline)
  }

  /// A FIN is acknowledged at once, or within the 200 ms of a delayed acknowledgement: if the capture goes on without that, nothing
  /// shows that it was received.
  private mutating func settleFin(receivedBy side: Side, at now: Int64, _ timeline: inout Timeline) {
    guard let presumed = timeOfPresumption(Connection.finReceipt, of: side, &timeline),
      now &- presumed > ends[side.index].crossingTime &+ 250_000_000
    else { return }
    var outcome = SegmentOutcome()
    refute(Connection.finReceipt, of: side, &outcome, &timeline)
    fold(side, &timeline)
  }

  /// Stores the plain segments since the last entry behind it; without room they stay with the connection.
  mutating func flushRun(_ timeline: inout Timeline) {
    guard tail != Timeline.none, run.clientPackets > 0 || run.serverPackets > 0 else { return }
    if timeline.append(&run, after: &tail) { run = PlainRun() }
  }
}
