/// Connections that are over, which stay for a while so that late copies still find them; the more of them, the shorter.
///
/// While they are few their timers end them. Where there are many, those that come to their end let others go that did so before: so no more
/// memory is taken than for those of the last second, and it is soon used again, while it is in the cache.
extension FlowTable {
  /// So many stay until their timers come up.
  static let lingerLimit = 8192
  /// Where there are more, none goes of which something was captured within this, in nanoseconds: a FIN whose acknowledgement was lost comes again.
  private static let shortestLinger: Int64 = 1_000_000_000
  /// How many are let go together, so that what that runs and reads is brought into the cache once; and the most that are at once.
  private static let togetherGone = 8
  private static let mostGone = 16

  /// Seconds that one stays whose timer comes up.
  var linger: Int64 {
    mutating get { lingering.count < 1024 ? 120 : lingering.count < 4096 ? 30 : 4 }
  }

  /// The connection at `index` came to its end, turned out not to have, or is behind it and something more was captured.
  @inline(never)
  mutating func noteEnd(_ index: UInt32) {
    let lingered = self[index].isLingering
    if lingered { endLingering(index) }
    // What nobody answered goes before these, in a row of its own.
    guard self[index].isOver, !self[index].isWaiting else { return arm(index) }
    beginLingering(index)
    if lingered { return }
    guard lingering.count > FlowTable.lingerLimit else { return arm(index) }
    // Others will let it go. Where none come any more its timer does, which only one that was open for long has set for much later.
    arm(index, ifNotWithin: FlowTable.freshWait &+ 1)
    if lingering.count >= FlowTable.lingerLimit + FlowTable.togetherGone { letFirstGo() }
    prefetchNextToGo()
  }

  /// The connection at `index` lingers no more.
  mutating func endLingering(_ index: UInt32) {
    if nextToGo == index { nextToGo = self[index].rowAfter }
    connections[index].isLingering = false
    lingering.remove(index, &connections)
  }

  @inline(always)
  private mutating func beginLingering(_ index: UInt32) {
    connections[index].isLingering = true
    lingering.append(index, &connections)
  }

  /// Ends those of which nothing was captured for longest, as far as they are too many.
  private mutating func letFirstGo() {
    for _ in 0..<FlowTable.mostGone where lingering.count > FlowTable.lingerLimit {
      let index = lingering.first
      // A clock may count whole seconds: not before it has gone on by more than that.
      guard now &- self[index].lastTime > FlowTable.shortestLinger || isOutOfTime(index) else { break }
      end(index)
    }
    nextToGo = lingering.first
  }

  /// Whether the last segment of the first one seems to be from after those of the two that came to their end last, which were captured later: a
  /// time stamp was wrong, or the clock was set back, and for how long nothing was captured of it is not to be told. It must not hold up the others.
  private mutating func isOutOfTime(_ first: UInt32) -> Bool {
    let last = lingering.last
    let before = self[last].rowBefore
    // Two, as one may be the wrong one.
    let latest = max(self[last].lastTime, before == FlowTable.none ? .min : self[before].lastTime)
    return self[first].lastTime > latest && self[first].lastTime &- latest > FlowTable.shortestLinger
  }

  /// Asks for the next one that will be let go, which no packet has touched for a second, to be brought into the cache: for the record of one, for
  /// what the record of the one before it tells of, and for the rest of the timeline of the one before that.
  private mutating func prefetchNextToGo() {
    if nextToGo == FlowTable.none { nextToGo = lingering.first }
    let current = nextToGo
    let before = self[current].rowBefore
    if before != FlowTable.none { prefetchRestOfTimeline(of: before) }
    slots.prefetch(UInt64(self[current].tag) << 32)
    prefetchParts(of: current)
    nextToGo = self[current].rowAfter
    if nextToGo != FlowTable.none { connections.prefetch(nextToGo) }
  }
}
