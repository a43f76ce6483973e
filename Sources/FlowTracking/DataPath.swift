import PacketDecoding

/// A part of the sequence space that was skipped: not captured, late, or lost before the capture point.
struct Hole: Sendable, BitwiseCopyable {
  /// The first octet missing.
  var start = SequenceNumber(0)
  /// One past the last octet missing.
  var end = SequenceNumber(0)
  /// When the hole showed, in nanoseconds since the epoch.
  var time: Int64 = 0
  /// When its sender last sent data before that, which is before what is missing was sent; 0 where none was captured.
  var since: Int64 = 0
  /// The frame that showed it: the segment behind it, or the acknowledgement of what is in it.
  var frame: UInt64 = 0
  /// The frame that acknowledges what is in it; 0 while none does.
  var ackFrame: UInt64 = 0
  /// The TSval of the segment behind the hole; 0 without timestamps.
  var timestampValue: UInt32 = 0
  /// The IPv4 identification of the segment behind the hole; 0 without.
  var identification: UInt16 = 0
  /// Whether an acknowledgement showed it rather than a segment behind it.
  var isShownByAck = false
}

/// A segment that was sent again, until it is known whether that was needed.
struct Repeat: Sendable, BitwiseCopyable {
  /// Its sequence numbers.
  var start = SequenceNumber(0)
  /// One past the last.
  var end = SequenceNumber(0)
  /// Its frame; 0 for none.
  var frame: UInt64 = 0
  /// Its TSval; 0 without timestamps.
  var timestampValue: UInt32 = 0
  /// What it was counted as.
  var kind = DataAnomaly.unexplained
  /// Whether its original was never captured.
  var isMissed = false
  /// Whether nothing more is to be found out about it.
  var isResolved = true
}

/// A segment whose meaning its receiver's answer will show.
struct PendingSegment: Sendable, BitwiseCopyable {
  /// Its sequence numbers.
  var start = SequenceNumber(0)
  /// One past the last.
  var end = SequenceNumber(0)
  /// Its frame; 0 for none.
  var frame: UInt64 = 0
  /// When it was captured, in nanoseconds since the epoch.
  var time: Int64 = 0

  /// No segment.
  init() {}

  init(_ segment: Segment) {
    start = segment.sequence
    end = segment.sequenceEnd
    frame = segment.frame
    time = segment.time
  }
}

/// What is remembered of one endpoint's data and acknowledgements once something about them was not plain.
///
/// What looks at it is `mutating`, as with `Connection`: else all of it would be copied to be looked at.
struct DataPath: Sendable, BitwiseCopyable {
  /// The most holes remembered; of more, the oldest is given up.
  static let holeLimit = 12

  /// Parts of its sequence space that were skipped, in the order they showed.
  var holes = InlineArray<12, Hole>(repeating: Hole())
  var holeCount = 0
  /// What it sent again last.
  var repeats = InlineArray<4, Repeat>(repeating: Repeat())
  var repeatIndex = 0
  /// What it repairs until `recoveryEnd` is acknowledged; nil when nothing was lost.
  var recovery: DataAnomaly?
  /// How far it had got when the repair began.
  var recoveryEnd = SequenceNumber(0)
  /// Duplicate ACKs in a row that it sent.
  var duplicateAcks: UInt32 = 0
  /// The SACK blocks of its last acknowledgement that had any, as in `TCPOptions`; valid until it acknowledges more.
  var sackBlocks = InlineArray<8, UInt32>(repeating: 0)
  var sackCount = 0
  /// When it closed its window, in nanoseconds since the epoch; nil while that is open.
  var closedSince: Int64?
  /// What it sent past its peer's window.
  var beyond = PendingSegment()
  /// Whether that was a probe of a closed window.
  var beyondIsProbe = false
  /// What it sent with a timestamp older than its last.
  var aged = PendingSegment()
  /// What it sent that its peer has to challenge.
  var provocation = PendingSegment()
  /// What it sent with a wrong checksum, while that is not acknowledged.
  var damaged = PendingSegment()
  /// Its last keep-alive, while that is unanswered.
  var keepAlive = PendingSegment()
  /// Keep-alives in a row without an answer, the last included.
  var keepAlivesInARow: UInt32 = 0

  /// Whether nothing is open that the next segments could settle.
  mutating func isQuiet() -> Bool {
    holeCount == 0 && recovery == nil && duplicateAcks == 0 && closedSince == nil && beyond.frame == 0
      && aged.frame == 0 && provocation.frame == 0 && damaged.frame == 0 && keepAlive.frame == 0
  }

  /// Whether its SACK blocks cover all from `start` to `end`.
  mutating func hasSelectivelyAcknowledged(from start: SequenceNumber, to end: SequenceNumber) -> Bool {
    for block in 0..<min(sackCount, 4) {
      let left = SequenceNumber(sackBlocks[2 * block])
      let right = SequenceNumber(sackBlocks[2 * block + 1])
      if !start.precedes(left), !right.precedes(end) { return true }
    }
    return false
  }

  /// Whether a SACK block of its lies past `end`.
  mutating func hasSelectivelyAcknowledged(past end: SequenceNumber) -> Bool {
    for block in 0..<min(sackCount, 4) where end.precedes(SequenceNumber(sackBlocks[2 * block + 1])) { return true }
    return false
  }
}
