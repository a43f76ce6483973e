import PacketDecoding

/// Times between the capture point and the endpoints, by Karn's rule (RFC 6298 §3): nothing is measured over a repeat unless the
/// timestamp echo names the copy.
extension Connection {
  /// Times the peer's segment that `segment` answers, and begins to time `segment` itself unless it is a repeat.
  @inline(__always)
  mutating func measureRoundTrip(_ segment: inout Segment, from side: Side, isRepeat: Bool) {
    let me = side.index
    let peer = side.peer.index
    if segment.flags.contains(.ack), ends[me].facts.contains(.probing),
      segment.acknowledgement.distance(from: ends[me].probeEnd) >= 0
    {
      let isNamed =
        !ends[me].facts.contains(.probingRepeat)
        || (segment.options.present.contains(.timestamps)
          && segment.options.timestampEcho == ends[peer].lastTimestampValue)
      ends[me].facts.subtract([.probing, .probingRepeat])
      let sample = isNamed ? segment.time &- ends[me].probeTime : -1
      if sample >= 0, ends[me].roundTrip < 0 || sample < ends[me].roundTrip { ends[me].roundTrip = sample }
    }
    guard segment.sequenceLength > 0, !segment.flags.contains(.rst) else { return }
    let end = segment.sequenceEnd
    if seldom(isRepeat) {
      // Which copy an answer is for cannot be known, unless it echoes the timestamp of this one.
      ends[peer].facts.subtract([.probing, .probingRepeat])
      guard segment.options.present.contains(.timestamps),
        segment.options.timestampValue == ends[me].lastTimestampValue
      else { return }
      ends[peer].probeEnd = end
      ends[peer].probeTime = segment.time
      ends[peer].facts.formUnion([.probing, .probingRepeat])
    } else if !ends[peer].facts.contains(.probing), end == ends[me].next {
      ends[peer].probeEnd = end
      ends[peer].probeTime = segment.time
      ends[peer].facts.insert(.probing)
    }
  }

  mutating func measureServerRoundTrip(_ segment: inout Segment, from side: Side, _ timeline: inout Timeline) {
    if handshakeTime(.server, &timeline) < 0 {
      let time = unambiguousTime(of: &segment, answering: .syn, from: side.peer, &timeline)
      setHandshakeTime(.server, time, &timeline)
    }
  }

  /// Nanoseconds from the segment of `step` that `answer` answers to `answer`; negative when copies make it ambiguous.
  mutating func unambiguousTime(
    of answer: inout Segment, answering step: Step, from sender: Side, _ timeline: inout Timeline
  ) -> Int64 {
    if usually(ends[sender.index].synCount == 1), usually(ends[sender.index].lastSynTime > 0) {
      return answer.time &- ends[sender.index].lastSynTime
    }
    let usesEcho = answer.options.present.contains(.timestamps)
    let echo = answer.options.timestampEcho
    var copies = 0
    var named = 0
    var last: Int64 = -1
    var pinned: Int64 = -1
    var index = head
    while index != Timeline.none {
      let entry = timeline[index]
      if entry.step == step, entry.from == sender, !entry.marks.contains(.duplicate) {
        copies += 1
        last = entry.time
        if usesEcho, entry.options.contains(.timestamps), entry.timestampValue == echo {
          named += 1
          pinned = entry.time
        }
      }
      index = timeline.next(index, to: tail)
    }
    // Negative, and so unknown, too where the clock stepped back in between.
    if copies == 1 { return answer.time &- last }
    return named == 1 ? answer.time &- pinned : -1
  }
}
