package import PacketDecoding

/// All connections that are tracked, found by their 4-tuple.
///
/// An attempt of which one plain SYN is all that was captured is kept as a `LoneSyn`, and becomes a `Connection` with the next packet that
/// concerns it; one that is idle while memory is short is kept in a small form (`FlowTable+Idle`), and one that opens then as its first segments
/// (`FlowTable+Opening`). All are in chunks, named by the reference in a slot of `FlowIndex`; records and timeline entries are reused. All of it
/// stays within a budget of memory: see `FlowTable+Limit`.
package struct FlowTable: ~Copyable {
  /// No connection.
  static let none = UInt32.max
  /// The most networks in which one 4-tuple is followed at once.
  static let networkLimit = 32

  typealias Records = Slab<5, Connection>
  static let chunkBits = Records.chunkBits
  static let chunkMask = (1 << chunkBits) - 1
  /// Octets of a chunk of records, their places in the list of free ones included.
  static let chunkOctets = (MemoryLayout<Connection>.stride + 8) << chunkBits
  /// Octets that the records of a chunk may come to need beside their own and the timeline's.
  static let pledgedOctets = (Pool<Closing>.elementOctets + Pool<Annex>.elementOctets) << chunkBits
  /// The record that stands for a lone SYN while that is looked at.
  static let stand: UInt32 = 0

  var slots = FlowIndex()
  var connections = Records()
  /// Records that were ever in use.
  var used = 0
  var free = FreePlaces()
  let hasher: FlowHasher
  /// What a new record is copied from: one copy costs less than initializing each part.
  let blank = Connection()
  var wheel = TimerWheel()
  /// Attempts by IPv4 in the capture's own network, and all others.
  var narrow = LoneSyns<NarrowEnds>()
  var wide = LoneSyns<WideEnds>()
  /// Connections that are idle, while memory is short.
  var idle = IdleConnections()
  /// Octets that are taken before idle connections are folded.
  let foldingStart: Int
  /// Where the search for a connection to fold goes on.
  var foldHand: UInt32 = 0
  /// The idle connection that is being unfolded, and not to be given up meanwhile.
  var beingUnfolded = FlowTable.none
  /// No search is made before, in nanoseconds since the epoch.
  var foldTime: Int64 = .min
  /// Where the search for an idle one to give up goes on.
  var idleHand: UInt32 = 0
  /// See `isTurnOfIdle`.
  var idleTurn: UInt8 = 0
  /// What is over and was not asked for yet.
  var finished: [Finished] = []
  var finishedNext = 0
  /// When the one that `nextFinished` gave last ended, as far as time had passed then.
  var toldEnd: Int64 = .min
  /// What is left to finish when the capture is over, last first: how far its number is from `restStart`, and in the lower half its index;
  /// nil before.
  var rest: [UInt64]?
  /// No number in `rest` is lower.
  var restStart: UInt64 = 0
  /// Whether some of what is left has numbers that are too far from that.
  var hasMoreRest = false
  /// The number of the next connection.
  var nextNumber: UInt64 = 1
  /// What the last segment accepted did. It stays where it was written: copying it out would wait for every store before it.
  package internal(set) var outcome = SegmentOutcome()
  /// The significant segments of all connections.
  package internal(set) var timeline: Timeline
  /// The latest time seen, in nanoseconds since the epoch.
  package internal(set) var now: Int64 = .min
  /// A step forward that takes two segments to be believed: an hour, in nanoseconds.
  private static let leap: Int64 = 3_600_000_000_000
  /// Where a leap went that is still to be confirmed; the smallest number when there is none.
  private var leapTime: Int64 = .min { didSet { noteQuiet() } }
  /// When the wheel has to be looked at again, in nanoseconds since the epoch.
  var nextSecond: Int64 = .min { didSet { noteQuiet() } }
  /// Before which time passes with nothing else to do; the smallest number where there is something now.
  private var quietEnd: Int64 = .min
  /// The second that `now` is in.
  var second: Int64 = .min
  /// Whether attempts or connections may be due that were not seen to yet.
  var mayBeDue = false { didSet { noteQuiet() } }
  /// The timers that have come up and will be seen to next, by the last bits of their place in the order; and where their connections were
  /// found.
  var dueTimers = InlineArray<32, TimerWheel.Timer>(repeating: TimerWheel.Timer(index: 0, tag: 0, number: 0))
  var dueFound = InlineArray<32, UInt32>(repeating: FlowTable.none)
  /// How many timers were taken out of the wheel, how many of their connections were looked for, and how many were seen to.
  var dueTaken = 0
  var dueSought = 0
  var dueSeen = 0
  /// How many were to be seen to when the last of them came up, how many of these had come up in a second before, and how many were seen to since:
  /// what sets the pace.
  var dueCount = 0
  var dueLate = 0
  var dueDone = 0
  /// Of those that have come up, what was to end until then is over; in nanoseconds since the epoch.
  var dueTime: Int64 = .min
  /// When the next are to be seen to, in nanoseconds since the epoch; the smallest number where that is with the next segment. Set before `mayBeDue`,
  /// with which it is looked at.
  var dueWork: Int64 = .min
  /// Whether attempts are due that were not seen to yet.
  var areAttemptsDue = false
  /// Segments that were larger than their receiver's maximum segment size.
  package private(set) var offloadedSegments: UInt64 = 0
  /// Connections in the table, attempts included.
  package internal(set) var count = 0
  /// The most there ever were but for lone SYNs.
  private var mostAnswered = 0
  /// The hashes of the segments last prepared.
  private var hashes = InlineArray<32, UInt64>(repeating: 0)
  /// What the index then held of the same tags, most likely their connections.
  private var guesses = InlineArray<32, UInt32>(repeating: FlowTable.none)
  /// The number of the next connection then: an attempt with this one or a later one is in a place that another had.
  private var preparedNumber: UInt64 = 0

  /// The most connections to follow at once.
  let limit: Int
  /// What segments changed of late.
  var changeBook = ChangeBook()
  /// Whether somebody asks for what single segments did.
  let tellsEvents: Bool
  /// Whether somebody asks for records with their timelines.
  let tellsTimelines: Bool
  /// Listeners that ignored something of late.
  var listeners = ListenerWatch()
  /// Openings of late, for the races of addresses.
  var races = RaceWatch()
  /// ICMP errors that were captured before the segment that they quote.
  private var strays = StrayErrors()

  /// Where the search for a connection to give up goes on.
  var hand: UInt32 = 0
  /// Records to which nobody answered, the one that waits longest first.
  var waiting = RecordList()
  /// Records of connections of which only stragglers are expected, the one of which nothing was captured for longest first.
  var lingering = RecordList()
  /// When the last segments were captured of the four that came to their end last, or of which something more was, in nanoseconds since the epoch.
  var lastEnds: InlineArray<4, Int64> = [.min, .min, .min, .min]
  /// The one of those that linger whose record was asked for last.
  var nextToGo = FlowTable.none

  /// An empty table.
  ///
  /// - Parameters:
  ///   - memory: octets that it may take, 4 MiB at least; at the limit attempts that nobody answered go first.
  ///   - limit: the most connections to follow at once, whatever memory there is.
  ///   - tellsEvents: whether `outcome` and `event` are asked for; without, they say nothing of attempts and of plain segments.
  ///   - tellsTimelines: whether every record is asked for with its timeline, which is then brought into the cache ahead.
  package init(memory: Int = 1 << 50, limit: Int = .max, tellsEvents: Bool = true, tellsTimelines: Bool = true) {
    self.init(
      memory: memory, limit: limit, tellsEvents: tellsEvents, tellsTimelines: tellsTimelines, hasher: FlowHasher())
  }

  /// - Parameter foldingStart: octets that are taken before idle connections are folded; nil for a quarter of `memory`.
  init(
    memory: Int, limit: Int, tellsEvents: Bool, tellsTimelines: Bool = true, hasher: FlowHasher,
    foldingStart: Int? = nil
  ) {
    self.limit = max(limit, 1)
    self.foldingStart = foldingStart ?? memory / 4
    self.tellsEvents = tellsEvents
    self.tellsTimelines = tellsTimelines
    self.hasher = hasher
    timeline = Timeline(memory: MemoryBudget(limit: max(memory, 4 << 20)))
    _ = takeRecord()
    self[FlowTable.stand].isListed = false
  }

  @inline(__always)
  subscript(index: UInt32) -> Connection {
    _read { yield connections[index] }
    _modify { yield &connections[index] }
  }

  /// What was noticed about the connection at `index`.
  package mutating func marks(of index: UInt32) -> ConnectionMarks {
    connections[index].marks
  }

  // MARK: Taking segments

  /// Brings the slots and records that `segments` will need into the cache, all at once so that the misses overlap.
  ///
  /// At most 32 segments, which then have to be accepted in order with their indices.
  package mutating func prepare(_ segments: Span<Segment>) {
    let used = min(segments.count, 32)
    preparedNumber = nextNumber
    for i in 0..<used {
      let hash = hasher.hash(segments[i])
      hashes[i] = hash
      // Until the guess is made: where.
      guesses[i] = UInt32(truncatingIfNeeded: slots.prefetch(hash))
    }
    for i in 0..<used {
      let reference = slots.first(tagged: hashes[i], in: Int(guesses[i]))
      guesses[i] = reference
      prefetch(reference)
    }
    for i in 0..<used where guesses[i] & Reference.lone == 0 {
      // Also the one that stands for none: a branch would be guessed wrong.
      timeline.closings.prefetch(connections[guesses[i]].closing)
    }
    if idle.count > 0 { prefetchIdle(guesses, used) }
    if areAttemptsDue || isNearLimit {
      prepareDepartures(room < timeline.memory.reserve ? used &* FlowTable.thinnedAtOnce : used)
    }
  }

  /// Asks for what is at `reference`, which may be `none`, to be brought into the cache.
  @inline(__always)
  mutating func prefetch(_ reference: UInt32) {
    if reference & Reference.lone == 0 {
      connections.prefetch(reference)
    } else if reference & Reference.wide == 0 {
      narrow.prefetch(reference & Reference.place)
    } else if reference < Reference.idle(0) {
      wide.prefetch(reference & Reference.place)
    } else if reference != FlowTable.none {
      idle.prefetch(reference & Reference.place)
    }
  }

  /// Does the same for the `number` attempts by IPv4 that will be given up next, which no packet has touched for long: floods are made of
  /// these.
  private mutating func prepareDepartures(_ number: Int) {
    var place = narrow.oldest
    var left = number
    while left > 0, place != LoneSyns<NarrowEnds>.none {
      slots.prefetch(hasher.hash(narrow[place].key))
      place = narrow[place].newer
      left &-= 1
    }
    // Those that may take their places.
    for last in narrow.movable(number) { slots.prefetch(hasher.hash(narrow[last].key)) }
  }

  /// Takes the segment at `position` of those last prepared into account; what it did is in `outcome`.
  ///
  /// Returns the index of its connection; nil for an ICMP error that quotes a segment of no connection here. The segment is `inout`
  /// only because one that is lent is copied first; so it is in all that follows one, where nothing changes it either.
  package mutating func accept(_ segment: inout Segment, at position: Int) -> UInt32? {
    if segment.time > now, segment.time < quietEnd {
      now = segment.time
    } else if segment.time > now {
      follow(segment.time)
    } else if mayBeDue, now >= quietEnd {
      expire(FlowTable.dueAtOnce)
    }
    let guess = guesses[position & 31]
    if guess & Reference.lone == 0, !isOverdue(guess),
      let senderIsLow = connections[guess].senderIsLow(&segment, &timeline)
    {
      if connections[guess].mayTakePlain(&segment),
        connections[guess].takePlain(
          &segment, senderIsLow: senderIsLow, timeline: &timeline, into: &outcome, asks: tellsEvents)
      {
        if seldom(outcome.isOffloaded) || seldom(segment.present.contains(.offloadedLength)) { offloadedSegments &+= 1 }
        return guess
      }
      return apply(&segment, senderIsLow, to: guess, hashes[position & 31], isNew: false)
    }
    return acceptOther(&segment, hashes[position & 31], guess)
  }

  /// Takes `segment` into account, which is of no connection that is at hand.
  private mutating func acceptOther(_ segment: inout Segment, _ hash: UInt64, _ guess: UInt32) -> UInt32? {
    let (key, senderIsLow) = FlowKey.of(segment)
    var isNew = false
    var index: UInt32
    if isNarrow(guess, key) {
      if keepsOpenings, keepAnswer(&segment, to: guess, key, hash, senderIsLow) { return FlowTable.stand }
      // Most SYNs have just one answer, which takes their record at once: whether it waits is found out behind that.
      index = wake(guess, hash, waits: segment.context != 0 || mayBeDue)
      isNew = index != FlowTable.none && segment.context == 0 && !mayBeDue
    } else if keepOther(&segment, key, hash, senderIsLow, guess) {
      return FlowTable.stand
    } else {
      index = findRecord(key, hash)
    }
    while index != FlowTable.none, seldom(isOverdue(index)) {
      end(index)
      index = findRecord(key, hash)
    }
    if index != FlowTable.none,
      seldom(connections[index].context(fromLow: senderIsLow, &timeline) != segment.context)
    {
      index = findElsewhere(key, hash, senderIsLow, &segment, first: index)
    }
    if index == FlowTable.none {
      if seldom(segment.present.contains(.icmp)) {
        strays.keep(segment, key)
        return nil
      }
      if usually(strays.isEmpty), usually(PlainSyn.holds(segment)), usually(!isDue(segment.time)),
        usually(addLone(&segment, key, hash, senderIsLow))
      {
        return FlowTable.stand
      }
      index = insert(key, hash, senderIsLow, &segment, number: number())
      isNew = true
    }
    return apply(&segment, senderIsLow, to: index, hash, isNew: isNew)
  }

  /// Keeps `segment` as one of the first of a connection without a record, which is at `guess` most likely and no attempt of `narrow`; false where
  /// it cannot be kept.
  @inline(__always)
  private mutating func keepOther(
    _ segment: inout Segment, _ key: FlowKey, _ hash: UInt64, _ senderIsLow: Bool, _ guess: UInt32
  ) -> Bool {
    if usually(guess == FlowTable.none) { return false }
    if Reference.isIdle(guess) { return keepNext(&segment, at: guess & Reference.place, key, senderIsLow) }
    return keepsOpenings && isWide(guess, key) && keepAnswer(&segment, to: guess, key, hash, senderIsLow)
  }

  /// Whether `reference` is that of the attempt with `key` still, not by IPv4 but in the capture's own network.
  @inline(__always)
  private mutating func isWide(_ reference: UInt32, _ key: FlowKey) -> Bool {
    guard reference & Reference.lone != 0, reference & Reference.wide != 0, reference < Reference.idle(0),
      wide.holds(reference & Reference.place)
    else { return false }
    let ends = wide[reference & Reference.place].ends
    return wide[reference & Reference.place].number < preparedNumber && ends.context == 0 && ends.key(key.ports) == key
      && wide[reference & Reference.place].ports == key.ports
  }

  /// Whether `reference` is that of the attempt with `key` still, by IPv4 in the capture's own network.
  @inline(__always)
  private mutating func isNarrow(_ reference: UInt32, _ key: FlowKey) -> Bool {
    guard reference & (Reference.lone | Reference.wide) == Reference.lone, narrow.holds(reference & Reference.place)
    else { return false }
    return narrow[reference & Reference.place].number < preparedNumber
      && narrow[reference & Reference.place].key == key
  }

  /// Has the connection at `known`, which may be new, take `segment`, or one that takes its place, and sees to what that means for the
  /// table; returns which took it.
  @inline(always)
  private mutating func apply(
    _ segment: inout Segment, _ senderIsLow: Bool, to known: UInt32, _ hash: UInt64, isNew: Bool
  ) -> UInt32 {
    var index = known
    let wasWaiting = connections[known].isWaiting
    let wasOver = connections[known].isOver
    if usually(take(&segment, senderIsLow, by: known)) {
      if seldom(wasWaiting) {
        if !self[known].isUnanswered { endWaiting(known) }
      } else if seldom(isNew), self[known].isUnanswered {
        beginWaiting(known)
      }
    } else {
      index = replace(known, self[known].key, hash, senderIsLow, &segment)
      _ = take(&segment, senderIsLow, by: index)
      if self[index].isUnanswered { beginWaiting(index) }
    }
    if outcome.isSignificant {
      if !isNew, outcome.step == .syn || outcome.step == .synAck { armSooner(index) }
      if outcome.step == .syn || outcome.step == .synAck || outcome.marks.contains(.unheard) {
        watchListener(&segment, index)
      } else if outcome.from == .client, outcome.step == .handshakeAck || outcome.step == .rst {
        watchRaces(index)
      }
      if outcome.step == .syn, seldom(!strays.isEmpty) { takeStrays(of: &segment, senderIsLow, by: index) }
    } else if seldom(outcome.marks.contains(.repeated)), !listeners.isQuiet(at: segment.time) {
      noteHeardRepeat(&segment, index)
    }
    if wasOver || connections[index].isOver { noteEnd(index) }
    if seldom(outcome.isOffloaded) || seldom(segment.present.contains(.offloadedLength)) { offloadedSegments &+= 1 }
    return index
  }

  @inline(__always)
  mutating func take(_ segment: inout Segment, _ senderIsLow: Bool, by index: UInt32) -> Bool {
    connections[index].take(&segment, senderIsLow: senderIsLow, timeline: &timeline, into: &outcome)
  }

  /// Takes the ICMP errors that quote `segment` and were captured just before it.
  @inline(never)
  private mutating func takeStrays(of segment: inout Segment, _ senderIsLow: Bool, by index: UInt32) {
    let reported = outcome
    while var error = strays.take(quoting: segment, self[index].key) { _ = take(&error, senderIsLow, by: index) }
    outcome = reported
  }

  private mutating func noteQuiet() {
    quietEnd = leapTime != .min ? .min : mayBeDue ? min(dueWork, nextSecond) : nextSecond
  }

  /// Lets time pass as a segment says, unless that is a leap which no other segment has confirmed yet: a single wrong time stamp must not
  /// end every connection.
  private mutating func follow(_ time: Int64) {
    let isLeap = now != .min && time &- now > FlowTable.leap
    if isLeap, leapTime == .min || abs(time &- leapTime) > FlowTable.leap {
      leapTime = time
      return
    }
    leapTime = .min
    pass(to: time, seeingTo: FlowTable.dueAtOnce)
  }

  /// A connection of its own for `segment`, which opens a new one; the one at `old` is over.
  @inline(never)
  private mutating func replace(
    _ old: UInt32, _ key: FlowKey, _ hash: UInt64, _ senderIsLow: Bool, _ segment: inout Segment
  ) -> UInt32 {
    let sender: Side = self[old].clientIsLow == senderIsLow ? .client : .server
    let previous = PreviousConnection(&self[old], sender: sender)
    self[old].marks.insert(.superseded)
    remove(old)
    finish(old)
    let index = insert(key, hash, senderIsLow, &segment, number: number())
    self[index].marks.insert(.portReuse)
    timeline.annexes[openAnnex(of: index)].previous = previous
    return index
  }

  // MARK: The index

  @inline(__always)
  private mutating func find(_ key: FlowKey, _ hash: UInt64) -> UInt32 {
    let tag = hash & Reference.tag
    let segment = slots.segment(of: hash)
    var position = FlowIndex.position(of: hash)
    while true {
      let slot = slots[segment, position]
      if slot == 0 { return FlowTable.none }
      if slot & Reference.tag == tag {
        let reference = UInt32(truncatingIfNeeded: slot) &- 1
        if isKey(key, of: reference) { return reference }
      }
      position = (position &+ 1) & FlowIndex.positionMask
    }
  }

  /// The same, with a record for what is found and has none.
  @inline(__always)
  private mutating func findRecord(_ key: FlowKey, _ hash: UInt64) -> UInt32 {
    let reference = find(key, hash)
    return reference & Reference.lone == 0 || reference == FlowTable.none ? reference : wake(reference, hash)
  }

  @inline(__always)
  private mutating func isKey(_ key: FlowKey, of reference: UInt32) -> Bool {
    if reference & Reference.lone == 0 { return self[reference].key == key }
    return storedKey(of: reference) == key
  }

  /// The connection of a segment whose network is not that of the `first` one with its 4-tuple: one that is in the same network, or one
  /// whose sequence numbers the segment fits; `none` where it opens another.
  ///
  /// The same 4-tuple in two networks is two connections, but tags and tunnels may differ between the directions of one, may be there in
  /// one direction only, and may change on the way: numbers tell these apart.
  private mutating func findElsewhere(
    _ key: FlowKey, _ hash: UInt64, _ senderIsLow: Bool, _ segment: inout Segment, first: UInt32
  ) -> UInt32 {
    let tag = hash & Reference.tag
    var fitting = FlowTable.none
    var candidates = 0
    let part = slots.segment(of: hash)
    var position = FlowIndex.position(of: hash)
    while slots[part, position] != 0 {
      let slot = slots[part, position]
      position = (position &+ 1) & FlowIndex.positionMask
      guard slot & Reference.tag == tag else { continue }
      let index = UInt32(truncatingIfNeeded: slot) &- 1
      guard isKey(key, of: index) else { continue }
      if index & Reference.lone != 0 {
        // Whether the segment fits is asked of a connection; and then the slots are no longer where they were. No other is folded for it:
        // that could be one of these.
        _ = Reference.isIdle(index) ? unfoldWithoutRoom(index & Reference.place) : wake(index, hash)
        return findElsewhere(key, hash, senderIsLow, &segment, first: findRecord(key, hash))
      }
      if isOverdue(index) { continue }
      if connections[index].context(fromLow: senderIsLow, &timeline) == segment.context { return index }
      if fitting == FlowTable.none, self[index].fits(&segment, senderIsLow: senderIsLow) { fitting = index }
      // Somebody who opens one 4-tuple in many networks must not make the search longer and longer.
      candidates += 1
      if candidates == FlowTable.networkLimit {
        if fitting == FlowTable.none { fitting = index }
        break
      }
    }
    if fitting != FlowTable.none {
      timeline.networks[connections[fitting].openNetwork(&timeline)].contexts[senderIsLow ? 0 : 1] = segment.context
    } else if segment.present.contains(.icmp) {
      return self[first].isListed ? first : FlowTable.none
    }
    return fitting
  }

  /// The number of the next connection.
  mutating func number() -> UInt64 {
    nextNumber &+= 1
    return nextNumber &- 1
  }

  /// A record for the connection `number` that `segment` begins, which is still to be taken.
  mutating func insert(
    _ key: FlowKey, _ hash: UInt64, _ senderIsLow: Bool, _ segment: inout Segment, number: UInt64
  ) -> UInt32 {
    makeRoom(for: hash)
    let index = beginRecord(key, hash, senderIsLow, &segment, number: number)
    slots.add(hash & Reference.tag | UInt64(index &+ 1))
    return index
  }

  /// The same without a slot of the index, which the caller sees to.
  mutating func beginRecord(
    _ key: FlowKey, _ hash: UInt64, _ senderIsLow: Bool, _ segment: inout Segment, number: UInt64
  ) -> UInt32 {
    makeRoomForRecord(isOpening: segment.flags.contains(.syn))
    return placeRecord(key, hash, senderIsLow, &segment, number: number)
  }

  /// The same where there is room for it.
  mutating func placeRecord(
    _ key: FlowKey, _ hash: UInt64, _ senderIsLow: Bool, _ segment: inout Segment, number: UInt64
  ) -> UInt32 {
    let index = takeRecord()
    connections[index].begin(key: key, hash: hash, number: number, senderIsLow: senderIsLow, &segment, &timeline)
    count += 1
    // By what is followed and not by which records were given back: that hangs on when who asked was told of ends.
    let answered = count &- narrow.count &- wide.count
    arm(beginning: index, at: segment.time, isFresh: answered > mostAnswered)
    mostAnswered = max(mostAnswered, answered)
    return index
  }

  /// A blank record; memory for it has been seen to.
  @inline(always)
  mutating func takeRecord() -> UInt32 {
    if let reused = free.popLast() {
      self[reused] = blank
      forget(reused)
      // The next one may have been given back long ago.
      if let next = free.last { connections.prefetch(next) }
      return reused
    }
    if used & FlowTable.chunkMask == 0 {
      timeline.memory.charge(FlowTable.chunkOctets)
      timeline.memory.pledge(FlowTable.pledgedOctets)
      connections.grow(blank)
    }
    used += 1
    return UInt32(truncatingIfNeeded: used - 1)
  }

  /// Has none of the segments last prepared take the record at `index`, which another connection gets, for that of theirs: it may be one of the same
  /// 4-tuple in another network, which is to be found in the order in which they were added.
  @inline(__always)
  private mutating func forget(_ index: UInt32) {
    for i in 0..<32 { guesses[i] = guesses[i] == index ? FlowTable.none : guesses[i] }
  }

  /// Takes a connection out of the index.
  mutating func remove(_ index: UInt32) {
    slots.remove(UInt64(self[index].tag) << 32 | UInt64(index &+ 1))
    unlist(index)
  }

  /// Counts a connection no more that is out of the index, or that nobody looks up again.
  mutating func unlist(_ index: UInt32) {
    count -= 1
    self[index].isListed = false
    if self[index].isWaiting { endWaiting(index) }
    if self[index].isLingering { endLingering(index) }
  }
}
