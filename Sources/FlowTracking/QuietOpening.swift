import PacketDecoding

/// A finished connection that was open at the end of the capture and said nothing that is to be noted, as far as counting it needs: made without a
/// record, since there may be many of these where memory is short.
package struct QuietOpening: Sendable, BitwiseCopyable {
  /// The opening, as stories look at it.
  package var attempt: Attempt
  /// What statistics need.
  package var outline: ConnectionOutline

  /// One of which nothing is known.
  package init() {
    attempt = Attempt()
    attempt.outcome = .completed
    outline = ConnectionOutline(outcome: .completed, close: .none, marks: .openAtEnd, handshakeDuration: 0)
  }
}

extension FlowTable {
  /// Writes the connection that `nextFinished` would give into `opening`, where that is kept as its first segments; it need not be released. False
  /// where it is another, or none. One `opening` serves for all.
  package mutating func nextQuiet(into opening: inout QuietOpening) -> Bool {
    guard hasFinished(), case .opened(let place) = finished[finishedNext] else { return false }
    idle.tell(place, into: &opening)
    idle.remove(place)
    finishedNext += 1
    return true
  }
}

extension IdleConnections {
  /// Writes what the connection at `place`, which `isOpened`, would come to if the capture ended here into `opening`.
  @inline(__always)
  fileprivate mutating func tell(_ place: UInt32, into opening: inout QuietOpening) {
    let key = openingKey(at: place)
    let syn = syn(at: place)
    let synAck = synAck(at: place)
    let isLow = syn.isFromLowEnd
    opening.attempt.connection = number(at: place)
    opening.attempt.client = key.address(ofLow: isLow)
    opening.attempt.server = key.address(ofLow: !isLow)
    opening.attempt.clientPort = key.port(ofLow: isLow)
    opening.attempt.serverPort = key.port(ofLow: !isLow)
    opening.attempt.start = syn.time
    opening.attempt.firstFrame = syn.frame
    opening.attempt.answerFrame = synAck.frame(behind: syn)
    opening.attempt.initialSequences = UInt64(syn.sequence) << 32 | UInt64(synAck.sequence.rawValue)
    opening.outline.handshakeDuration = segment(0, at: place).time(behind: syn) &- syn.time
    for position in 1..<max(1, segmentCount(at: place)) {
      let segment = segment(position, at: place)
      if segment.isFromServer { opening.attempt.answerFrame = segment.frame(behind: syn) }
    }
  }
}
