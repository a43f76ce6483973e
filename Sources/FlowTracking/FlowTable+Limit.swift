import PacketDecoding

/// What happens at the limit of memory: attempts that nobody answered go, the oldest first; a connection that was answered only when there
/// are none, or when attempts have so little room left that they would go before an answer can come.
extension FlowTable {
  /// Records that stay free where there is no memory: as many as segments are taken at a time, and a few.
  private static let reserved = 40
  /// Attempts that one SYN makes room for where the reserve is gone.
  static let thinnedAtOnce = 4
  /// Records that the search for one to give up looks at.
  private static let searchLength = 16
  /// Records that it passes over for that, those that are free included.
  private static let searchSteps = 1_024

  /// How long an answer to a SYN may take: the longest first pause of hosts that ask again (RFC 6298 §2 and its appendix A), in nanoseconds.
  private static let answerTime: Int64 = 3_000_000_000

  /// Whether attempts are cut so short, and are so few, that giving more of them up would do more harm than giving up what is idle: an answer
  /// would find no attempt, and one connection would be told as two. They never keep more than a quarter of the memory this way, so that a
  /// flood pushes no connection out.
  private var isShortOfAttempts: Bool {
    mutating get {
      let octets = narrow.octets + wide.octets
      guard octets < timeline.memory.limit / 4, room < timeline.memory.reserve else { return false }
      return min(narrow.oldestTime, wide.oldestTime) > now &- FlowTable.answerTime
    }
  }

  /// Octets that can still be taken: what is left of the budget, and records that are free with the first entries of their timelines; where
  /// idle connections are folded, entries may be free that there are no records for.
  var room: Int {
    mutating get {
      timeline.memory.limit - timeline.memory.used + free.count * MemoryLayout<Connection>.stride
        + min(timeline.freeOctets, free.count * Timeline.blockOctets)
    }
  }

  /// Whether the next attempt may cost an older one its place.
  var isNearLimit: Bool {
    mutating get { room - LoneSyns<NarrowEnds>.chunkOctets < timeline.memory.reserve }
  }

  /// Sees to it that the index can take one more with `hash`.
  mutating func makeRoom(for hash: UInt64) {
    if count >= limit { giveUpOne() }
    var splits = 0
    while true {
      switch slots.room(for: hash) {
      case .free: return
      case .crowded:
        // Tags that agree in many bits would take many splits: a few, and then it is the next one's turn.
        if splits < 4, timeline.memory.take(FlowIndex.segmentOctets) {
          slots.split(hash)
          splits += 1
        } else if slots.canTake(hash) {
          return
        } else {
          giveUpInSegment(of: hash)
        }
      case .full: giveUpInSegment(of: hash)
      }
    }
  }

  /// Whether `makeRoomForRecord` has nothing to do.
  var hasRoomForRecord: Bool {
    mutating get { !shouldFold && hasRecord && timeline.hasRoom }
  }

  /// Sees to it that there is memory for one more record and the first entries of its timeline.
  ///
  /// - Parameter isOpening: whether it is for a connection that opens; else for one that goes on.
  mutating func makeRoomForRecord(isOpening: Bool) {
    if shouldFold { _ = foldOne() }
    while !(hasRecord && timeline.hasRoom) {
      if timeline.memory.used >= foldingStart, foldOne() { continue }
      // A record is free once it was told of: until then one more than there is room for has to do.
      guard giveUpOne(isOpening: isOpening), !isLastFinishedARecord else { return }
    }
  }

  private var isLastFinishedARecord: Bool {
    mutating get {
      if case .record = finished.last { return true }
      return false
    }
  }

  /// Whether there is a record for another connection. Where there is no memory, a few that are free stay: what is given up is free only once
  /// it was told of, and each that is taken meanwhile has to be matched by one given up, or records would take more and more.
  var hasRecord: Bool {
    mutating get {
      let memory = timeline.memory
      if memory.hasRoom(for: 0), !free.isEmpty || used & FlowTable.chunkMask != 0 { return true }
      return free.count > FlowTable.reserved || memory.hasRoom(for: FlowTable.chunkOctets + FlowTable.pledgedOctets)
    }
  }

  /// Sees to it that there is room for another lone SYN with `NarrowEnds`; false where there is not.
  mutating func makeRoomForNarrow() -> Bool {
    if !narrow.isFull { return true }
    if room - LoneSyns<NarrowEnds>.chunkOctets >= timeline.memory.reserve,
      timeline.memory.take(LoneSyns<NarrowEnds>.chunkOctets)
    {
      return true
    }
    if narrow.oldest == FlowTable.none { return false }
    depart(narrow: narrow.oldest, marks: .evicted)
    return !narrow.isFull
  }

  /// The same for one with `WideEnds`.
  mutating func makeRoomForWide() -> Bool {
    if !wide.isFull { return true }
    if room - LoneSyns<WideEnds>.chunkOctets >= timeline.memory.reserve,
      timeline.memory.take(LoneSyns<WideEnds>.chunkOctets)
    {
      return true
    }
    if wide.oldest == FlowTable.none { return false }
    depart(wide: wide.oldest, marks: .evicted)
    return !wide.isFull
  }

  /// Gives some attempts up where the reserve for connections is used: a few with each SYN, so that none of them waits for all.
  mutating func thinOut() {
    guard room < timeline.memory.reserve else { return }
    if isShortOfAttempts {
      if !giveUpWaiting(olderThan: .max), !giveUpAnswered() { evictWaiting() }
      return
    }
    for _ in 0..<FlowTable.thinnedAtOnce where !departOldest(.evicted) { return }
  }

  /// Gives one connection up, for one that opens or goes on: the oldest attempt that nobody answered, unless those are short of room; else one that
  /// was answered.
  @discardableResult
  mutating func giveUpOne(isOpening: Bool = true) -> Bool {
    let isShort = isShortOfAttempts
    if giveUpWaiting(olderThan: isShort ? .max : min(narrow.oldestNumber, wide.oldestNumber)) { return true }
    if isShort, giveUpAnswered(isOpening: isOpening) { return true }
    return departOldest(.evicted) || giveUpAnswered(isOpening: isOpening) || evictWaiting()
  }

  /// Gives up the attempt that asked again the longest ago, if it began before the connection `number`; false where it did not.
  ///
  /// Who asks again is no part of most floods: while such attempts are few, they are given the time that an answer may take. Where they are
  /// many, those that have asked for longest go first: others would ask again and be taken for new.
  private mutating func giveUpWaiting(olderThan number: UInt64) -> Bool {
    let first = waiting.first
    guard first != FlowTable.none, self[first].number < number else { return false }
    let areFew = waiting.count &* MemoryLayout<Connection>.stride < timeline.memory.reserve
    if areFew, self[first].lastTime > now &- FlowTable.answerTime { return false }
    return evictWaiting()
  }

  @discardableResult
  private mutating func evictWaiting() -> Bool {
    if waiting.first == FlowTable.none { return false }
    evict(waiting.first)
    return true
  }

  /// Gives up a connection that is over, or the one idle for longest, of the next few; false where none of these was answered.
  @discardableResult
  private mutating func giveUpAnswered(isOpening: Bool = true) -> Bool {
    var choice = FlowTable.none
    var seen = 0
    var steps = min(used, FlowTable.searchSteps)
    while seen < FlowTable.searchLength, steps > 0 {
      steps -= 1
      let index = hand
      hand = hand &+ 1 < UInt32(truncatingIfNeeded: used) ? hand &+ 1 : 0
      guard self[index].isInUse, self[index].isListed else { continue }
      seen += 1
      if self[index].isWaiting { continue }
      if choice == FlowTable.none || isLess(index, choice) { choice = index }
    }
    if choice == FlowTable.none { return false }
    if idle.count > 0, !self[choice].isOver, isOpening || isTurnOfIdle() { exchangeForLongerIdle(choice) }
    evict(choice)
    return true
  }

  /// Whether less is lost with `index` than with `other`.
  private mutating func isLess(_ index: UInt32, _ other: UInt32) -> Bool {
    if self[index].isOver != self[other].isOver { return self[index].isOver }
    return self[index].lastTime < self[other].lastTime
  }

  /// Gives the connection at `index` up; one that is over loses nothing by it but a late copy that might still have come.
  private mutating func evict(_ index: UInt32) {
    if !self[index].isOver { self[index].marks.insert(.evicted) }
    remove(index)
    finish(index)
  }

  /// Gives up something whose hash shares a segment of the index with `hash`: keys that collide push each other out, and nobody else.
  private mutating func giveUpInSegment(of hash: UInt64) {
    let segment = slots.segment(of: hash)
    var choice: UInt32?
    for position in 0..<FlowIndex.segmentSize where slots[segment, position] != 0 {
      let reference = UInt32(truncatingIfNeeded: slots[segment, position]) &- 1
      choice = reference
      if Reference.isIdle(reference) { continue }
      if reference & Reference.lone != 0 || self[reference].isWaiting { break }
    }
    guard let choice else { return }
    if choice & Reference.lone == 0 {
      evict(choice)
    } else if Reference.isIdle(choice) {
      evict(unfoldWithoutRoom(choice & Reference.place))
    } else if choice & Reference.wide == 0 {
      depart(narrow: choice & Reference.place, marks: .evicted)
    } else {
      depart(wide: choice & Reference.place, marks: .evicted)
    }
  }

  // MARK: Attempts with a record of their own, in the order in which they got it

  /// Notes that nobody has answered the connection at `index` yet.
  mutating func beginWaiting(_ index: UInt32) {
    connections[index].isWaiting = true
    waiting.append(index, &connections)
  }

  /// Notes that the connection at `index` was answered, or is out of the table.
  mutating func endWaiting(_ index: UInt32) {
    connections[index].isWaiting = false
    waiting.remove(index, &connections)
  }
}
