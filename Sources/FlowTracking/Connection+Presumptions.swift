import PacketDecoding

/// Sending proves, receiving presumes, later evidence proves or refutes.
extension Connection {
  /// `side` itself showed with this segment that `events` happened.
  @inline(always)
  mutating func prove(_ events: EndpointEvents, of side: Side, _ outcome: inout SegmentOutcome) {
    var change = outcome.changes[side.index]
    change.events.formUnion(events)
    change.presumed.subtract(events)
    outcome.changes[side.index] = change
  }

  /// `events` follow for `side` if this segment, sent to it, arrives.
  @inline(always)
  mutating func presume(_ events: EndpointEvents, of side: Side, _ outcome: inout SegmentOutcome) {
    var change = outcome.changes[side.index]
    change.events.formUnion(events)
    change.presumed.formUnion(events)
    outcome.changes[side.index] = change
    ends[side.index].pending.formUnion(events)
    ends[side.index].confirmed.subtract(events)
  }

  /// What was presumed of `side` has been shown by its own segments.
  ///
  /// Only noted here; `ConnectionRecord` applies it to the timeline, which then need not be touched for a clean connection.
  @inline(always)
  mutating func confirm(_ events: EndpointEvents, of side: Side) {
    let confirmed = events.intersection(ends[side.index].pending)
    ends[side.index].pending.subtract(confirmed)
    ends[side.index].confirmed.formUnion(confirmed)
  }

  /// What was presumed of `side` was not so: `side` acted as if the segments had not arrived.
  mutating func refute(
    _ events: EndpointEvents, of side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    let doubted = events.intersection(ends[side.index].pending)
    guard !doubted.isEmpty else { return }
    ends[side.index].pending.subtract(doubted)
    ends[side.index].doubted.formUnion(doubted)
    var index = head
    while index != Timeline.none {
      let hit = timeline[index][side].presumed.intersection(timeline[index][side].standing).intersection(events)
      if !hit.isEmpty {
        timeline[index][side].refuted.formUnion(hit)
        outcome.needsFold = true
      }
      index = timeline.next(index, to: tail)
    }
    if outcome.needsFold {
      outcome.marks.insert(.correction)
      outcome.isSignificant = true
    }
  }

  /// Takes `events` of `side` out of the timeline, to be put where they belong.
  mutating func withdraw(
    _ events: EndpointEvents, of side: Side, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    ends[side.index].pending.subtract(events)
    var index = head
    while index != Timeline.none {
      let hit = timeline[index][side].standing.intersection(events)
      if !hit.isEmpty {
        timeline[index][side].events.subtract(hit)
        timeline[index][side].presumed.subtract(hit)
        outcome.needsFold = true
      }
      index = timeline.next(index, to: tail)
    }
  }

  /// Places proved `events` of `side` at the entry `index`.
  mutating func place(
    _ events: EndpointEvents, of side: Side, at index: UInt32, _ outcome: inout SegmentOutcome,
    _ timeline: inout Timeline
  ) {
    var change = timeline[index][side]
    change.events.formUnion(events)
    change.presumed.subtract(events)
    change.refuted.subtract(events)
    timeline[index][side] = change
    outcome.needsFold = true
  }

  /// When the oldest standing presumption of `events` for `side` was made; nil when there is none.
  mutating func timeOfPresumption(_ events: EndpointEvents, of side: Side, _ timeline: inout Timeline) -> Int64? {
    guard !ends[side.index].pending.isDisjoint(with: events) else { return nil }
    var index = head
    while index != Timeline.none {
      let change = timeline[index][side]
      if !change.presumed.intersection(change.standing).isDisjoint(with: events) { return timeline[index].time }
      index = timeline.next(index, to: tail)
    }
    return nil
  }

  /// Whether one of `events` of `side` stands in the timeline at the entry `last` or before.
  mutating func stands(_ events: EndpointEvents, of side: Side, upTo last: UInt32, _ timeline: inout Timeline) -> Bool {
    var index = head
    while index != Timeline.none {
      if !timeline[index][side].standing.isDisjoint(with: events) { return true }
      if index == last { return false }
      index = timeline.next(index, to: tail)
    }
    return false
  }

  /// Adds up the state of `side` from the whole timeline.
  mutating func fold(_ side: Side, _ timeline: inout Timeline) {
    var state: TCPState?
    var index = head
    while index != Timeline.none {
      let events = timeline[index][side].standing
      if !events.isEmpty { state = TCPState.next(after: state, on: events) }
      index = timeline.next(index, to: tail)
    }
    ends[side.index].state = state
  }
}
