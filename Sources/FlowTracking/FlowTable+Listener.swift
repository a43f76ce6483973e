import PacketDecoding

extension FlowTable {
  /// Notes what an opening segment of the connection at `index` says of its listener, and what the listener's other clients say of the
  /// connection. Called for significant segments only.
  mutating func watchListener(_ segment: inout Segment, _ index: UInt32) {
    guard !outcome.marks.contains(.duplicate) else { return }
    if outcome.marks.contains(.unheard) { return watchIgnored(&segment, index) }
    switch outcome.step {
    case .syn where outcome.from == .client && outcome.marks.contains(.repeated) && !self[index].hasSynAck:
      listeners.noteRepeatedSyn(
        ListenerWatch.Sighting(connection: self[index].number, time: segment.time, frame: segment.frame),
        to: listener(of: index))
    case .synAck where outcome.from == .server && !outcome.marks.contains(.mismatch):
      if outcome.marks.contains(.repeated) {
        if self[index].wasAckIgnored { watchIgnored(&segment, index) }
        return
      }
      guard !listeners.isQuiet(at: segment.time) else { return }
      let place = listener(of: index)
      let number = self[index].number
      let asked = self[index].ends[0].lastSynTime
      if self[index].marks.contains(.synRepeated),
        let frame = listeners.answerToAnother(
          than: number, from: self[index].firstTime, to: segment.time, by: place)
      {
        self[index].marks.insert(.listenerDropsSyns)
        timeline.annexes[openAnnex(of: index)].listenerFrame = frame
      }
      listeners.noteAnswer(
        ListenerWatch.Sighting(connection: number, time: asked, frame: segment.frame), by: place)
    default:
      return
    }
  }

  private mutating func listener(of index: UInt32) -> ListenerWatch.Place {
    ListenerWatch.Place(
      address: self[index].address(of: .server), port: self[index].port(of: .server),
      context: connections[index].context(fromLow: self[index].clientIsLow, &timeline))
  }

  /// The listener of the connection at `index` ignores what its client says.
  private mutating func watchIgnored(_ segment: inout Segment, _ index: UInt32) {
    let place = listener(of: index)
    let number = self[index].number
    listeners.noteIgnoredAck(
      ListenerWatch.Sighting(connection: number, time: segment.time, frame: segment.frame), by: place)
    if let frame = listeners.ignoredAckOfOthers(than: number, before: segment.time, by: place) {
      self[index].marks.insert(.listenerIgnoresAcks)
      timeline.annexes[openAnnex(of: index)].listenerFrame = frame
    }
  }

  /// A client that the listener has heard repeats something as well: then the path is bad, and the listener may be well.
  mutating func noteHeardRepeat(_ segment: inout Segment, _ index: UInt32) {
    guard outcome.from == .client, segment.sequenceLength > 0, !outcome.marks.contains(.duplicate) else { return }
    listeners.noteBadPath(at: segment.time, to: listener(of: index))
  }
}

extension Connection {
  /// Whether the server repeated its SYN-ACK later than the client's ACK can have crossed with it.
  fileprivate var wasAckIgnored: Bool {
    mutating get { hasHandshakeAck && ends[1].doubted.contains(.opened) }
  }
}
