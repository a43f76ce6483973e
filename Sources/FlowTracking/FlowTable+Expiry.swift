import PacketDecoding

/// Connections whose time is over. So that no segment has to wait for all that come due in one second, each sees to a few, and where there are many
/// they are spread over half of that second, or seen to in the next where no segment came behind its first part. Until it was its turn, a connection
/// whose time is over is over for those who look for it, too.
extension FlowTable {
  /// Up to so many timers are not spread.
  private static let fewDue = 256
  /// The most that one segment sees to where they are, and how many are seen to together.
  private static let mostDue = 64
  private static let dueTogether = 8
  /// After how many seconds a connection is looked at first whose record was never used before, and another; both less than any is waited
  /// for that is not over.
  static let freshWait: Int64 = 64
  private static let reusedWait: Int64 = 8

  /// Lets time pass to `time`, in nanoseconds since the epoch; connections whose time is over become finished.
  package mutating func advance(to time: Int64) {
    guard time > now else { return }
    pass(to: time, seeingTo: 32 * FlowTable.dueAtOnce)
    // Nothing else is to be done meanwhile.
    expireDue(FlowTable.dueWhenIdle)
  }

  /// Lets time pass to `time`, and sees to `number` attempts that are due, and to a few connections.
  mutating func pass(to time: Int64, seeingTo number: Int) {
    now = time
    if time >= nextSecond {
      second = time / 1_000_000_000
      nextSecond = (second &+ 1).multipliedReportingOverflow(by: 1_000_000_000).partialValue
      wheel.start(at: second)
      turnWheel()
      mayBeDue = true
    }
    if mayBeDue { expire(number) }
  }

  /// Has the timers come up that are set for a time until `second`.
  private mutating func turnWheel() {
    let before = wheel.dueCount
    while wheel.tick(to: second) {}
    dueLate = dueCount - dueDone
    dueCount = dueLate + wheel.dueCount - before
    dueDone = 0
    // Over is what should have been by the end of the second before, as for attempts: so that it does not hang on which second a timer was set
    // for, or on when in this one the first segment came.
    dueTime = second &* 1_000_000_000 &- 1
  }

  /// Whether timers have come up that were not seen to yet.
  private var hasDue: Bool {
    mutating get { dueSeen != dueTaken || wheel.dueCount > 0 }
  }

  /// Sees to `number` attempts that are due, and to as many connections as it is time for.
  mutating func expire(_ number: Int) {
    areAttemptsDue = expireLone(number)
    expireDue(dueCount <= FlowTable.fewDue ? number / 2 : min(max(0, dueByNow - dueDone), FlowTable.mostDue))
    dueWork = areAttemptsDue || dueCount <= FlowTable.fewDue || dueByNow > dueDone ? .min : nextDueWork
    mayBeDue = areAttemptsDue || hasDue
  }

  /// Of many timers, how many should have been seen to by now: those of seconds before, and the others bit by bit until 2^29 ns of the second
  /// are over.
  private var dueByNow: Int {
    let part = Int(now &- second &* 1_000_000_000) >> 19
    return dueLate &+ min((part &* (dueCount &- dueLate)) >> 10, dueCount &- dueLate)
  }

  /// When the next few of the others should be.
  private var nextDueWork: Int64 {
    let part = ((dueDone &- dueLate &+ FlowTable.dueTogether) << 10) / max(dueCount &- dueLate, 1) &+ 1
    return second &* 1_000_000_000 &+ (Int64(part) << 19)
  }

  /// Sees to the next `number` timers that have come up.
  mutating func expireDue(_ number: Int) {
    var left = number
    while left > 0, hasDue {
      findDue()
      seeTo(dueTimers[dueSeen & 31], foundAt: dueFound[dueSeen & 31])
      dueSeen &+= 1
      dueDone &+= 1
      left -= 1
    }
    if !hasDue {
      dueCount = 0
      dueLate = 0
      dueDone = 0
    }
  }

  /// Finds what is due a few places ahead, and asks for what its end will take to be brought into the cache, which it has long left.
  ///
  /// Of one whose time is not over no more is asked for than what tells that: most that live long are only looked at again later.
  @inline(__always)
  private mutating func findDue() {
    while dueTaken &- dueSeen < 17, let timer = wheel.nextDue() {
      prefetchPlaces(of: timer)
      dueTimers[dueTaken & 31] = timer
      dueTaken &+= 1
    }
    let end = min(dueSeen &+ 9, dueTaken)
    while dueSought < end {
      let reference = find(dueTimers[dueSought & 31])
      if !isToWait(reference) { prefetch(reference) }
      dueFound[dueSought & 31] = reference
      dueSought &+= 1
    }
    if dueSeen &+ 4 < end { prefetchParts(of: dueFound[(dueSeen &+ 4) & 31]) }
    if tellsTimelines, dueSeen &+ 2 < end { prefetchRestOfTimeline(of: dueFound[(dueSeen &+ 2) & 31]) }
  }

  /// Asks for what tells where the connection is that `timer` was set for.
  @inline(__always)
  private mutating func prefetchPlaces(of timer: TimerWheel.Timer) {
    connections.prefetchStart(timer.index)
    connections.prefetchEnd(timer.index)
    if idle.wasUsed { slots.prefetch(timer.hash) }
  }

  /// Asks for what is needed to take the connection at `reference` out of the table, beside its record, to be brought into the cache.
  mutating func prefetchParts(of reference: UInt32) {
    if reference & Reference.lone == 0, !isToWait(reference) { prefetchTimeline(of: reference) }
  }

  /// Asks for what is read when the record of the connection at `index` is asked for, or given back.
  mutating func prefetchTimeline(of index: UInt32) {
    let head = self[index].head
    if head == Timeline.none { return }
    timeline.prefetchLink(of: head)
    guard tellsTimelines else { return }
    timeline.prefetchEnds(of: head, self[index].tail)
    timeline.closings.prefetch(self[index].closing)
  }

  /// Asks for what only the link that `prefetchTimeline` asked for tells.
  mutating func prefetchRestOfTimeline(of reference: UInt32) {
    if reference & Reference.lone == 0, !isToWait(reference), self[reference].head != Timeline.none {
      timeline.prefetchSecond(of: self[reference].head, self[reference].tail)
    }
  }

  /// What the connection that `timer` was set for is at now; `none` where it is over.
  @inline(__always)
  private mutating func find(_ timer: TimerWheel.Timer) -> UInt32 {
    if isCurrent(timer, timer.index) { return timer.index }
    return idle.wasUsed ? findMoved(timer) : FlowTable.none
  }

  /// The same by the index.
  @inline(never)
  private mutating func findMoved(_ timer: TimerWheel.Timer) -> UInt32 {
    let segment = slots.segment(of: timer.hash)
    var position = FlowIndex.position(of: timer.hash)
    while slots[segment, position] != 0 {
      let slot = slots[segment, position]
      position = (position &+ 1) & FlowIndex.positionMask
      guard slot & Reference.tag == timer.hash else { continue }
      let reference = UInt32(truncatingIfNeeded: slot) &- 1
      let number: UInt64
      if reference & Reference.lone == 0 {
        number = self[reference].number
      } else if Reference.isIdle(reference) {
        number = idle.number(at: reference & Reference.place)
      } else {
        continue
      }
      if UInt32(truncatingIfNeeded: number) == timer.number { return reference }
    }
    return FlowTable.none
  }

  /// Sees to the connection that `timer` was set for, which was found at `reference` a little before.
  private mutating func seeTo(_ timer: TimerWheel.Timer, foundAt reference: UInt32) {
    // One that was not in the table is not there again.
    if reference == FlowTable.none { return }
    guard reference & Reference.lone == 0, isCurrent(timer, reference) else { return seeToMoved(timer) }
    guard hasTimerUp(reference) else { return }
    self[reference].isTimed = false
    if self[reference].deadline(lingering: linger) <= dueTime { end(reference) } else { arm(reference) }
  }

  /// Whether the timer of the connection at `index` has come up.
  @inline(__always)
  private mutating func hasTimerUp(_ index: UInt32) -> Bool {
    self[index].isTimed && FlowTable.secondsLeft(until: self[index].timerSecond, from: second) == 0
  }

  /// Whether what is at `reference`, which may be `none`, is a connection whose timer has come up, and whose time is not over.
  @inline(__always)
  private mutating func isToWait(_ reference: UInt32) -> Bool {
    reference & Reference.lone == 0 && hasTimerUp(reference)
      && self[reference].deadline(lingering: linger) > dueTime
  }

  /// Whether the record at `index` is that of the connection that `timer` was set for, and in the table.
  @inline(__always)
  private mutating func isCurrent(_ timer: TimerWheel.Timer, _ index: UInt32) -> Bool {
    UInt32(truncatingIfNeeded: self[index].number) == timer.number && self[index].isListed
  }

  /// The same where the connection is no longer at hand, or idle.
  @inline(never)
  private mutating func seeToMoved(_ timer: TimerWheel.Timer) {
    let reference = find(timer)
    if Reference.isIdle(reference) { return seeTo(timer, idle: reference & Reference.place) }
    seeTo(timer, foundAt: reference)
  }

  /// The same for the idle connection at `place`.
  private mutating func seeTo(_ timer: TimerWheel.Timer, idle place: UInt32) {
    guard FlowTable.secondsLeft(until: idle.timerSecond(at: place), from: second) == 0 else { return }
    let deadline = idleDeadline(of: place, lingering: linger)
    if deadline <= dueTime { return end(unfoldWithoutRoom(place)) }
    let due = dueSecond(for: deadline)
    idle.setTimerSecond(UInt32(truncatingIfNeeded: due), at: place)
    arm(timer, for: due)
  }

  /// Whether the time of the connection at `index` is over, and its timer has come up and was not seen to yet.
  @inline(__always)
  mutating func isOverdue(_ index: UInt32) -> Bool {
    // Unless something may be due, none of them is left.
    seldom(mayBeDue) && hasDue && isDue(index)
  }

  @inline(never)
  private mutating func isDue(_ index: UInt32) -> Bool {
    self[index].isListed && hasTimerUp(index) && self[index].deadline(lingering: linger) <= dueTime
  }

  /// Whether the timer of the idle connection at `place` has come up and was not seen to yet.
  mutating func isTimerUp(ofIdle place: UInt32) -> Bool {
    mayBeDue && hasDue && FlowTable.secondsLeft(until: idle.timerSecond(at: place), from: second) == 0
  }

  /// Ends the connection at `index`, whose time is over.
  mutating func end(_ index: UInt32) {
    remove(index)
    finish(index)
  }

  /// Seconds from `second` until the wheel looks at what is timed for the one whose lower half is `timerSecond`; 0 where it is due.
  fileprivate static func secondsLeft(until timerSecond: UInt32, from second: Int64) -> Int64 {
    // No timer is set for later than the wheel spans, so that the difference tells it although only half of the number is kept.
    let left = timerSecond &- UInt32(truncatingIfNeeded: second)
    return left < UInt32(TimerWheel.span) ? Int64(left) : 0
  }

  /// The second in which the wheel should look at what ends at `deadline`, in nanoseconds since the epoch.
  private mutating func dueSecond(for deadline: Int64) -> Int64 {
    wheel.dueSecond(for: min(deadline, now &+ TimerWheel.span &* 1_000_000_000) / 1_000_000_000 &+ 1)
  }

  @inline(__always)
  private mutating func arm(_ timer: TimerWheel.Timer, for due: Int64) {
    let before = wheel.octets
    wheel.arm(timer, for: due)
    if wheel.octets != before { timeline.memory.charge(wheel.octets - before) }
  }

  /// Sees to it that the connection at `index`, of which less is expected than before, is looked at when its time is over: a connection that
  /// was captured from its middle on may turn out to be one that opens.
  @inline(__always)
  mutating func armSooner(_ index: UInt32) {
    // One that opens is waited for no longer than an attempt; its timer comes up in the second after.
    arm(index, ifNotWithin: FlowTable.patience / 1_000_000_000 &+ 1)
  }

  /// The same where its timer does not come up within so many `seconds`.
  @inline(__always)
  mutating func arm(_ index: UInt32, ifNotWithin seconds: Int64) {
    if FlowTable.secondsLeft(until: self[index].timerSecond, from: second) > seconds { arm(index) }
  }

  /// Sees to it that the connection at `index` is looked at when its time is over, if not earlier.
  mutating func arm(_ index: UInt32) {
    let due = dueSecond(for: self[index].deadline(lingering: linger))
    if let timer = connections[index].timer(at: index, for: due, from: wheel.second) { arm(timer, for: due) }
  }

  /// Sees to it that the connection at `index`, which begins with a segment captured at `time` and has no timer, is looked at long before its
  /// time is over.
  ///
  /// Soon, as most connections are short, and a timer that is looked at early is gone early; but not where its record `isFresh`: then more are
  /// followed than ever before, so that they may stay, and timers that are looked at late are no more than records.
  mutating func arm(beginning index: UInt32, at time: Int64, isFresh: Bool) {
    // A segment from before the clock stepped back may be past its time already, which depends on what it is: it is not taken yet.
    let isPast = time < now &- FlowTable.freshWait &* 1_000_000_000
    let wait = isPast ? 0 : isFresh ? FlowTable.freshWait : FlowTable.reusedWait
    let due = wheel.dueSecond(for: second &+ 1 &+ wait)
    if let timer = connections[index].timer(at: index, for: due, from: wheel.second) { arm(timer, for: due) }
  }
}

extension FlowTable {
  /// The second in which the wheel should look first at a connection that opens now.
  var firstDueSecond: Int64 {
    mutating get { wheel.dueSecond(for: second &+ 1 &+ FlowTable.freshWait) }
  }

  /// Sees to it that the opening `number`, whose hash has this `tag`, is looked at in the second `due`.
  mutating func arm(openingWithTag tag: UInt32, _ number: UInt64, for due: Int64) {
    // It has no record: it is found by its tag.
    arm(TimerWheel.Timer(index: FlowTable.stand, tag: tag, number: UInt32(truncatingIfNeeded: number)), for: due)
  }
}

extension Connection {
  /// The timer with which the wheel, which stands at `second`, looks at this, the connection at `index`, in the second `due`; nil where it
  /// does so earlier.
  @inline(__always)
  fileprivate mutating func timer(at index: UInt32, for due: Int64, from second: Int64) -> TimerWheel.Timer? {
    if isTimed, due &- second >= FlowTable.secondsLeft(until: timerSecond, from: second) { return nil }
    isTimed = true
    timerSecond = UInt32(truncatingIfNeeded: due)
    return TimerWheel.Timer(index: index, tag: tag, number: UInt32(truncatingIfNeeded: number))
  }
}
