package import PacketDecoding

extension FlowTable {
  /// Whether the connection at `index` should be judged again for the sake of its last segment: only with one of the marks `triggers`. That
  /// costs the more the longer its timeline is: always while that is short and where a state has changed, else now and then, and no more once it
  /// takes no more entries. What is found later is told with the connection.
  package mutating func isWorthJudging(_ index: UInt32, by triggers: ConnectionMarks) -> Bool {
    if self[index].marks.rawValue & triggers.rawValue == 0 { return false }
    return self[index].entryCount <= 64
      || outcome.before[0] != self[index].ends[0].state || outcome.before[1] != self[index].ends[1].state
      || (timeline.annexes[self[index].annex].foldedEntries == 0 && self[index].entryCount & 15 == 0)
  }

  /// What is known of the connection at `index`; without its timeline, if none is asked for, making it allocates next to nothing.
  package mutating func record(of index: UInt32, withTimeline: Bool) -> ConnectionRecord {
    var entries: [TimelineEntry] = []
    if withTimeline {
      entries.reserveCapacity(Int(self[index].entryCount))
      var entry = self[index].head
      let tail = self[index].tail
      while entry != Timeline.none {
        entries.append(TimelineEntry())
        entry = timeline.read(entry, to: tail, into: &entries[entries.count - 1])
        entries[entries.count - 1].client.presumed.subtract(self[index].ends[0].confirmed)
        entries[entries.count - 1].server.presumed.subtract(self[index].ends[1].confirmed)
      }
      if !entries.isEmpty { entries[entries.count - 1].run.join(&self[index].run) }
    }
    return connections[index].record(at: connections[index].isSettled ? toldEnd : now, entries, &timeline)
  }

  /// The number of the connection at `index`.
  package mutating func number(of index: UInt32) -> UInt64 {
    self[index].number
  }

  /// What statistics need of the connection at `index`.
  package mutating func outline(of index: UInt32) -> ConnectionOutline {
    connections[index].outline(&timeline)
  }

  /// Keeps `bits` with the connection at `index`, for a later stage that must not say the same thing twice; false when they were
  /// there already. The tracker does not look at them.
  package mutating func note(_ bits: UInt128, isNewFor index: UInt32) -> Bool {
    if timeline.annexes[self[index].annex].reported & bits == bits { return false }
    timeline.annexes[openAnnex(of: index)].reported |= bits
    return true
  }

  /// Makes `event` the report of `segment`, the last that was accepted, for the connection at `index`.
  package mutating func describe(_ segment: inout Segment, index: UInt32, in event: inout FlowEvent) {
    connections[index].describe(&segment, &outcome, &changeBook, in: &event)
  }

  /// Whether the last segment is one that every report shows.
  package var isLastReported: Bool {
    mutating get { outcome.isReported }
  }
}

extension SegmentOutcome {
  /// Whether the segment is one that every report shows, plain data and plain ACKs being the others.
  package var isReported: Bool {
    isSignificant || needsFold || !changes[0].events.isEmpty || !changes[1].events.isEmpty
  }
}

extension Connection {
  @inline(always)
  mutating func outline(_ timeline: inout Timeline) -> ConnectionOutline {
    let duration = handshakeTime(.whole, &timeline)
    var result = ConnectionOutline(
      outcome: handshakeOutcome(), close: closeKind(), marks: marks,
      handshakeDuration: duration < 0 ? nil : duration)
    result.duplicates = duplicates
    return result
  }

  mutating func record(
    at now: Int64, _ entries: [TimelineEntry], _ timeline: inout Timeline
  ) -> ConnectionRecord {
    // Variables, to be lent without a copy.
    var closing = timeline.closings[closing]
    var annex = timeline.annexes[annex]
    let network = timeline.networks[network]
    let context = network.context
    let duration = handshakeTime(.whole, &timeline)
    let serverTime = handshakeTime(.server, &timeline)
    let clientTime = handshakeTime(.client, &timeline)
    return ConnectionRecord(
      number: number,
      client: endpointRecord(of: .client, &closing, &annex),
      server: endpointRecord(of: .server, &closing, &annex),
      start: firstTime,
      end: lastTime,
      horizon: max(now, lastTime),
      isSettled: isSettled,
      isCutByEndOfCapture: marks.contains(.openAtEnd),
      marks: marks,
      rolesAreGuessed: rolesAreGuessed,
      outcome: handshakeOutcome(),
      kind: handshakeKind(),
      handshakeDuration: duration < 0 ? nil : duration,
      serverRoundTrip: serverTime < 0 ? nil : serverTime,
      clientRoundTrip: clientTime < 0 ? nil : clientTime,
      close: closeKind(),
      closeInitiator: closeKind() == .none ? nil : closeInitiator,
      closeDuration: closing.time < 0 || closing.endTime <= closing.time || closeKind() == .none
        ? nil : closing.endTime &- closing.time,
      vlan: network.vlan == 0 ? nil : network.vlan,
      innerVLAN: context >> 40 & 0xFFF == 0 ? nil : UInt16(truncatingIfNeeded: context >> 40 & 0xFFF),
      tunnel: TunnelKind(context: context) == .none ? nil : TunnelKind(context: context),
      tunnelIdentifier: UInt32(truncatingIfNeeded: context) == 0 || context & Segment.endsInContext != 0
        ? nil : UInt32(truncatingIfNeeded: context),
      previous: annex.previous,
      idleGap: annex.idleGap,
      resetCut: annex.resetCut == nil ? nil : settledCut(annex.resetCut, entries, closing),
      closeWait: annex.closeWait < 0 ? nil : annex.closeWait,
      zeekHistory: history,
      timeline: entries,
      tallies: counted(&timeline),
      duplicates: UInt64(duplicates),
      foldedEntries: annex.foldedEntries,
      listenerFrame: annex.listenerFrame == 0 ? nil : annex.listenerFrame)
  }

  // Part by part, where the event is to be: a copy of one that was made elsewhere would have to wait for its own stores.
  @inline(__always)
  mutating func describe(
    _ segment: inout Segment, _ outcome: inout SegmentOutcome, _ changeBook: inout ChangeBook, in event: inout FlowEvent
  ) {
    event.segment = segment
    event.connection = number
    event.clientAddress = address(of: .client)
    event.serverAddress = address(of: .server)
    event.clientPort = port(of: .client)
    event.serverPort = port(of: .server)
    event.clientInitialSequence = initialSequence(of: .client)
    event.serverInitialSequence = initialSequence(of: .server)
    event.from = outcome.from
    event.step = outcome.step
    event.marks = outcome.marks
    event.windowShift = segment.flags.contains(.syn) ? 0 : windowShift(of: outcome.from)
    event.transitions = changeBook.changes(&outcome) { transitions(&$0) }
    event.clientState = ends[0].state
    event.serverState = ends[1].state
    event.clientIsPresumed = !ends[0].pending.isEmpty
    event.serverIsPresumed = !ends[1].pending.isEmpty
    event.sincePrevious = outcome.sincePrevious < 0 ? nil : outcome.sincePrevious
    event.sinceStart = segment.time &- firstTime
  }

  mutating func initialSequence(of side: Side) -> SequenceNumber? {
    ends[side.index].facts.contains(.initialSequence) ? ends[side.index].initialSequence : nil
  }

  /// The shift of the windows that `side` offers: its own, if both sides offered one (RFC 7323 §2.2), 14 at most (§2.3).
  mutating func windowShift(of side: Side) -> UInt8 {
    let mine = ends[side.index].windowScale
    let other = ends[side.peer.index].windowScale
    return mine == 255 || other == 255 ? 0 : min(mine, 14)
  }

  mutating func endpointRecord(of side: Side, _ closing: inout Closing, _ annex: inout Annex) -> EndpointRecord {
    let me = side.index
    let offered = ends[me].facts.contains(.syn) || ends[me].facts.contains(.synAck)
    return EndpointRecord(
      address: address(of: side),
      port: port(of: side),
      packets: ends[me].packets,
      octets: ends[me].octets,
      retransmittedPackets: UInt64(annex.retransmittedPackets[me]),
      retransmittedOctets: annex.retransmittedOctets[me],
      synCount: ends[me].synCount,
      finCount: closing.ends[me].finCount,
      rstCount: closing.ends[me].rstCount,
      finReceipt: closing.ends[me].receipt,
      initialSequence: initialSequence(of: side),
      options: offered ? ends[me].options : nil,
      maximumSegmentSize: offered && ends[me].options.contains(.maximumSegmentSize) ? ends[me].maximumSegmentSize : nil,
      windowScale: offered && ends[me].windowScale != 255 ? ends[me].windowScale : nil,
      roundTrip: ends[me].roundTrip < 0 ? nil : ends[me].roundTrip,
      lastTime: ends[me].lastTime,
      state: ends[me].state)
  }

  mutating func handshakeOutcome() -> HandshakeOutcome {
    if isCompleted { return .completed }
    if !hasSyn && !hasSynAck { return .unseen }
    if hasSynAck, isShownOpen { return .unseen }
    if hasSynAck { return marks.contains(.reset) ? .reset : .halfOpen }
    // Captured one way only: the client acknowledged a SYN-ACK that is not here.
    if ends[0].facts.contains(.handshakeAck) { return .unseen }
    if marks.contains(.icmpRejection) { return .rejected }
    // A RST that acknowledges something else refuses nothing (RFC 9293 §3.10.7.3, second check).
    if ends[1].facts.contains(.reset), closedByReset || ends[0].state != .synSent { return .refused }
    if ends[0].facts.contains(.reset) { return .reset }
    return .unanswered
  }

  /// Whether later segments show that the handshake was completed, although the ACK that did it is not in the capture: the server acknowledged
  /// what the client sent after its SYN, or the client closed.
  private var isShownOpen: Bool {
    mutating get {
      guard ends[0].facts.contains(.initialSequence), ends[1].facts.contains(.acknowledged) else { return false }
      let first = ends[0].facts.contains(.syn) ? ends[0].synEnd : ends[0].initialSequence.advanced(by: 1)
      let accepted = ends[1].acknowledged.distance(from: first)
      return (accepted > 0 && accepted < 1 << 30)
        || (ends[0].facts.contains(.fin) && ends[0].facts.contains(.acknowledged))
    }
  }

  mutating func handshakeKind() -> HandshakeKind {
    if isSplitHandshake { return .split }
    if marks.contains(.simultaneousOpen) { return .simultaneous }
    if marks.contains(.fastOpen), ends[0].synEnd != ends[0].initialSequence.advanced(by: 1),
      ends[1].facts.contains(.acknowledged), ends[0].facts.contains(.syn)
    {
      return .fastOpen
    }
    return .threeWay
  }

  mutating func closeKind() -> CloseKind {
    let fins = ends[0].facts.contains(.fin) && ends[1].facts.contains(.fin)
    if fins, ends[0].facts.contains(.acknowledgedFin) || ends[1].facts.contains(.acknowledgedFin) { return .fin }
    if marks.contains(.reset), closedByReset || ends[0].state == .closed || ends[1].state == .closed { return .reset }
    if fins { return .fin }
    return ends[0].facts.contains(.fin) || ends[1].facts.contains(.fin) ? .half : .none
  }

  /// What one segment changed, in order; a refutation first.
  mutating func transitions(_ outcome: inout SegmentOutcome) -> StateChanges {
    var result = StateChanges()
    append(.client, outcome.changes[0], &outcome, to: &result)
    append(.server, outcome.changes[1], &outcome, to: &result)
    return result
  }

  @inline(__always)
  private mutating func append(
    _ side: Side, _ change: EndpointChange, _ outcome: inout SegmentOutcome, to result: inout StateChanges
  ) {
    // Most segments change one side's state or none.
    if change.events.rawValue == 0 && !outcome.needsFold { return }
    let before = outcome.before[side.index]
    let after = ends[side.index].state
    if outcome.needsFold, outcome.marks.contains(.correction), after != before, change.events.isEmpty {
      result.append(StateChange(endpoint: side, from: before, to: after, standing: .refuted))
      return
    }
    let start = result.count
    var state = before
    change.standing.forEachEvent { event in
      guard let next = TCPState.next(after: state, on: event), next != state else { return }
      let standing: Standing = change.presumed.contains(EndpointEvents(event)) ? .presumed : .proved
      result.append(StateChange(endpoint: side, from: state, to: next, standing: standing))
      state = next
    }
    if outcome.needsFold, state != after {
      // The history before this segment changed: the new state takes the old one's place rather than following it.
      result.truncate(to: start)
      if before != after {
        result.append(StateChange(endpoint: side, from: before, to: after, standing: .refuted))
      }
    }
  }
}
