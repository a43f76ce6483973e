/// A connection that is over and that nobody was told of yet, and the latest time seen when it ended, in nanoseconds since the epoch: what comes
/// before it is told of does not change what is told.
enum Finished {
  /// One with a record, at this index.
  case record(UInt32, Int64)
  /// A lone SYN, with what is to be noted about it.
  case narrow(LoneSyn<NarrowEnds>, ConnectionMarks, Int64)
  /// A lone SYN with `WideEnds`.
  case wide(LoneSyn<WideEnds>, ConnectionMarks, Int64)
  /// One whose handshake and what followed are kept as their segments, at this place, while the capture ended.
  case opened(UInt32)
}

/// Connections of which nothing more is expected.
extension FlowTable {
  /// Connections that are finished together when the capture is over.
  private static let finishedAtOnce = 32

  /// The next connection of which nothing more is expected; nil when there is none now. Give it back with `release` before the next is asked
  /// for: lone SYNs take turns at one record.
  package mutating func nextFinished() -> UInt32? {
    guard hasFinished() else { return nil }
    finishedNext += 1
    switch finished[finishedNext - 1] {
    case .record(let index, let time):
      toldEnd = time
      return index
    case .narrow(let syn, let marks, let time): return stand(for: syn, marks, endedAt: time)
    case .wide(let syn, let marks, let time): return stand(for: syn, marks, endedAt: time)
    case .opened(let place): return settleOut(place)
    }
  }

  /// Whether `nextFinished` may give a connection; asked after each packet, which seldom ends one.
  package var mayHaveFinished: Bool {
    // Lent, the table would be copied for this.
    mutating get { finishedNext < finished.count || rest != nil }
  }

  /// Whether there is a connection of which nothing more is expected, and nobody was told.
  @inline(__always)
  mutating func hasFinished() -> Bool {
    finishedNext < finished.count || ((finishedNext > 0 || rest != nil) && finishMore())
  }

  /// Forgets what was told of, and finishes the next few when the capture is over; false where there are none.
  @inline(never)
  private mutating func finishMore() -> Bool {
    finished.removeAll(keepingCapacity: true)
    finishedNext = 0
    guard rest != nil else { return false }
    if hasMoreRest, rest?.isEmpty == true { gatherRest() }
    // A few at a time, or emptying the list would cost more than what is in it.
    prefetchRest()
    for _ in 0..<FlowTable.finishedAtOnce { finishNext() }
    return !finished.isEmpty
  }

  /// Asks for the records that are finished next, which no packet has touched for long, to be brought into the cache.
  private mutating func prefetchRest() {
    guard let rest else { return }
    var references = InlineArray<32, UInt32>(repeating: 0)
    var number = 0
    for last in rest.suffix(FlowTable.finishedAtOnce) {
      references[number] = UInt32(truncatingIfNeeded: last)
      prefetch(references[number])
      number += 1
    }
    if idle.count > 0 { prefetchIdle(references, number) }
  }

  private mutating func stand<Ends>(
    for syn: LoneSyn<Ends>, _ marks: ConnectionMarks, endedAt time: Int64
  ) -> UInt32 {
    toldEnd = time
    var ignored = SegmentOutcome()
    var segment = syn.segment
    stand(for: &segment, syn.key, syn.isFromLowEnd, number: syn.number, into: &ignored)
    self[FlowTable.stand].marks.formUnion(marks)
    connections[FlowTable.stand].settle(at: toldEnd, &timeline)
    return FlowTable.stand
  }

  /// Gives the record and the timeline of a finished connection back.
  package mutating func release(_ index: UInt32) {
    releaseParts(of: index)
    if index == FlowTable.stand { return }
    self[index].isInUse = false
    free.append(index)
  }

  /// Gives back what the record at `index` refers to.
  mutating func releaseParts(of index: UInt32) {
    connections[index].releaseParts(&timeline)
  }

  /// The capture is over: `nextFinished` gives every connection, in order of their numbers.
  package mutating func finishAll() {
    expireDue(.max)
    gatherRest()
  }

  /// Finds what is left to finish, or the part of it that half a number tells apart.
  private mutating func gatherRest() {
    restStart = nextNumber > UInt64(UInt32.max) ? leastNumber() : 0
    hasMoreRest = false
    var found: [UInt64] = []
    found.reserveCapacity(max(0, count - narrow.count - wide.count))
    for index in 0..<UInt32(truncatingIfNeeded: used) where isInTable(index) {
      gather(index, self[index].number, into: &found)
    }
    var place = idle.first(from: 0)
    while place != FlowTable.none {
      gather(Reference.idle(place), idle.number(at: place), into: &found)
      place = idle.first(from: place &+ 1)
    }
    RestOrder.sort(&found)
    rest = found
  }

  /// The lowest number of a connection that is no lone SYN; the largest number where there is none.
  private mutating func leastNumber() -> UInt64 {
    var least = UInt64.max
    for index in 0..<UInt32(truncatingIfNeeded: used) where isInTable(index) { least = min(least, self[index].number) }
    var place = idle.first(from: 0)
    while place != FlowTable.none {
      least = min(least, idle.number(at: place))
      place = idle.first(from: place &+ 1)
    }
    return least
  }

  private mutating func isInTable(_ index: UInt32) -> Bool {
    self[index].isInUse && self[index].isListed
  }

  /// Adds the connection `number` at `reference` to `rest`, if half a number tells it apart there.
  private mutating func gather(_ reference: UInt32, _ number: UInt64, into rest: inout [UInt64]) {
    let distance = number &- restStart
    if distance <= UInt64(UInt32.max) { rest.append(distance << 32 | UInt64(reference)) } else { hasMoreRest = true }
  }

  /// Finishes the connection with the lowest number of the attempts and of those that were gathered.
  private mutating func finishNext() {
    // What is finished and kept as its first segments would be gathered again before it was told of.
    if hasMoreRest, rest?.isEmpty == true { return }
    var record = UInt64.max
    if let last = rest?.last { record = restStart &+ last >> 32 }
    let first = narrow.oldestNumber
    let other = wide.oldestNumber
    let number = min(record, first, other)
    if number == .max { return }
    // Nothing is looked up any more, so the index may stay as it is.
    if number == first {
      let marks: ConnectionMarks = isDue(narrow.oldestTime) ? [] : .openAtEnd
      return finished.append(.narrow(narrow.passOldest(), marks, now))
    }
    if number == other {
      let marks: ConnectionMarks = isDue(wide.oldestTime) ? [] : .openAtEnd
      return finished.append(.wide(wide.passOldest(), marks, now))
    }
    guard let last = rest?.popLast() else { return }
    var index = UInt32(truncatingIfNeeded: last)
    if Reference.isIdle(index) {
      let place = index & Reference.place
      if idle.isOpened(place) {
        count -= 1
        return finished.append(.opened(place))
      }
      index = unfoldOut(place)
    }
    // It is asked for when others were finished, too.
    prefetchTimeline(of: index)
    unlist(index)
    if !self[index].isOver { self[index].marks.insert(.openAtEnd) }
    finish(index)
  }

  /// Gives the connection at `place`, which is open at the end of the capture and no longer counted as one of the table's, a record to be told of.
  private mutating func settleOut(_ place: UInt32) -> UInt32 {
    let index = unfoldOut(place)
    self[index].isListed = false
    self[index].marks.insert(.openAtEnd)
    toldEnd = now
    connections[index].settle(at: now, &timeline)
    return index
  }

  /// Draws the conclusions about the connection at `index`, which is out of the index, and keeps it to be asked for.
  mutating func finish(_ index: UInt32) {
    connections[index].settle(at: now, &timeline)
    finished.append(.record(index, now))
  }
}

extension Connection {
  /// Gives back what this refers to.
  fileprivate mutating func releaseParts(_ timeline: inout Timeline) {
    timeline.release(from: head, to: tail)
    timeline.release(path: ends[0].path)
    timeline.release(path: ends[1].path)
    timeline.release(tallies: tallies)
    timeline.release(closing: closing)
    timeline.release(annex: annex)
    timeline.release(network: network)
    closing = Closing.blank
    annex = Annex.blank
    network = Network.blank
    head = Timeline.none
    tail = Timeline.none
    ends[0].path = Pool<DataPath>.none
    ends[1].path = Pool<DataPath>.none
    tallies = Pool<DataTally>.none
  }
}
