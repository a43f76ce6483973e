/// What can be odd about the data path: everything but opening, closing and resets.
package enum DataAnomaly: UInt8, Sendable, BitwiseCopyable, CaseIterable {
  /// Sent again after a silence of at least a retransmission timeout (RFC 6298 §5).
  case timeout
  /// Sent again on duplicate or selective acknowledgements (RFC 5681 §3.2, RFC 6675).
  case fast
  /// The last segment sent again early, to make its receiver acknowledge (RFC 8985 §7).
  case tailProbe
  /// Sent again although the receiver had it.
  case unneeded
  /// Sent again, and nothing that was captured says why.
  case unexplained
  /// Overtaken by a later segment (RFC 4737).
  case outOfOrder
  /// The same acknowledgement again while data is outstanding (RFC 5681 §2).
  case duplicateAck
  /// Octets that the capture does not hold although later ones were captured and these acknowledged.
  case captureGap
  /// An acknowledgement of octets that the capture does not hold.
  case acknowledgesUnseen
  /// The receive window closed (RFC 9293 §3.8.6).
  case zeroWindow
  /// A probe of a closed window (RFC 9293 §3.8.6.1).
  case windowProbe
  /// Data up to the very edge of the window: the sender has to wait for its receiver.
  case windowFull
  /// The right edge of the window moved left (RFC 9293 §3.8.6).
  case windowShrunk
  /// A keep-alive probe (RFC 9293 §3.8.4).
  case keepAlive
  /// Keep-alive probes in a row without an answer; `count` is the longest row.
  case keepAliveUnanswered
  /// A challenge ACK (RFC 5961 §3 through §5).
  case challengeAck
  /// A segment past the window that its receiver refused (RFC 9293 §3.10.7.4).
  case outOfWindow
  /// An acknowledgement of what was never sent, or of what is long past (RFC 5961 §5).
  case invalidAck
  /// A segment that its receiver dropped for its timestamp (RFC 7323 §5).
  case agedTimestamp
  /// The same sequence numbers with other octets.
  case overlapConflict
  /// An acknowledgement number without the ACK flag (RFC 9293 §3.1).
  case brokenAck
  /// Data for an endpoint that had reset the connection, answered by another RST (RFC 9293 §3.5.2).
  case dataToClosed
}

/// How often one anomaly occurred in one direction of a connection, with the first frames that prove it; a bulk transfer has thousands.
package struct DataTally: Sendable, BitwiseCopyable {
  /// How many frames are kept as evidence.
  package static let frameLimit = 8

  /// What it is.
  package var kind: DataAnomaly
  /// Whose segment or behaviour it is.
  package var side: Side
  /// How often.
  package var count: UInt32 = 0
  /// How many of these were taken back for another reason: keep-alives that were answered at last.
  package var refuted: UInt32 = 0
  /// How many repeats carry octets whose original was never captured.
  package var missed: UInt32 = 0
  /// Payload octets, or octets of sequence space.
  package var octets: UInt64 = 0
  /// The longest it took, in nanoseconds; what that measures depends on the kind.
  package var longest: Int64 = 0
  /// What all of them took together, in nanoseconds.
  package var total: Int64 = 0
  /// When the first was captured, in nanoseconds since the epoch.
  package var firstTime: Int64 = 0
  /// When the last was captured.
  package var lastTime: Int64 = 0
  /// The number of the last frame that proves one.
  package var lastFrame: UInt64 = 0
  private var frames = InlineArray<8, UInt64>(repeating: 0)
  private var frameCount: UInt8 = 0
  /// The next tally of the connection.
  var next = Pool<DataTally>.none

  init(_ kind: DataAnomaly, of side: Side) {
    self.kind = kind
    self.side = side
  }

  /// Keeps `frame` as evidence while there is room.
  mutating func keep(_ frame: UInt64) {
    guard frame != 0 else { return }
    lastFrame = max(lastFrame, frame)
    for index in 0..<Int(frameCount) where frames[index] == frame { return }
    guard frameCount < DataTally.frameLimit else { return }
    frames[Int(frameCount)] = frame
    frameCount &+= 1
  }

  /// One of those counted, `frame` with `octets`, turned out to be something else.
  mutating func takeBack(_ frame: UInt64, octets: UInt64, isMissed: Bool) {
    count &-= min(count, 1)
    if isMissed { missed &-= min(missed, 1) }
    self.octets &-= min(self.octets, octets)
    if lastFrame == frame { lastFrame = 0 }
    for index in 0..<Int(frameCount) where frames[index] == frame {
      frameCount &-= 1
      for later in index..<Int(frameCount) { frames[later] = frames[later + 1] }
      break
    }
  }

  /// How many stand.
  package var standing: UInt32 { count &- min(count, refuted) }

  /// The first frames that prove it, and the last.
  package var evidence: [UInt64] {
    var result: [UInt64] = []
    for index in 0..<Int(frameCount) { result.append(frames[index]) }
    if lastFrame != 0, !result.contains(lastFrame) { result.append(lastFrame) }
    return result.sorted()
  }
}
