import PacketDecoding

extension Connection {
  /// Takes the next segment of the 4-tuple into account and tells in `outcome` what it did; false when it opens a new incarnation instead.
  mutating func take(
    _ segment: inout Segment, senderIsLow: Bool, timeline: inout Timeline, into outcome: inout SegmentOutcome
  ) -> Bool {
    let side: Side = clientIsLow == senderIsLow ? .client : .server
    if seldom(segment.flags.rawValue & 0x002 != 0), !segment.present.contains(.icmp),
      isSuperseded(by: &segment, from: side, &timeline)
    {
      return false
    }
    accept(&segment, from: side, timeline: &timeline, into: &outcome)
    return true
  }

  /// Takes the SYN that it begins with, and that is the client's, into account.
  mutating func takeFirst(_ segment: inout Segment, timeline: inout Timeline, into outcome: inout SegmentOutcome) {
    accept(&segment, from: .client, timeline: &timeline, into: &outcome)
  }

  /// Takes the next segment, sent by `side`, into account the shortest way there is, and says what it did in `outcome`.
  @inline(always)
  private mutating func accept(
    _ segment: inout Segment, from side: Side, timeline: inout Timeline, into outcome: inout SegmentOutcome
  ) {
    outcome = SegmentOutcome()
    if seldom(!acceptOrderly(&segment, from: side, timeline: &timeline, &outcome)) {
      accept(&segment, from: side, timeline: &timeline, &outcome)
    }
  }

  /// Takes the next segment, sent by `side`, into account and says what it did in `outcome`, which is blank.
  mutating func accept(
    _ segment: inout Segment, from side: Side, timeline: inout Timeline, _ outcome: inout SegmentOutcome
  ) {
    outcome.from = side
    outcome.before[0] = ends[0].state
    outcome.before[1] = ends[1].state
    if segment.options.reportsDuplicate(below: segment.acknowledgement) { outcome.marks.insert(.reportsDuplicate) }
    if segment.time > lastTime {
      if segment.time &- lastTime >= IdleGap.limit { noteIdleGap(before: &segment, &timeline) }
      lastTime = segment.time
    }
    if segment.present.contains(.icmp) {
      acceptICMP(&segment, quoting: side, &outcome)
      close(&segment, &outcome, &timeline)
      return
    }
    count(&segment, from: side, &timeline)
    if segment.present.contains(.malformedHeader) {
      acceptMalformed(&outcome)
      close(&segment, &outcome, &timeline)
      return
    }
    guard segment.present.contains(.fullHeader) else { return }
    if segment.present.contains(.damaged) { acceptDamaged(&segment, from: side, &outcome, &timeline) }
    if isDuplicate(&segment, from: side, &timeline) {
      acceptDuplicate(&segment, &outcome)
      close(&segment, &outcome, &timeline)
      return
    }
    ends[side.index].lastFrame = segment.frame
    ends[side.index].freshPackets &+= 1
    if segment.flags.isSyn { ends[side.index].freshSyns &+= 1 }
    outcome.peersFrame = ends[side.peer.index].lastFrame
    // Nearly every segment has ACK, none of SYN, RST and FIN, and options that are as they should be.
    if segment.flags.rawValue & 0x017 != 0x010 || !segment.present.contains(.allOptions) {
      checkForm(of: &segment, &outcome)
    }
    if marks.contains(.selfConnection) {
      acceptOwn(&segment, &outcome, &timeline)
      close(&segment, &outcome, &timeline)
      return
    }
    if segment.flags.contains(.rst) {
      acceptReset(&segment, from: side, &outcome, &timeline)
    } else if segment.flags.contains(.syn) {
      if segment.flags.contains(.ack) {
        acceptSynAck(&segment, from: side, &outcome, &timeline)
      } else {
        acceptSyn(&segment, from: side, &outcome, &timeline)
      }
      if segment.flags.contains(.fin) { outcome.isSignificant = true }
    } else {
      acceptLifeAfterReset(&segment, from: side, &outcome, &timeline)
      acceptOpen(&segment, from: side, &outcome, &timeline)
      if segment.flags.contains(.ack) { acceptFinAcknowledgement(&segment, from: side, &outcome, &timeline) }
      // A FIN without ACK is dropped by its receiver (RFC 9293 §3.10.7.4, fifth check).
      if segment.flags.contains(.fin), segment.flags.contains(.ack) {
        acceptFin(&segment, from: side, &outcome, &timeline)
      }
    }
    // The numbers of another attempt say nothing about this one's.
    if !outcome.marks.contains(.mismatch) {
      if ends[side.index].facts.contains(.fin) { checkPastFin(&segment, from: side, &outcome, &timeline) }
      acceptSequence(&segment, from: side, &outcome, &timeline)
    } else if segment.flags.contains(.rst) {
      acceptResetNumbers(&segment, from: side, &outcome, &timeline)
    }
    if outcome.marks.contains(.repeated), isUnheard(by: side.peer), !segment.flags.contains(.syn),
      segment.sequenceLength > 0
    {
      outcome.isSignificant = true
      outcome.marks.insert(.unheard)
    }
    measureRoundTrip(&segment, from: side, isRepeat: !outcome.marks.isDisjoint(with: [.repeated, .outOfOrder]))
    if outcome.swapsRoles {
      swapRoles(&timeline)
      outcome = outcome.swapped
    }
    close(&segment, &outcome, &timeline)
  }

  private mutating func swapRoles(_ timeline: inout Timeline) {
    clientIsLow.toggle()
    let client = ends[0]
    ends[0] = ends[1]
    ends[1] = client
    if closing != Closing.blank { timeline.closings[closing].swapEnds() }
    if annex != Annex.blank { timeline.annexes[annex].swapSides() }
    closeInitiator = closeInitiator?.peer
    swapTallies(&timeline)
    var index = head
    while index != Timeline.none {
      timeline[index].swapSides()
      index = timeline.next(index, to: tail)
    }
  }

  private mutating func count(_ segment: inout Segment, from side: Side, _ timeline: inout Timeline) {
    let index = side.index
    ends[index].packets &+= 1
    ends[index].octets &+= UInt64(segment.payloadLength)
    let flags = segment.flags
    if flags.rawValue & 0x007 != 0 {
      if flags.contains(.syn) { ends[index].synCount &+= 1 }
      if flags.rawValue & 0x005 != 0 {
        openClosing(&timeline)
        if flags.contains(.fin) { timeline.closings[closing].ends[index].finCount &+= 1 }
        if flags.contains(.rst) { timeline.closings[closing].ends[index].rstCount &+= 1 }
      }
    }
    if segment.vlan != 0 { noteVLAN(segment.vlan, &timeline) }
  }

  /// A segment with a wrong checksum; what acknowledges it shows that it was right where it arrived.
  private mutating func acceptDamaged(
    _ segment: inout Segment, from side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    marks.insert(.damaged)
    outcome.isSignificant = true
    guard segment.sequenceLength > 0, openLedger(&timeline) else { return }
    let path = ends[side.index].path
    if timeline.paths[path].damaged.frame == 0 { timeline.paths[path].damaged = PendingSegment(segment) }
    timeline.paths[path].damaged.end = segment.sequenceEnd
    isInStep = false
  }

  private mutating func acceptDuplicate(_ segment: inout Segment, _ outcome: inout SegmentOutcome) {
    marks.insert(.duplicate)
    outcome.marks.insert(.duplicate)
    duplicates &+= 1
    let flags = segment.flags
    // A capture that holds everything twice must not fill the timeline with copies of data.
    outcome.isSignificant = flags.rawValue & 0x007 != 0 || duplicates <= 8
    if flags.contains(.rst) {
      outcome.step = .rst
    } else if flags.contains(.syn) {
      outcome.step = flags.contains(.ack) ? .synAck : .syn
    } else if flags.contains(.fin) {
      outcome.step = .fin
    } else {
      outcome.step = segment.payloadLength > 0 ? .data : .ack
    }
  }

  /// Ends the segment: stores it in the timeline where it is significant, and brings both states up to date.
  private mutating func close(
    _ segment: inout Segment, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    conclude(&segment, &outcome, &timeline)
  }

  /// The same, in line.
  @inline(always)
  mutating func conclude(
    _ segment: inout Segment, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    // What was damaged is sent again; the two belong together.
    if seldom(outcome.marks.contains(.repeated)), marks.contains(.damaged) { outcome.isSignificant = true }
    let didChange = !outcome.changes[0].events.isEmpty || !outcome.changes[1].events.isEmpty
    guard didChange || outcome.isSignificant || outcome.needsFold else {
      return run.add(&segment, from: outcome.from)
    }
    append(&segment, &outcome, &timeline)
    if seldom(outcome.needsFold) {
      refold(&timeline)
    } else if usually(didChange) {
      for me in 0..<2 where !outcome.changes[me].events.isEmpty {
        ends[me].state = TCPState.next(after: ends[me].state, on: outcome.changes[me].standing)
      }
    } else {
      return
    }
    switch (ends[0].state, ends[1].state) {
    case (.closed, .closed), (.closed, .timeWait), (.timeWait, .closed), (.timeWait, .timeWait): isOver = true
    default: isOver = closedByReset
    }
  }

  /// Adds both states up anew: history was changed.
  @inline(never)
  private mutating func refold(_ timeline: inout Timeline) {
    marks.insert(.corrected)
    fold(.client, &timeline)
    fold(.server, &timeline)
  }

  /// One more of the segments that the timeline has no room for.
  @inline(never)
  private mutating func leaveOut(_ timeline: inout Timeline) {
    timeline.annexes[openAnnex(&timeline)].foldedEntries &+= 1
  }

  @inline(__always)
  private mutating func append(
    _ segment: inout Segment, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    // What changes a state has room of its own, so that a flood of copies cannot hide how the connection ended.
    let isEssential = !outcome.changes[0].events.isEmpty || !outcome.changes[1].events.isEmpty
    let limit = isEssential ? 2 * Connection.timelineLimit : Connection.timelineLimit
    guard usually(entryCount < limit) else { return leaveOut(&timeline) }
    flushRun(&timeline)
    let index = timeline.append(&segment, &outcome, after: &tail)
    guard usually(index != Timeline.none) else { return leaveOut(&timeline) }
    if seldom(head == Timeline.none) { head = index }
    if outcome.step == .fin, closing != Closing.blank {
      timeline.closings[closing].noteFinEntry(index, of: outcome.from)
    }
    entryCount &+= 1
  }
}

extension PlainRun {
  /// Counts one plain segment.
  @inline(__always)
  mutating func add(_ segment: inout Segment, from side: Side) {
    if side == .client {
      clientPackets &+= 1
      clientOctets &+= UInt64(segment.payloadLength)
    } else {
      serverPackets &+= 1
      serverOctets &+= UInt64(segment.payloadLength)
    }
  }
}
