import PacketDecoding

/// While memory is short, connections that open are kept as the segments that they open with (`KeptOpening`): only where these say nothing but what
/// nearly all say, and where nothing but the connection itself is concerned by them. With the first that is otherwise, and to be told of, the
/// connection gets a record, which takes them as it would have; where it only has to be counted, it needs none (`QuietOpening`).
extension FlowTable {
  /// Whether what opens now is kept as its first segments: no record was given back that could be had without more memory, which is short, and
  /// nobody asks what single segments did. And not before records have half of what is taken then, with what they may come to need: attempts take
  /// memory, too, and once those kept here have the rest of it, those that go on would have to share the records there are.
  @inline(__always)
  var keepsOpenings: Bool {
    mutating get {
      !tellsEvents && timeline.memory.used >= foldingStart && free.isEmpty
        && used &>> FlowTable.chunkBits &* (FlowTable.chunkOctets &+ FlowTable.pledgedOctets) >= foldingStart / 2
    }
  }

  /// Keeps `segment`, if it is the plain answer to the lone SYN at `reference`, together with that; false, and nothing has changed, otherwise.
  mutating func keepAnswer(
    _ segment: inout Segment, to reference: UInt32, _ key: FlowKey, _ hash: UInt64, _ senderIsLow: Bool
  ) -> Bool {
    guard KeptSynAck.holds(&segment), mayKeep(&segment) else { return false }
    let place = reference & Reference.place
    let isNarrow = reference & Reference.wide == 0
    let syn = isNarrow ? narrow[place].syn : wide[place].syn
    guard senderIsLow != syn.isFromLowEnd, !isDue(syn.time),
      segment.acknowledgement == SequenceNumber(syn.sequence).advanced(by: 1),
      let synAck = KeptSynAck(segment, to: syn)
    else { return false }
    let number = isNarrow ? narrow[place].number : wide[place].number
    let due = firstDueSecond
    let opening = KeptOpening(
      key: key, number: number, timerSecond: UInt32(truncatingIfNeeded: due), syn: syn, synAck: synAck)
    guard let kept = idle.add(opening, &timeline.memory) else { return false }
    let tag = hash & Reference.tag
    slots.replace(tag | UInt64(reference &+ 1), by: tag | UInt64(Reference.idle(kept) &+ 1))
    if isNarrow { detach(narrow: place) } else { detach(wide: place) }
    count += 1
    arm(openingWithTag: UInt32(truncatingIfNeeded: hash >> 32), number, for: due)
    self[FlowTable.stand].number = number
    return true
  }

  /// Keeps `segment`, if it is the plain next one of the connection at `place`, which is kept as its first segments, with these; false, and nothing
  /// has changed, otherwise.
  mutating func keepNext(_ segment: inout Segment, at place: UInt32, _ key: FlowKey, _ senderIsLow: Bool) -> Bool {
    guard idle.isOpening(place), KeptSegment.holds(&segment), mayKeep(&segment), idle.openingKey(at: place) == key,
      !isTimerUp(ofIdle: place), idle.hasRoomForSegment(at: place, &timeline.memory)
    else { return false }
    let syn = idle.syn(at: place)
    let side: Side = senderIsLow == syn.isFromLowEnd ? .client : .server
    let ends = idle.ends(at: place, behind: syn)
    guard ends.isNext(&segment, from: side),
      let kept = KeptSegment(segment, isFromServer: side == .server, behind: syn)
    else { return false }
    if ends.isAnswered {
      races.noteOpening(of: segment.source, to: segment.destination, port: segment.destinationPort, at: syn.time)
    }
    idle.add(kept, capturedAt: segment.time, toOpeningAt: place)
    self[FlowTable.stand].number = idle.number(at: place)
    return true
  }

  /// Whether `segment` came in order, and nothing is to be noted about its listener.
  private mutating func mayKeep(_ segment: inout Segment) -> Bool {
    segment.time == now && listeners.isQuiet(at: now)
  }

  /// Has the record at `index`, which is blank, be the connection that `opening` was kept of.
  mutating func replay(_ opening: KeptOpening, at index: UInt32) {
    timeline.seeToBlock()
    var ignored = SegmentOutcome()
    let clientIsLow = opening.syn.isFromLowEnd
    var segment = opening.syn.segment(opening.key, 0)
    connections[index].begin(
      key: opening.key, hash: hasher.hash(opening.key), number: opening.number, senderIsLow: clientIsLow, &segment,
      &timeline)
    connections[index].takeFirst(&segment, timeline: &timeline, into: &ignored)
    opening.synAck.write(to: &segment, opening.key, answering: opening.syn)
    take(again: &segment, senderIsLow: !clientIsLow, by: index)
    for position in 0..<opening.count {
      let kept = opening.segments[position]
      let sender: Side = kept.isFromServer ? .server : .client
      kept.write(
        to: &segment, opening.key, behind: opening.syn, sequence: self[index].ends[sender.index].next,
        acknowledgement: self[index].ends[sender.peer.index].next)
      take(again: &segment, senderIsLow: clientIsLow != kept.isFromServer, by: index)
    }
    self[index].isTimed = true
    self[index].timerSecond = opening.timerSecond
  }

  /// Has the connection at `index` take `segment`, of which nothing is asked that it did.
  private mutating func take(again segment: inout Segment, senderIsLow: Bool, by index: UInt32) {
    var ignored = SegmentOutcome()
    if connections[index].mayTakePlain(&segment),
      connections[index].takePlain(
        &segment, senderIsLow: senderIsLow, timeline: &timeline, into: &ignored, asks: false)
    {
      return
    }
    _ = connections[index].take(&segment, senderIsLow: senderIsLow, timeline: &timeline, into: &ignored)
  }
}
