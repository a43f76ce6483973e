import PacketDecoding

/// The ledger of a connection whose data path was not plain; a clean connection has none.
extension Connection {
  /// Sees to it that there is a ledger; false, which is marked, when there is no room for one.
  mutating func openLedger(_ timeline: inout Timeline) -> Bool {
    for me in 0..<2 where ends[me].path == Pool<DataPath>.none {
      ends[me].path = timeline.paths.take(DataPath(), &timeline.memory)
    }
    if hasLedger { return true }
    marks.insert(.findingsNotKept)
    return false
  }

  /// Whether there is a ledger.
  var hasLedger: Bool {
    mutating get { ends[0].path != Pool<DataPath>.none && ends[1].path != Pool<DataPath>.none }
  }

  /// Counts one more `kind` of `side`, proved by `frame` (and by `earlier`, where that is not 0); returns how many that makes.
  @discardableResult
  mutating func tally(
    _ kind: DataAnomaly, of side: Side, frame: UInt64, at time: Int64, earlier: UInt64 = 0, octets: UInt64 = 0,
    took duration: Int64 = 0, isMissed: Bool = false, _ timeline: inout Timeline
  ) -> UInt32 {
    let index = tallyIndex(kind, of: side, &timeline)
    guard index != Pool<DataTally>.none else { return .max }
    if timeline.tallies[index].count == 0 { timeline.tallies[index].firstTime = time }
    timeline.tallies[index].count &+= 1
    if isMissed { timeline.tallies[index].missed &+= 1 }
    timeline.tallies[index].octets &+= octets
    timeline.tallies[index].longest = max(timeline.tallies[index].longest, duration)
    timeline.tallies[index].total &+= max(0, duration)
    timeline.tallies[index].lastTime = time
    timeline.tallies[index].keep(earlier)
    timeline.tallies[index].keep(frame)
    return timeline.tallies[index].count
  }

  /// Where `kind` of `side` is counted; a new tally where it was not counted yet.
  mutating func tallyIndex(_ kind: DataAnomaly, of side: Side, _ timeline: inout Timeline) -> UInt32 {
    guard openLedger(&timeline) else { return Pool<DataTally>.none }
    var index = tallies
    while index != Pool<DataTally>.none {
      if timeline.tallies[index].kind == kind, timeline.tallies[index].side == side { return index }
      index = timeline.tallies[index].next
    }
    var tally = DataTally(kind, of: side)
    tally.next = tallies
    index = timeline.tallies.take(tally, &timeline.memory)
    if index == Pool<DataTally>.none { marks.insert(.findingsNotKept) } else { tallies = index }
    return index
  }

  /// Counts `segment` and sees to it that the first few of its kind stand in the timeline.
  mutating func note(
    _ kind: DataAnomaly, of side: Side, _ segment: inout Segment, earlier: UInt64 = 0, octets: UInt64 = 0,
    took duration: Int64 = 0, isMissed: Bool = false, _ outcome: inout SegmentOutcome, _ timeline: inout Timeline
  ) {
    let count = tally(
      kind, of: side, frame: segment.frame, at: segment.time, earlier: earlier, octets: octets, took: duration,
      isMissed: isMissed, &timeline)
    if count <= Connection.entriesPerAnomaly { outcome.isSignificant = true }
  }

  /// How many segments of one anomaly and direction stand in the timeline; the others are only counted.
  static let entriesPerAnomaly: UInt32 = 8

  /// Exchanges the names of both sides in what was counted.
  mutating func swapTallies(_ timeline: inout Timeline) {
    var index = tallies
    while index != Pool<DataTally>.none {
      timeline.tallies[index].side = timeline.tallies[index].side.peer
      index = timeline.tallies[index].next
    }
  }

  /// What was counted.
  func counted(_ timeline: inout Timeline) -> [DataTally] {
    var result: [DataTally] = []
    var index = tallies
    while index != Pool<DataTally>.none {
      result.append(timeline.tallies[index])
      index = timeline.tallies[index].next
    }
    return result
  }
}

extension Timeline {
  /// Gives what is kept of the data path of one endpoint back.
  mutating func release(path index: UInt32) {
    if index != Pool<DataPath>.none { paths.giveBack(index) }
  }

  /// Gives what is known of the end of a connection back.
  mutating func release(closing index: UInt32) {
    if index != Closing.blank { closings.giveBack(index) }
  }

  /// Gives what few connections have back.
  mutating func release(annex index: UInt32) {
    if index != Annex.blank { annexes.giveBack(index) }
  }

  /// Gives the networks of a connection back.
  mutating func release(network index: UInt32) {
    if index != Network.blank { networks.giveBack(index) }
  }

  /// Gives the tallies from `first` on back.
  mutating func release(tallies first: UInt32) {
    var tally = first
    while tally != Pool<DataTally>.none {
      let next = tallies[tally].next
      tallies.giveBack(tally)
      tally = next
    }
  }
}
