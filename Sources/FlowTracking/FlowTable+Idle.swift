/// Idle connections in a small form.
///
/// Where a quarter of the memory is taken, a connection from which nothing has come for a while is folded before memory is taken for another
/// record, and unfolded with its next segment: several times as many can stay open then before one has to be given up.
extension FlowTable {
  /// Nothing is folded from which something came in this time, in nanoseconds: most connections are never idle for so long.
  private static let idleTime: Int64 = 1_000_000_000
  /// The same where half of the memory is taken: to fold and unfold is less than to give up.
  private static let shortIdleTime: Int64 = 200_000_000
  /// Records that the search for one to fold looks at.
  private static let foldSteps = 64
  /// How long no other search is made after one that found none, in nanoseconds.
  private static let foldPause: Int64 = 10_000_000
  /// Idle connections that the search for one to give up looks at.
  private static let idleSearchLength = 4
  /// Such searches that are made for one.
  private static let idleTries = 4

  /// Asks for the rest of the idle ones of the first `number` of `references`, whose beginning was asked for, to be brought into the cache.
  @inline(never)
  mutating func prefetchIdle(_ references: InlineArray<32, UInt32>, _ number: Int) {
    var scattered: UInt32 = 0
    for position in 0..<number where Reference.isIdle(references[position]) {
      if idle.isScattered(references[position] & Reference.place) { scattered |= 1 &<< UInt32(position) }
    }
    if scattered == 0 { return }
    for distance in 1...3 {
      for position in 0..<number where scattered &>> UInt32(position) & 1 != 0 {
        idle.prefetch(distance, behind: references[position] & Reference.place)
      }
    }
  }

  /// Whether the next record takes memory that folding another would spare.
  var shouldFold: Bool {
    mutating get { free.isEmpty && used & FlowTable.chunkMask == 0 && timeline.memory.used >= foldingStart }
  }

  /// What came last from a connection that may be folded was captured before this, in nanoseconds since the epoch.
  private var idleStart: Int64 {
    mutating get {
      let isShort = timeline.memory.used >= timeline.memory.limit / 2
      return now &- (isShort ? FlowTable.shortIdleTime : FlowTable.idleTime)
    }
  }

  /// Folds the next connection that is idle, so that its record and its part of the timeline are free; false where none of the next few is,
  /// or where there is no memory for it.
  mutating func foldOne() -> Bool {
    guard idle.mayAdd(&timeline.memory) else { return false }
    let index = nextToFold()
    if index == FlowTable.none { return false }
    let part = fold(index)
    guard hasRoomForAnnex(of: index),
      let place = idle.add(
        number: self[index].number, timerSecond: self[index].timerSecond, lastTime: self[index].lastTime,
        &timeline.memory)
    else { return false }
    pledgeAnnex(of: index)
    refer(to: Reference.idle(place), insteadOf: index, tag: self[index].tag)
    timeline.release(from: part.head, to: part.tail)
    self[index].isListed = false
    self[index].isInUse = false
    free.append(index)
    return true
  }

  /// The next connection that is idle; `none` where none of the next few is.
  private mutating func nextToFold() -> UInt32 {
    if now < foldTime { return FlowTable.none }
    let idleStart = idleStart
    for _ in 0..<min(used, FlowTable.foldSteps) {
      let index = foldHand
      foldHand = foldHand &+ 1 < UInt32(truncatingIfNeeded: used) ? foldHand &+ 1 : 0
      if Int(foldHand) &+ 8 < used { connections.prefetch(foldHand &+ 8) }
      if Int(foldHand) &+ 4 < used { prefetchPlaces(of: foldHand &+ 4) }
      if connections[index].isIdle(since: idleStart) { return index }
    }
    pauseFolding()
    return FlowTable.none
  }

  /// Asks for where the index refers to the connection at `index`, and for its timeline, to be brought into the cache.
  private mutating func prefetchPlaces(of index: UInt32) {
    slots.prefetch(UInt64(self[index].tag) << 32)
    if self[index].head != Timeline.none { timeline.prefetchBlock(self[index].head) }
  }

  private mutating func pauseFolding() {
    foldTime = now.addingReportingOverflow(FlowTable.foldPause).partialValue
  }

  /// The part of a timeline that is folded with its connection.
  private struct TimelinePart {
    var head = Timeline.none
    var tail = Timeline.none
    var count = 0
  }

  /// Folds the connection at `index`, which stays, with its timeline where that is short enough, and returns what of it is there.
  private mutating func fold(_ index: UInt32) -> TimelinePart {
    let part = putIntoForm(index)
    idle.fold(entries: part.count)
    return part
  }

  /// Puts it into the form that folds it.
  private mutating func putIntoForm(_ index: UInt32) -> TimelinePart {
    let head = self[index].head
    let tail = self[index].tail
    guard timeline.isOneBlock(from: head, to: tail) else {
      idle.form.put(&connections[index])
      return TimelinePart()
    }
    let count = Int(tail &- head) + 1
    for entry in 0..<count { idle.form.put(&timeline[head &+ UInt32(truncatingIfNeeded: entry)], at: entry) }
    self[index].head = Timeline.none
    self[index].tail = Timeline.none
    idle.form.put(&connections[index])
    self[index].head = head
    self[index].tail = tail
    return TimelinePart(head: head, tail: tail, count: count)
  }

  /// Gives the idle connection at `place` a record again and returns its index; where memory is short, that of another that is idle.
  mutating func unfold(_ place: UInt32) -> UInt32 {
    if shouldFold || !hasRecord, case let index = nextToFold(), index != FlowTable.none,
      case let part = fold(index), exchange(place, index, part)
    {
      return index
    }
    beingUnfolded = place
    makeRoomForRecord(isOpening: false)
    beingUnfolded = FlowTable.none
    return unfoldWithoutRoom(place)
  }

  /// The same, whether there is room for a record or not.
  mutating func unfoldWithoutRoom(_ place: UInt32) -> UInt32 {
    let index = unfoldOut(place)
    refer(to: index, insteadOf: Reference.idle(place), tag: self[index].tag)
    return index
  }

  /// The same for one that is not looked up any more: the index stays as it is.
  mutating func unfoldOut(_ place: UInt32) -> UInt32 {
    let content = idle.unfold(place)
    let index = takeRecord()
    takeUnfolded(index, content)
    idle.remove(place)
    return index
  }

  /// Gives the idle connection at `place` the record of the one at `index`, which was folded with a `part` of its timeline, and that its place;
  /// false, and nothing has changed, where that does not fit.
  private mutating func exchange(_ place: UInt32, _ index: UInt32, _ part: TimelinePart) -> Bool {
    guard hasRoomForAnnex(of: index), idle.hasRoom(at: place, &timeline.memory) else { return false }
    let content = idle.unfold(place)
    idle.replace(
      place, number: self[index].number, timerSecond: self[index].timerSecond, lastTime: self[index].lastTime)
    pledgeAnnex(of: index)
    timeline.release(from: part.head, to: part.tail)
    refer(to: Reference.idle(place), insteadOf: index, tag: self[index].tag)
    if case .opening = content { self[index] = blank }
    takeUnfolded(index, content)
    refer(to: index, insteadOf: Reference.idle(place), tag: self[index].tag)
    return true
  }

  // A record comes with a pledge of memory for an annex. A folded connection keeps its annex, so that its record, which another gets, needs
  // a pledge anew.

  private mutating func hasRoomForAnnex(of index: UInt32) -> Bool {
    self[index].annex == Annex.blank || timeline.memory.hasRoom(for: Pool<Annex>.elementOctets)
  }

  private mutating func pledgeAnnex(of index: UInt32) {
    if self[index].annex != Annex.blank { timeline.memory.pledge(Pool<Annex>.elementOctets) }
  }

  /// Has the connection that was unfolded be the one at `index`, a record that is blank where there is only an opening.
  private mutating func takeUnfolded(_ index: UInt32, _ content: IdleConnections.Content) {
    switch content {
    case .record(let entries): getRecord(index, entries)
    case .opening(let opening): replay(opening, at: index)
    }
  }

  /// The same where the record was folded, with so many `entries`.
  private mutating func getRecord(_ index: UInt32, _ entries: Int) {
    idle.form.get(&connections[index])
    if self[index].annex != Annex.blank { timeline.memory.takeBack(pledge: Pool<Annex>.elementOctets) }
    guard entries > 0, case let head = timeline.takeBlock(), head != Timeline.none else { return }
    for entry in 0..<entries { idle.form.get(&timeline[head &+ UInt32(truncatingIfNeeded: entry)], at: entry) }
    self[index].head = head
    self[index].tail = head &+ UInt32(truncatingIfNeeded: entries - 1)
  }

  /// Has the index refer to `reference` where it referred to `old`, for a connection with `tag`.
  private mutating func refer(to reference: UInt32, insteadOf old: UInt32, tag: UInt32) {
    let tag = UInt64(tag) << 32
    slots.replace(tag | UInt64(old &+ 1), by: tag | UInt64(reference &+ 1))
  }

  /// Puts an idle connection, of a few the one that has been idle for longest, in the place of the one at `index` if that has been idle for less,
  /// to be given up instead of it.
  mutating func exchangeForLongerIdle(_ index: UInt32) {
    guard connections[index].isIdle(since: idleStart), var choice = idleChoice() else { return }
    let age = now &- self[index].lastTime
    var part: TimelinePart?
    // The first may have too few fragments for the other, where there is no memory for more.
    for _ in 0..<FlowTable.idleTries where choice.age > age {
      idle.prefetch(choice.place)
      let folded = part ?? fold(index)
      if exchange(choice.place, index, folded) { return }
      part = folded
      guard let next = idleChoice() else { return }
      choice = next
    }
  }

  /// Whether an idle connection is looked for to be given up for one that goes on: every fourth time.
  ///
  /// One that goes on and has no record was folded, or most likely given up and has come back. Where many do, those that are folded will, too,
  /// however long they have been idle: then it matters little which is given up, and one with a record is given up with less work. Not
  /// always, or those from which nothing will ever come would stay.
  mutating func isTurnOfIdle() -> Bool {
    idleTurn &+= 1
    return idleTurn & 3 == 0
  }

  /// The `deadline` of the idle connection at `place`, which stays folded.
  mutating func idleDeadline(of place: UInt32, lingering linger: Int64) -> Int64 {
    if case .opening(let opening) = idle.unfold(place) { return opening.deadline }
    var connection = blank
    idle.form.get(&connection)
    return connection.deadline(lingering: linger)
  }

  /// Of the next few idle connections, the one that has been idle for longest, and for how long; nil where there is none.
  private mutating func idleChoice() -> (place: UInt32, age: Int64)? {
    var choice: (place: UInt32, age: Int64)?
    for _ in 0..<min(idle.count, FlowTable.idleSearchLength) {
      var place = idle.first(from: idleHand)
      if place == FlowTable.none { place = idle.first(from: 0) }
      if place == FlowTable.none { break }
      idleHand = place &+ 1
      if place == beingUnfolded { continue }
      let age = idle.age(at: place, now)
      if age > choice?.age ?? -1 { choice = (place, age) }
    }
    return choice
  }
}

extension Connection {
  /// Whether it is open, nothing has come since `time`, and nothing waits for it.
  fileprivate mutating func isIdle(since time: Int64) -> Bool {
    lastTime < time && isInUse && isListed && isTimed && !isOver && !isWaiting && closing == Closing.blank
  }
}
