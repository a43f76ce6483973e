import PacketDecoding

/// What one endpoint's SACK blocks say of its peer's FIN: a copy that they name arrived, whatever else is missing.
package struct FinReceipt: Sendable, BitwiseCopyable {
  /// How many copies of the FIN had been captured when it first reported to have one before octets in front of it (RFC 2018); 0 when it never
  /// did.
  package var copiesWhenEarly: UInt32 = 0
  /// How often it reported that the FIN came again (RFC 2883).
  package var repeats: UInt32 = 0

  /// Nothing reported.
  package init() {}
}

/// What is known of the end of a connection: from its first FIN or RST on, kept apart from the record because an open one has none.
struct Closing: Sendable, BitwiseCopyable {
  /// The place of the one that nothing was written to, which stands for all connections without a FIN or RST.
  static let blank: UInt32 = 0

  /// What one endpoint did to end the connection.
  struct End: Sendable, BitwiseCopyable {
    /// FINs and RSTs captured, copies included.
    var finCount: UInt32 = 0
    var rstCount: UInt32 = 0
    /// What it reported of its peer's FIN.
    var receipt = FinReceipt()
    /// One past its FIN.
    var finEnd = SequenceNumber(0)
    /// The sequence number of the segment with which it first acknowledged its peer's FIN.
    var finAckSequence = SequenceNumber(0)
    /// Where its first FIN stands in the timeline.
    var finEntry = Timeline.none
    /// How far its peer had got when the peer's RST passed that was taken to end it; nil when that had sent nothing before.
    var peersNextAtPresumedReset: SequenceNumber?
    /// How far its peer had got when it sent its last RST; nil when that had sent nothing.
    var peersNextAtReset: SequenceNumber?
    /// How far it had got itself when it sent its last RST; nil when it had sent nothing.
    var nextAtReset: SequenceNumber?
    /// How many segments its peer had sent when a bare ACK of its FIN was the last of them; 0 when none was.
    var peersPacketsAtFinAck: UInt64 = 0
    /// When its last FIN was captured.
    var lastFinTime: Int64 = 0
    /// When it last sent an acknowledgement that does not cover its peer's FIN, although that had been captured; of those that were
    /// overtaken by one that does, only the ones with data count.
    var lastOldAckTime: Int64 = .min
  }

  /// When the first FIN or RST was captured, in nanoseconds since the epoch; negative while that does not count.
  var time: Int64 = -1
  /// When the last FIN, RST or acknowledgement of a FIN was captured; negative before.
  var endTime: Int64 = -1
  /// Both endpoints, by `Side.index`.
  var ends: InlineArray<2, End> = [End(), End()]
  /// The sequence numbers of each side's last FIN and RST, for `ZeekHistory`.
  var historyNumbers: InlineArray<4, UInt32> = [0, 0, 0, 0]

  /// Notes that the first FIN of `side` is at `entry` of the timeline, unless that is known.
  @inline(__always)
  mutating func noteFinEntry(_ entry: UInt32, of side: Side) {
    if ends[side.index].finEntry == Timeline.none { ends[side.index].finEntry = entry }
  }

  /// Notes the first FIN of `side`, which ends before `end`; whether it is the first thing that closes.
  @inline(__always)
  mutating func noteFirstFin(of side: Side, end: SequenceNumber, at time: Int64) -> Bool {
    ends[side.index].finEnd = end
    ends[side.index].lastFinTime = time
    endTime = time
    if self.time >= 0 { return false }
    self.time = time
    return true
  }

  /// Notes that `side` acknowledges its peer's FIN for the first time, with the segment at `sequence`, or with a repeat of one that is not
  /// here. Returns how long after that FIN.
  @inline(__always)
  mutating func noteFinAcknowledgement(
    by side: Side, _ sequence: SequenceNumber, isRepeat: Bool, at time: Int64
  ) -> Int64 {
    let peer = side.peer.index
    ends[side.index].finAckSequence = isRepeat ? ends[peer].finEnd.advanced(by: 1 << 31) : sequence
    endTime = time
    return time &- ends[peer].lastFinTime
  }

  /// Whether each side sent one FIN at most, and `side` one; then where that is in the timeline, else `none`.
  @inline(__always)
  mutating func onlyFin(of side: Side) -> UInt32 {
    ends[side.index].finCount == 1 && ends[side.peer.index].finCount <= 1 ? ends[side.index].finEntry : Timeline.none
  }

  /// Exchanges both endpoints.
  mutating func swapEnds() {
    let client = ends[0]
    ends[0] = ends[1]
    ends[1] = client
  }
}

extension Connection {
  /// A FIN or RST passes: there is a `Closing` from here on.
  mutating func openClosing(_ timeline: inout Timeline) {
    if closing == Closing.blank { closing = timeline.closings.takePledgedCopy(of: Closing.blank, &timeline.memory) }
  }
}
