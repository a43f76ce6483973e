package import PacketDecoding

extension FlowTable {
  /// What is known of the connection at `index`; without its timeline, if none is asked for, making it costs no allocation to speak of.
  package func record(of index: UInt32, withTimeline: Bool) -> ConnectionRecord {
    let connection = self[index]
    var entries: [TimelineEntry] = []
    if withTimeline {
      entries.reserveCapacity(Int(connection.entryCount))
      var entry = connection.head
      while entry != Timeline.none {
        entries.append(timeline[entry])
        entry = timeline[entry].next
      }
      if connection.tail != Timeline.none { entries[entries.count - 1].run = connection.lastRun(timeline) }
    }
    return ConnectionRecord(
      number: connection.number,
      client: connection.endpointRecord(of: .client),
      server: connection.endpointRecord(of: .server),
      start: connection.firstTime,
      end: connection.lastTime,
      horizon: max(now, connection.lastTime),
      isCutByEndOfCapture: connection.marks.contains(.openAtEnd),
      marks: connection.marks,
      rolesAreGuessed: connection.rolesAreGuessed,
      outcome: connection.outcome,
      kind: connection.kind,
      handshakeDuration: connection.handshakeDuration < 0 ? nil : connection.handshakeDuration,
      serverRoundTrip: connection.serverRoundTrip < 0 ? nil : connection.serverRoundTrip,
      clientRoundTrip: connection.clientRoundTrip < 0 ? nil : connection.clientRoundTrip,
      close: connection.closeKind,
      closeInitiator: connection.closeInitiator,
      closeDuration: connection.closeTime < 0 ? nil : max(0, connection.closeEndTime &- connection.closeTime),
      vlan: connection.vlan == 0 ? nil : connection.vlan,
      previousNumber: connection.previousNumber == 0 ? nil : connection.previousNumber,
      previousState: connection.previousState,
      zeekHistory: connection.history.octets,
      timeline: entries,
      foldedEntries: connection.foldedEntries)
  }

  /// The report of `segment`, which had `outcome` for the connection at `index`.
  package func event(of segment: Segment, _ outcome: SegmentOutcome, index: UInt32) -> FlowEvent {
    let connection = self[index]
    let shift = connection.windowShift(of: outcome.from)
    return FlowEvent(
      connection: connection.number,
      clientAddress: connection.address(of: .client),
      serverAddress: connection.address(of: .server),
      clientPort: connection.port(of: .client),
      serverPort: connection.port(of: .server),
      clientInitialSequence: connection.initialSequence(of: .client),
      serverInitialSequence: connection.initialSequence(of: .server),
      from: outcome.from,
      step: outcome.step,
      segment: segment,
      marks: outcome.marks,
      windowShift: segment.flags.contains(.syn) ? 0 : shift,
      transitions: connection.transitions(outcome),
      clientState: connection.ends[0].state,
      serverState: connection.ends[1].state,
      clientIsPresumed: !connection.ends[0].pending.isEmpty,
      serverIsPresumed: !connection.ends[1].pending.isEmpty,
      sincePrevious: outcome.sincePrevious < 0 ? nil : outcome.sincePrevious,
      sinceStart: segment.time &- connection.firstTime)
  }
}

extension SegmentOutcome {
  /// Whether the segment is one that every report shows, plain data and plain ACKs being the others.
  package var isReported: Bool {
    isSignificant || needsFold || !changes[0].events.isEmpty || !changes[1].events.isEmpty
  }
}

extension Connection {
  func lastRun(_ timeline: borrowing Timeline) -> PlainRun {
    run.clientPackets == 0 && run.serverPackets == 0 ? timeline[tail].run : run
  }

  func initialSequence(of side: Side) -> SequenceNumber? {
    ends[side.index].facts.contains(.initialSequence) ? ends[side.index].initialSequence : nil
  }

  /// The shift of the windows that `side` offers: its own, if both sides offered one (RFC 7323 §2.2), 14 at most (§2.3).
  func windowShift(of side: Side) -> UInt8 {
    let mine = ends[side.index].windowScale
    let other = ends[side.peer.index].windowScale
    return mine == 255 || other == 255 ? 0 : min(mine, 14)
  }

  func endpointRecord(of side: Side) -> EndpointRecord {
    let end = ends[side.index]
    let offered = end.facts.contains(.syn) || end.facts.contains(.synAck)
    return EndpointRecord(
      address: address(of: side),
      port: port(of: side),
      packets: end.packets,
      octets: end.octets,
      retransmittedPackets: UInt64(end.retransmittedPackets),
      retransmittedOctets: end.retransmittedOctets,
      synCount: end.synCount,
      finCount: end.finCount,
      rstCount: end.rstCount,
      initialSequence: initialSequence(of: side),
      options: offered ? end.options : nil,
      maximumSegmentSize: offered && end.options.contains(.maximumSegmentSize) ? end.maximumSegmentSize : nil,
      windowScale: offered && end.windowScale != 255 ? end.windowScale : nil,
      roundTrip: end.roundTrip < 0 ? nil : end.roundTrip,
      state: end.state)
  }

  var outcome: HandshakeOutcome {
    if isCompleted { return .completed }
    if !hasSyn && !hasSynAck { return .unseen }
    if hasSynAck { return marks.contains(.reset) ? .reset : .halfOpen }
    // Captured one way only: the client acknowledged a SYN-ACK that is not here.
    if ends[0].facts.contains(.handshakeAck) { return .unseen }
    if marks.contains(.icmpError) { return .rejected }
    if ends[1].facts.contains(.reset) { return .refused }
    if ends[0].facts.contains(.reset) { return .reset }
    return .unanswered
  }

  var kind: HandshakeKind {
    if marks.contains(.simultaneousOpen) { return isSplitHandshake ? .split : .simultaneous }
    if marks.contains(.fastOpen), ends[0].synEnd != ends[0].initialSequence.advanced(by: 1),
      ends[1].facts.contains(.acknowledged), ends[0].facts.contains(.syn)
    {
      return .fastOpen
    }
    return .threeWay
  }

  var closeKind: CloseKind {
    let fins = ends[0].facts.contains(.fin) && ends[1].facts.contains(.fin)
    if fins, ends[0].facts.contains(.acknowledgedFin) || ends[1].facts.contains(.acknowledgedFin) { return .fin }
    if marks.contains(.reset), closedByReset || ends[0].state == .closed || ends[1].state == .closed { return .reset }
    if fins { return .fin }
    return ends[0].facts.contains(.fin) || ends[1].facts.contains(.fin) ? .half : .none
  }

  /// What one segment changed, in order; a refutation first.
  func transitions(_ outcome: SegmentOutcome) -> [StateChange] {
    var result: [StateChange] = []
    for side in Side.allCases {
      let change = outcome.changes[side.index]
      var state = outcome.before[side.index]
      if outcome.needsFold, outcome.marks.contains(.correction), ends[side.index].state != state, change.events.isEmpty {
        result.append(StateChange(endpoint: side, from: state, to: ends[side.index].state, standing: .refuted))
        continue
      }
      for event in EndpointEvent.allCases where change.standing.contains(EndpointEvents(event)) {
        guard let next = TCPState.next(after: state, on: event), next != state else { continue }
        let standing: Standing = change.presumed.contains(EndpointEvents(event)) ? .presumed : .proved
        result.append(StateChange(endpoint: side, from: state, to: next, standing: standing))
        state = next
      }
      if outcome.needsFold, state != ends[side.index].state {
        // An event was placed earlier in the history than this segment.
        result.append(StateChange(endpoint: side, from: state, to: ends[side.index].state, standing: .proved))
      }
    }
    return result
  }
}
