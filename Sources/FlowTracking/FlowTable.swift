package import PacketDecoding

/// All connections that are tracked, found by their 4-tuple.
///
/// Open addressing: a slot holds half of the hash as a tag and the index of a record in chunks that never move, so that growing touches
/// no record. Records and timeline entries are reused.
package struct FlowTable: ~Copyable {
  /// No connection.
  static let none = UInt32.max
  /// The most networks in which one 4-tuple is followed at once.
  static let networkLimit = 32

  private static let chunkBits = 8
  private static let chunkMask = (1 << chunkBits) - 1

  private var slots: [UInt64]
  private var slotMask: Int
  private var chunks: [[Connection]] = []
  private var used = 0
  private var free: [UInt32] = []
  private let hasher = FlowHasher()
  /// What a new record is copied from: one copy costs less than initializing each part.
  private let blank = Connection()
  private var wheel = TimerWheel()
  private var finished: [UInt32] = []
  private var finishedNext = 0
  private var nextNumber: UInt64 = 1
  /// What the last segment accepted did. It stays where it was written: copying it out would wait for every store before it.
  package private(set) var outcome = SegmentOutcome()
  /// The significant segments of all connections.
  package private(set) var timeline = Timeline()
  /// The latest time seen, in nanoseconds since the epoch.
  package private(set) var now: Int64 = .min
  /// A step forward that takes two segments to be believed: an hour, in nanoseconds.
  private static let leap: Int64 = 3_600_000_000_000
  /// Where a leap went that is still to be confirmed; the smallest number when there is none.
  private var leapTime: Int64 = .min
  /// When the wheel has to be looked at again, in nanoseconds since the epoch.
  private var nextSecond: Int64 = .min
  /// Segments that were larger than their receiver's maximum segment size.
  package private(set) var offloadedSegments: UInt64 = 0
  /// Connections in the table.
  package private(set) var count = 0
  /// A sum that means nothing: it keeps reads that are made for the cache's sake from being optimized away.
  private var touched: UInt32 = 0
  /// The hashes of the segments last prepared.
  private var hashes = InlineArray<32, UInt64>(repeating: 0)
  /// Connections in the table of which only stragglers are expected.
  private var overCount = 0

  /// The most connections to follow at once.
  private let limit: Int
  /// Listeners that ignored something of late.
  var listeners = ListenerWatch()
  /// Openings of late, for the races of addresses.
  var races = RaceWatch()
  /// ICMP errors that were captured before the segment that they quote.
  private var strays = StrayErrors()

  /// Where the search for a connection to give up goes on.
  private var hand: UInt32 = 0

  /// An empty table that follows at most `limit` connections at once; at the limit attempts that nobody answered go first.
  package init(limit: Int = 1 << 20) {
    self.limit = max(limit, 1)
    slots = [UInt64](repeating: 0, count: 1 << 12)
    slotMask = (1 << 12) - 1
  }

  @inline(__always)
  subscript(index: UInt32) -> Connection {
    _read { yield chunks[Int(index) >> FlowTable.chunkBits][Int(index) & FlowTable.chunkMask] }
    _modify { yield &chunks[Int(index) >> FlowTable.chunkBits][Int(index) & FlowTable.chunkMask] }
  }

  /// What was noticed about the connection at `index`.
  package func marks(of index: UInt32) -> ConnectionMarks {
    chunks[Int(index) >> FlowTable.chunkBits][Int(index) & FlowTable.chunkMask].marks
  }

  // MARK: Taking segments

  /// Brings the slots and records that `segments` will need into the cache, all at once so that the misses overlap.
  ///
  /// At most 32 segments, which then have to be accepted in order with their indices.
  package mutating func prepare(_ segments: [Segment], count: Int) {
    var indices = InlineArray<32, UInt32>(repeating: FlowTable.none)
    let used = min(count, 32)
    for i in 0..<used {
      let hash = hasher.hash(FlowKey.of(segments[i]).key)
      hashes[i] = hash
      let slot = slots[Int(truncatingIfNeeded: hash >> 32) & slotMask]
      if slot != 0 { indices[i] = UInt32(truncatingIfNeeded: slot) &- 1 }
    }
    for i in 0..<used where indices[i] != FlowTable.none {
      let index = Int(indices[i])
      touched &+= chunks[index >> FlowTable.chunkBits][index & FlowTable.chunkMask].touch()
    }
  }

  /// Takes the segment at `position` of those last prepared into account; what it did is in `outcome`.
  ///
  /// Returns the index of its connection; nil for an ICMP error that quotes a segment of no connection here.
  package mutating func accept(_ segment: Segment, at position: Int) -> UInt32? {
    if segment.time > now { follow(segment.time) }
    let (key, senderIsLow) = FlowKey.of(segment)
    let hash = hashes[position & 31]
    var index = find(key, hash)
    if index != FlowTable.none, self[index].contexts[senderIsLow ? 0 : 1] != segment.context {
      index = findElsewhere(key, hash, senderIsLow, segment, first: index)
    }
    if index == FlowTable.none {
      if segment.present.contains(.icmp) {
        strays.keep(segment, key)
        return nil
      }
      index = insert(key, hash, senderIsLow, segment)
    }
    if !take(segment, senderIsLow, by: index) {
      index = replace(index, key, hash, senderIsLow, segment)
      _ = take(segment, senderIsLow, by: index)
    }
    if outcome.isSignificant {
      if outcome.step == .syn || outcome.step == .synAck || outcome.marks.contains(.unheard) {
        watchListener(segment, index)
      } else if outcome.from == .client, outcome.step == .handshakeAck || outcome.step == .rst {
        watchRaces(index)
      }
      if outcome.step == .syn, !strays.isEmpty { takeStrays(of: segment, senderIsLow, by: index) }
    } else if outcome.marks.contains(.repeated), !listeners.isQuiet(at: segment.time) {
      noteHeardRepeat(segment, index)
    }
    if outcome.changesLifetime { lifetimeChanged(index) }
    if outcome.isOffloaded || segment.present.contains(.offloadedLength) { offloadedSegments &+= 1 }
    return index
  }

  @inline(__always)
  private mutating func take(_ segment: Segment, _ senderIsLow: Bool, by index: UInt32) -> Bool {
    chunks[Int(index) >> FlowTable.chunkBits][Int(index) & FlowTable.chunkMask]
      .take(segment, senderIsLow: senderIsLow, timeline: &timeline, into: &outcome)
  }

  /// Takes the ICMP errors that quote `segment` and were captured just before it.
  private mutating func takeStrays(of segment: Segment, _ senderIsLow: Bool, by index: UInt32) {
    let reported = outcome
    while let error = strays.take(quoting: segment, self[index].key) { _ = take(error, senderIsLow, by: index) }
    outcome = reported
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
    advance(to: time)
  }

  /// A connection of its own for `segment`, which opens a new one; the one at `old` is over.
  private mutating func replace(
    _ old: UInt32, _ key: FlowKey, _ hash: UInt64, _ senderIsLow: Bool, _ segment: Segment
  ) -> UInt32 {
    let sender: Side = self[old].clientIsLow == senderIsLow ? .client : .server
    let previous = PreviousConnection(&self[old], sender: sender)
    self[old].marks.insert(.superseded)
    remove(old)
    finish(old)
    let index = insert(key, hash, senderIsLow, segment)
    self[index].marks.insert(.portReuse)
    self[index].previous = previous
    return index
  }

  /// The connection at `index` came to its end, or turned out not to have.
  private mutating func lifetimeChanged(_ index: UInt32) {
    overCount += self[index].isOver ? 1 : -1
    arm(index)
  }

  /// Lets time pass to `time`, in nanoseconds since the epoch; connections whose time is over become finished.
  package mutating func advance(to time: Int64) {
    guard time > now else { return }
    now = time
    guard time >= nextSecond else { return }
    let second = time / 1_000_000_000
    nextSecond = (second &+ 1).multipliedReportingOverflow(by: 1_000_000_000).partialValue
    wheel.start(at: second)
    while let due = wheel.tick(to: second) {
      for position in due.indices {
        // Records that are due have long left the cache: ask for those ahead while this one is seen to.
        if position + 4 < due.count { touched &+= self[due[position + 4].index].touch() }
        let timer = due[position]
        guard self[timer.index].number == timer.number, self[timer.index].timerSecond <= second else { continue }
        self[timer.index].timerSecond = .max
        guard self[timer.index].isListed else { continue }
        if self[timer.index].deadline(lingering: linger) <= time {
          remove(timer.index)
          finish(timer.index)
        } else {
          arm(timer.index)
        }
      }
    }
  }

  // MARK: The limit

  /// Gives one connection up so that there is room for another: the next attempt that nobody answered, else the next that is over, else
  /// simply the next.
  ///
  /// A hand goes round the records, so that the search costs little: in a flood nearly every record is an unanswered attempt.
  private mutating func evict() {
    var choice = FlowTable.none
    for _ in 0..<min(used, 64) {
      let index = hand
      hand = hand &+ 1 < UInt32(truncatingIfNeeded: used) ? hand &+ 1 : 0
      guard self[index].isInUse, self[index].isListed else { continue }
      if self[index].isUnanswered {
        choice = index
        break
      }
      if choice == FlowTable.none || (self[index].isOver && !self[choice].isOver) { choice = index }
    }
    guard choice != FlowTable.none else { return }
    self[choice].marks.insert(.evicted)
    remove(choice)
    finish(choice)
  }

  // MARK: Finished connections

  /// The next connection of which nothing more is expected; nil when there is none now. Give it back with `release`.
  package mutating func nextFinished() -> UInt32? {
    guard finishedNext < finished.count else {
      finished.removeAll(keepingCapacity: true)
      finishedNext = 0
      return nil
    }
    finishedNext += 1
    return finished[finishedNext - 1]
  }

  /// Gives the record and the timeline of a finished connection back.
  package mutating func release(_ index: UInt32) {
    timeline.release(from: self[index].head, to: self[index].tail, count: self[index].entryCount)
    timeline.release(path: self[index].ends[0].path)
    timeline.release(path: self[index].ends[1].path)
    timeline.release(tallies: self[index].tallies)
    self[index].isInUse = false
    free.append(index)
  }

  /// Finishes every connection, in order of their numbers: the capture is over.
  package mutating func finishAll() {
    var rest: [(number: UInt64, index: UInt32)] = []
    rest.reserveCapacity(count)
    for index in 0..<UInt32(truncatingIfNeeded: used) where self[index].isInUse && self[index].isListed {
      rest.append((self[index].number, index))
    }
    rest.sort { $0.number < $1.number }
    for (_, index) in rest {
      remove(index)
      if !self[index].isOver { self[index].marks.insert(.openAtEnd) }
      finish(index)
    }
  }

  private mutating func finish(_ index: UInt32) {
    if self[index].isOver { overCount -= 1 }
    chunks[Int(index) >> FlowTable.chunkBits][Int(index) & FlowTable.chunkMask].settle(at: now, &timeline)
    finished.append(index)
  }

  // MARK: The index

  @inline(__always)
  private func find(_ key: FlowKey, _ hash: UInt64) -> UInt32 {
    let tag = hash & 0xFFFF_FFFF_0000_0000
    var position = Int(truncatingIfNeeded: hash >> 32) & slotMask
    while true {
      let slot = slots[position]
      if slot == 0 { return FlowTable.none }
      if slot & 0xFFFF_FFFF_0000_0000 == tag {
        let index = UInt32(truncatingIfNeeded: slot) &- 1
        if self[index].key == key { return index }
      }
      position = (position &+ 1) & slotMask
    }
  }

  /// The connection of a segment whose network is not that of the `first` one with its 4-tuple: one that is in the same network, or one
  /// whose sequence numbers the segment fits; `none` where it opens another.
  ///
  /// The same 4-tuple in two networks is two connections, but tags and tunnels may differ between the directions of one, may be there in
  /// one direction only, and may change on the way: numbers tell these apart.
  private mutating func findElsewhere(
    _ key: FlowKey, _ hash: UInt64, _ senderIsLow: Bool, _ segment: Segment, first: UInt32
  ) -> UInt32 {
    let tag = hash & 0xFFFF_FFFF_0000_0000
    let end = senderIsLow ? 0 : 1
    var fitting = FlowTable.none
    var candidates = 0
    var position = Int(truncatingIfNeeded: hash >> 32) & slotMask
    while slots[position] != 0 {
      let slot = slots[position]
      position = (position &+ 1) & slotMask
      guard slot & 0xFFFF_FFFF_0000_0000 == tag else { continue }
      let index = UInt32(truncatingIfNeeded: slot) &- 1
      guard self[index].key == key else { continue }
      if self[index].contexts[end] == segment.context { return index }
      if fitting == FlowTable.none, self[index].fits(segment, senderIsLow: senderIsLow) { fitting = index }
      // Somebody who opens one 4-tuple in many networks must not make the search longer and longer.
      candidates += 1
      if candidates == FlowTable.networkLimit {
        if fitting == FlowTable.none { fitting = index }
        break
      }
    }
    if fitting != FlowTable.none {
      self[fitting].contexts[end] = segment.context
    } else if segment.present.contains(.icmp) {
      return first
    }
    return fitting
  }

  private mutating func insert(
    _ key: FlowKey, _ hash: UInt64, _ senderIsLow: Bool, _ segment: Segment
  ) -> UInt32 {
    if count >= limit { evict() }
    if count * 5 >= slots.count * 3 { grow() }
    let index: UInt32
    if let reused = free.popLast() {
      index = reused
      self[index] = blank
    } else {
      if used & FlowTable.chunkMask == 0 {
        chunks.append([Connection](repeating: blank, count: 1 << FlowTable.chunkBits))
      }
      index = UInt32(truncatingIfNeeded: used)
      used += 1
    }
    chunks[Int(index) >> FlowTable.chunkBits][Int(index) & FlowTable.chunkMask]
      .begin(key: key, hash: hash, number: nextNumber, senderIsLow: senderIsLow, segment)
    nextNumber &+= 1
    place(hash & 0xFFFF_FFFF_0000_0000 | UInt64(index &+ 1))
    count += 1
    // Whether it is an attempt or an open connection shows later: look again when an attempt would be over.
    arm(index, within: 136)
    return index
  }

  private mutating func place(_ slot: UInt64) {
    var position = Int(truncatingIfNeeded: slot >> 32) & slotMask
    while slots[position] != 0 { position = (position &+ 1) & slotMask }
    slots[position] = slot
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: old.count * 2)
    slotMask = slots.count - 1
    for slot in old where slot != 0 { place(slot) }
  }

  /// Takes a connection out of the index by shifting its successors back, so that no tombstones are needed.
  private mutating func remove(_ index: UInt32) {
    let wanted = self[index].hash & 0xFFFF_FFFF_0000_0000 | UInt64(index &+ 1)
    var position = Int(truncatingIfNeeded: wanted >> 32) & slotMask
    while slots[position] != wanted {
      if slots[position] == 0 { return }
      position = (position &+ 1) & slotMask
    }
    var hole = position
    var probe = (position &+ 1) & slotMask
    while slots[probe] != 0 {
      let home = Int(truncatingIfNeeded: slots[probe] >> 32) & slotMask
      if (probe &- home) & slotMask >= (probe &- hole) & slotMask {
        slots[hole] = slots[probe]
        hole = probe
      }
      probe = (probe &+ 1) & slotMask
    }
    slots[hole] = 0
    count -= 1
    self[index].isListed = false
  }

  // MARK: The wheel

  /// Seconds that a connection which is over stays, so that late copies still find it; the more of them, the shorter.
  private var linger: Int64 {
    overCount < 1024 ? 120 : overCount < 4096 ? 30 : overCount < 8192 ? 4 : 1
  }

  /// Sees to it that the connection at `index` is looked at when its time is over, if not earlier.
  private mutating func arm(_ index: UInt32, within seconds: Int64 = TimerWheel.span) {
    let deadline = min(self[index].deadline(lingering: linger) / 1_000_000_000, now / 1_000_000_000 &+ seconds)
    let due = wheel.dueSecond(for: deadline &+ 1)
    guard due < self[index].timerSecond else { return }
    self[index].timerSecond = due
    wheel.arm(TimerWheel.Timer(index: index, number: self[index].number), for: due)
  }
}
