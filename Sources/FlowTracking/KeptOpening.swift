import PacketDecoding

/// A connection of which no more than the handshake and the next few segments passed, as these came.
///
/// It takes about as much memory as its record would be folded to, and is neither folded nor unfolded: one that says little for long, of many, gets a
/// record only to be told of.
struct KeptOpening: Sendable, BitwiseCopyable {
  /// The most segments behind the SYN-ACK, by IPv4: as many as have room in three fragments.
  static let mostSegments = 3

  /// The 4-tuple.
  let key: FlowKey
  /// The connection's number.
  let number: UInt64
  /// See `Connection.timerSecond`.
  let timerSecond: UInt32
  let syn: PlainSyn
  let synAck: KeptSynAck
  /// The segments behind that, in the order in which they came; the first `count`.
  private(set) var segments = InlineArray<3, KeptSegment>(repeating: KeptSegment())
  private(set) var count = 0

  /// The beginning of one.
  init(key: FlowKey, number: UInt64, timerSecond: UInt32, syn: PlainSyn, synAck: KeptSynAck) {
    self.key = key
    self.number = number
    self.timerSecond = timerSecond
    self.syn = syn
    self.synAck = synAck
  }

  /// Has `segment` be the last; there are not yet as many as there may be.
  mutating func add(_ segment: KeptSegment) {
    segments[count] = segment
    count += 1
  }

  /// When its last segment was captured, in nanoseconds since the epoch.
  var lastTime: Int64 {
    count == 0 ? synAck.time(behind: syn) : segments[count - 1].time(behind: syn)
  }

  /// When to forget the connection if nothing more comes, in nanoseconds since the epoch: as `Connection.deadline` has it.
  var deadline: Int64 { Connection.deadline(after: lastTime, isHalfOpen: count == 0) }
}
