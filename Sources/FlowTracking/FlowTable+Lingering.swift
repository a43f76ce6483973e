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
    lastEnds = [lastEnds[1], lastEnds[2], lastEnds[3], self[index].lastTime]
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
  ///
  /// For how long that is, the last segments of those that came to their end last tell, three of four: what time it was is not asked, as one time
  /// stamp that was wrong, or a clock that is set back, makes that wrong for long.
  private mutating func letFirstGo() {
    for _ in 0..<FlowTable.mostGone where lingering.count > FlowTable.lingerLimit {
      let index = lingering.first
      let (endsBehind, endsBefore) = countEnds(around: self[index].lastTime)
      if endsBehind >= 3 {
        end(index)
      } else if endsBehind + endsBefore >= 3 {
        // It seems to be from after those that were captured later, or there are two clocks. It must not hold up the others, which go first once.
        if self[index].wasPassedOver {
          end(index)
        } else {
          connections[index].wasPassedOver = true
          endLingering(index)
          beginLingering(index)
        }
      } else {
        break
      }
    }
    nextToGo = lingering.first
  }

  /// How many of `lastEnds` are further behind `time` than one stays at least, and how many as far before. A clock may count whole seconds: not before
  /// it has gone on by more than that.
  private mutating func countEnds(around time: Int64) -> (behind: Int, before: Int) {
    var behind = 0
    var before = 0
    for place in 0..<4 {
      let end = lastEnds[place]
      if end > time, end &- time > FlowTable.shortestLinger { behind &+= 1 }
      if end < time, time &- end > FlowTable.shortestLinger { before &+= 1 }
    }
    return (behind, before)
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
