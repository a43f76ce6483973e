/// Connections whose time is over. So that no segment has to wait for all that come due in one second, each sees to a few; until it was its
/// turn, a connection whose time is over is over for those who look for it, too.
extension FlowTable {
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

  /// Takes the timers that come up by `second` out of the wheel.
  private mutating func turnWheel() {
    let before = wheel.octets
    while let timers = wheel.tick(to: second) {
      if timers.isEmpty { continue }
      if due.isEmpty { due = timers } else { due += timers }
    }
    dueOctets += before - wheel.octets
    dueTime = now
  }

  /// Sees to `number` attempts that are due, and to half as many connections or, where many are, to so many that all are seen to within
  /// some two thousand segments.
  mutating func expire(_ number: Int) {
    let areMoreLone = expireLone(number)
    expireDue(max(number / 2, min(due.count >> 11, 64)))
    mayBeDue = areMoreLone || dueNext < due.count
  }

  /// Sees to the next `number` timers that have come up.
  mutating func expireDue(_ number: Int) {
    var left = number
    while left > 0, dueNext < due.count {
      // Records that are due have long left the cache: ask for those ahead while this one is seen to, but of one that is another's by now
      // only for its number, which is at the end.
      if dueNext + 16 < due.count {
        connections.prefetchEnd(due[dueNext + 16].index)
        if isCurrent(due[dueNext + 8]) { connections.prefetch(due[dueNext + 8].index) }
        if isCurrent(due[dueNext + 4]) { prefetchParts(of: due[dueNext + 4].index) }
        if tellsTimelines, isCurrent(due[dueNext + 2]) { prefetchRestOfTimeline(of: due[dueNext + 2].index) }
      }
      seeTo(due[dueNext])
      dueNext += 1
      left -= 1
    }
    guard dueNext == due.count, dueNext > 0 else { return }
    due = []
    dueNext = 0
    timeline.memory.giveBack(dueOctets)
    dueOctets = 0
  }

  /// Asks for what is needed to take the connection at `index` out of the table, beside its record, to be brought into the cache.
  @inline(__always)
  private mutating func prefetchParts(of index: UInt32) {
    slots.prefetch(UInt64(self[index].tag) << 32)
    prefetchTimeline(of: index)
  }

  /// Asks for what is read when the record of the connection at `index` is asked for, or given back.
  @inline(__always)
  mutating func prefetchTimeline(of index: UInt32) {
    let head = self[index].head
    if head == Timeline.none { return }
    timeline.prefetchLink(of: head)
    guard tellsTimelines else { return }
    timeline.prefetchEnds(of: head, self[index].tail)
    timeline.closings.prefetch(self[index].closing)
  }

  /// Asks for what only the link that `prefetchTimeline` asked for tells.
  @inline(__always)
  private mutating func prefetchRestOfTimeline(of index: UInt32) {
    if self[index].head != Timeline.none { timeline.prefetchSecond(of: self[index].head, self[index].tail) }
  }

  /// Whether the record that `timer` was set for still is its connection's.
  @inline(__always)
  private mutating func isCurrent(_ timer: TimerWheel.Timer) -> Bool {
    UInt32(truncatingIfNeeded: self[timer.index].number) == timer.number
  }

  private mutating func seeTo(_ timer: TimerWheel.Timer) {
    let index = timer.index
    guard isCurrent(timer), self[index].isTimed, secondsLeft(index, from: second) == 0 else { return }
    self[index].isTimed = false
    guard self[index].isListed else { return }
    if self[index].deadline(lingering: linger) <= dueTime { end(index) } else { arm(index) }
  }

  /// Whether the time of the connection at `index` is over, and its timer has come up and was not seen to yet.
  @inline(__always)
  mutating func isOverdue(_ index: UInt32) -> Bool {
    dueNext < due.count && isDue(index)
  }

  @inline(never)
  private mutating func isDue(_ index: UInt32) -> Bool {
    self[index].isListed && self[index].isTimed && secondsLeft(index, from: second) == 0
      && self[index].deadline(lingering: linger) <= dueTime
  }

  /// Ends the connection at `index`, whose time is over.
  mutating func end(_ index: UInt32) {
    remove(index)
    finish(index)
  }

  /// Seconds that a connection which is over stays, so that late copies still find it; the more of them, the shorter.
  private var linger: Int64 {
    mutating get { overCount < 1024 ? 120 : overCount < 4096 ? 30 : overCount < 8192 ? 4 : 1 }
  }

  /// Seconds from `second` until the wheel looks at the connection at `index`; 0 where it is due.
  private mutating func secondsLeft(_ index: UInt32, from second: Int64) -> Int64 {
    // No timer is set for later than the wheel spans, so that the difference tells it although only half of the number is kept.
    let left = self[index].timerSecond &- UInt32(truncatingIfNeeded: second)
    return left < UInt32(TimerWheel.span) ? Int64(left) : 0
  }

  /// Sees to it that the connection at `index` is looked at when its time is over, if not earlier.
  mutating func arm(_ index: UInt32, within seconds: Int64 = TimerWheel.span) {
    let deadline = min(self[index].deadline(lingering: linger) / 1_000_000_000, now / 1_000_000_000 &+ seconds)
    let due = wheel.dueSecond(for: deadline &+ 1)
    if self[index].isTimed, due &- wheel.second >= secondsLeft(index, from: wheel.second) { return }
    self[index].isTimed = true
    self[index].timerSecond = UInt32(truncatingIfNeeded: due)
    let before = wheel.octets
    wheel.arm(TimerWheel.Timer(index: index, number: UInt32(truncatingIfNeeded: self[index].number)), for: due)
    timeline.memory.charge(wheel.octets - before)
  }
}
