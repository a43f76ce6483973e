import PacketDecoding

/// Attempts that are one SYN so far.
///
/// What only looks is `mutating`, as with `Connection`: else all of the table would be copied to be looked at.
extension FlowTable {
  /// How long one is waited for: Linux tries for 131 s, so 135; in nanoseconds.
  static let patience: Int64 = 135_000_000_000
  /// How long even in a table that is nearly full: three SYNs of a host that doubles its wait from one second (RFC 6298 §5.5).
  private static let leastPatience: Int64 = 10_000_000_000
  /// Overdue attempts that one segment sees to.
  static let dueAtOnce = 4
  /// Connections that are due which are seen to at once while no segment comes.
  static let dueWhenIdle = 4_096

  /// The 4-tuple of what is at `reference` and has no record.
  mutating func storedKey(of reference: UInt32) -> FlowKey {
    let place = reference & Reference.place
    if Reference.isIdle(reference) { return idle.key(at: place) }
    return reference & Reference.wide == 0 ? narrow[place].key : wide[place].key
  }

  /// Keeps `segment`, a SYN that `PlainSyn` holds, as an attempt; false where there is no room for it as such.
  mutating func addLone(_ segment: inout Segment, _ key: FlowKey, _ hash: UInt64, _ senderIsLow: Bool) -> Bool {
    makeRoom(for: hash)
    thinOut()
    let number: UInt64
    let reference: UInt32
    if segment.context == 0, key.lowAddress.isIPv4, key.highAddress.isIPv4 {
      guard makeRoomForNarrow() else { return false }
      number = self.number()
      guard let syn = LoneSyn<NarrowEnds>(segment, key, senderIsLow: senderIsLow, number: number) else { return false }
      reference = Reference.narrow(narrow.add(syn))
    } else {
      guard makeRoomForWide() else { return false }
      number = self.number()
      guard let syn = LoneSyn<WideEnds>(segment, key, senderIsLow: senderIsLow, number: number) else { return false }
      reference = Reference.wide(wide.add(syn))
    }
    slots.add(hash & Reference.tag | UInt64(reference &+ 1))
    count += 1
    if tellsEvents {
      var outcome = SegmentOutcome()
      stand(for: &segment, key, senderIsLow, number: number, into: &outcome)
      self.outcome = outcome
    } else {
      self[FlowTable.stand].number = number
    }
    return true
  }

  /// Gives what is at `reference`, which another packet concerns, a record. Returns its index; `none` where the time of a lone SYN was over.
  ///
  /// - Parameter waits: whether it is noted that nobody answered it yet; else the caller sees to that.
  mutating func wake(_ reference: UInt32, _ hash: UInt64, waits: Bool = true) -> UInt32 {
    let place = reference & Reference.place
    if Reference.isIdle(reference) { return unfold(place) }
    if reference & Reference.wide == 0 {
      let syn = narrow[place]
      if isDue(syn.time) {
        depart(narrow: place, marks: [])
        return FlowTable.none
      }
      if hasRoomForRecord {
        // Nothing is given up for it: until its slot refers to the record, the place may stay.
        let index = wake(syn, hash, waits, from: reference)
        detach(narrow: place)
        return index
      }
      hold(reference, hash)
      detach(narrow: place)
      makeRoomForRecord(isOpening: true)
      return wake(syn, hash, waits, from: FlowTable.stand)
    }
    let syn = wide[place]
    if isDue(syn.time) {
      depart(wide: place, marks: [])
      return FlowTable.none
    }
    hold(reference, hash)
    detach(wide: place)
    makeRoomForRecord(isOpening: true)
    return wake(syn, hash, waits, from: FlowTable.stand)
  }

  /// Has the slot of `reference` refer to nothing that could be given up, until it gets the connection that takes its place.
  private mutating func hold(_ reference: UInt32, _ hash: UInt64) {
    let tag = hash & Reference.tag
    slots.replace(tag | UInt64(reference &+ 1), by: tag | UInt64(FlowTable.stand &+ 1))
  }

  /// Gives `syn` a record, for which there is room, and the slot of `reference`.
  private mutating func wake<Ends>(
    _ syn: LoneSyn<Ends>, _ hash: UInt64, _ waits: Bool, from reference: UInt32
  ) -> UInt32 {
    var segment = syn.segment
    let index = placeRecord(syn.key, hash, syn.isFromLowEnd, &segment, number: syn.number)
    let tag = hash & Reference.tag
    slots.replace(tag | UInt64(reference &+ 1), by: tag | UInt64(index &+ 1))
    connections[index].takeFirst(&segment, timeline: &timeline, into: &outcome)
    if waits { beginWaiting(index) }
    return index
  }

  /// Takes a lone SYN out of the table.
  private mutating func takeOut(narrow place: UInt32) -> LoneSyn<NarrowEnds> {
    let syn = narrow[place]
    slots.remove(slot(syn.key, Reference.narrow(place)))
    detach(narrow: place)
    return syn
  }

  /// The same for one with `WideEnds`.
  private mutating func takeOut(wide place: UInt32) -> LoneSyn<WideEnds> {
    let syn = wide[place]
    slots.remove(slot(syn.key, Reference.wide(place)))
    detach(wide: place)
    return syn
  }

  /// Gives the place of a lone SYN up that is out of the index; another of its like may take it.
  mutating func detach(narrow place: UInt32) {
    count -= 1
    let moved = narrow.remove(place)
    if seldom(moved != FlowTable.none) {
      let before = slot(narrow[place].key, Reference.narrow(moved))
      slots.replace(before, by: before & Reference.tag | UInt64(Reference.narrow(place) &+ 1))
    }
    if narrow.trim() { timeline.memory.giveBack(LoneSyns<NarrowEnds>.chunkOctets) }
  }

  /// The same for one with `WideEnds`.
  mutating func detach(wide place: UInt32) {
    count -= 1
    let moved = wide.remove(place)
    if moved != FlowTable.none {
      let before = slot(wide[place].key, Reference.wide(moved))
      slots.replace(before, by: before & Reference.tag | UInt64(Reference.wide(place) &+ 1))
    }
    if wide.trim() { timeline.memory.giveBack(LoneSyns<WideEnds>.chunkOctets) }
  }

  private mutating func slot(_ key: FlowKey, _ reference: UInt32) -> UInt64 {
    hasher.hash(key) & Reference.tag | UInt64(reference &+ 1)
  }

  /// Ends the attempt at `place` with `marks`.
  mutating func depart(narrow place: UInt32, marks: ConnectionMarks) {
    finished.append(.narrow(takeOut(narrow: place), marks, now))
  }

  /// The same for one with `WideEnds`.
  mutating func depart(wide place: UInt32, marks: ConnectionMarks) {
    finished.append(.wide(takeOut(wide: place), marks, now))
  }

  /// Ends the oldest lone SYN with `marks`; false where there is none.
  @discardableResult
  mutating func departOldest(_ marks: ConnectionMarks) -> Bool {
    let first = narrow.oldest
    let other = wide.oldest
    if first == FlowTable.none && other == FlowTable.none { return false }
    if other == FlowTable.none || (first != FlowTable.none && narrow[first].number < wide[other].number) {
      depart(narrow: first, marks: marks)
    } else {
      depart(wide: other, marks: marks)
    }
    return true
  }

  /// Whether the time of an attempt that began at `time` is over.
  mutating func isDue(_ time: Int64) -> Bool {
    time &+ FlowTable.patience < second &* 1_000_000_000
  }

  /// Ends `number` of the attempts whose time is over, or that there is no room to wait for any longer; false where no more are.
  mutating func expireLone(_ number: Int) -> Bool {
    let patience = patience
    for _ in 0..<number {
      let first = narrow.oldestTime
      let other = wide.oldestTime
      let time = min(first, other)
      if time == .max || time &+ patience >= second &* 1_000_000_000 { return false }
      let marks: ConnectionMarks = isDue(time) ? [] : .evicted
      if first <= other { depart(narrow: narrow.oldest, marks: marks) } else { depart(wide: wide.oldest, marks: marks) }
    }
    return true
  }

  /// How long attempts are waited for at present, in nanoseconds: the less the fuller the table is.
  private var patience: Int64 {
    mutating get {
      let free = Double(room) / Double(timeline.memory.limit)
      if free >= 0.25 { return FlowTable.patience }
      return max(FlowTable.leastPatience, Int64(Double(FlowTable.patience) * max(0, free) * 4))
    }
  }

  /// Has the stand-in for lone SYNs be the connection of `segment`, as it would be with a record of its own.
  mutating func stand(
    for segment: inout Segment, _ key: FlowKey, _ senderIsLow: Bool, number: UInt64, into outcome: inout SegmentOutcome
  ) {
    releaseParts(of: FlowTable.stand)
    self[FlowTable.stand] = blank
    self[FlowTable.stand].isListed = false
    connections[FlowTable.stand].begin(
      key: key, hash: 0, number: number, senderIsLow: senderIsLow, &segment, &timeline)
    _ = connections[FlowTable.stand].take(&segment, senderIsLow: senderIsLow, timeline: &timeline, into: &outcome)
  }
}
