import PacketDecoding

/// One incarnation of a 4-tuple as it is tracked: both endpoints, and where its timeline stands.
///
/// Methods that look at an endpoint are `mutating` even where they change nothing: a `self` passed by value is copied to the stack, all
/// of it, before its inline array can be indexed, and that once cost more than everything else a segment needs.
package struct Connection: Sendable, BitwiseCopyable {
  /// The most significant segments a timeline keeps, and as many again that change a state; later ones are counted.
  static let timelineLimit: UInt32 = 160

  var key = FlowKey(lowAddress: IPAddress(high: 0, low: 0), highAddress: IPAddress(high: 0, low: 0), ports: 0)
  /// The network (`Segment.context`) of the segments from the end that sorts first, and from the other; until that has sent, its peer's.
  var contexts = InlineArray<2, UInt64>(repeating: 0)
  /// Its number, 1-based, in order of first packet.
  package internal(set) var number: UInt64 = 0
  /// What was noticed.
  package internal(set) var marks: ConnectionMarks = []
  /// Whether the client is the end of the key that sorts first.
  var clientIsLow = true
  /// Whether no SYN showed who is the client.
  package internal(set) var rolesAreGuessed = false
  var ends = InlineArray<2, Endpoint>(repeating: Endpoint())
  var firstTime: Int64 = 0
  var lastTime: Int64 = 0
  var firstFrame: UInt64 = 0
  var vlan: UInt16 = 0
  /// SYN to SYN-ACK, SYN-ACK to ACK and SYN to ACK, in nanoseconds; negative while unknown or ambiguous.
  var serverRoundTrip: Int64 = -1
  var clientRoundTrip: Int64 = -1
  var handshakeDuration: Int64 = -1
  var closeInitiator: Side?
  var closedByReset = false
  /// Whether a SYN without ACK was captured, from either side.
  var hasSyn = false
  /// Whether a SYN-ACK was captured that answers this connection's SYN.
  var hasSynAck = false
  /// Whether a side acknowledged a SYN-ACK.
  var hasHandshakeAck = false
  /// Whether nothing but copies, late segments and stray resets is expected any more.
  var isOver = false
  var isSplitHandshake = false
  var history = ZeekHistory()

  // The timeline and the plain segments since its last entry.
  var head = Timeline.none
  var tail = Timeline.none
  var entryCount: UInt32 = 0
  /// Packets that were captured more than once, each copy counted.
  var duplicates: UInt32 = 0
  var run = PlainRun()

  /// Where what few connections have is kept.
  var annex = Annex.blank
  /// Where what is known of its end is kept.
  var closing = Closing.blank
  /// The first of the tallies of what was odd about its data path; `none` when nothing was.
  var tallies = Pool<DataTally>.none
  /// Whether nothing is open that would make the next segment in order more than that.
  var isInStep = false
  /// Whether both SYNs were captured, so that the scale of windows is known.
  var knowsScale = false
  /// Whether the right edge of both windows is known.
  var knowsWindows = false

  // Its place in the table, among those that nobody answered, and in the timer wheel.
  var waitingBefore = FlowTable.none
  var waitingAfter = FlowTable.none
  var isWaiting = false
  var hash: UInt64 = 0
  /// The second in which the wheel looks at it; the largest number while it is in no bucket.
  var timerSecond = Int64.max
  /// Whether it was finished: nothing more can change it.
  var isSettled = false
  var isInUse = true
  /// Whether it is in the table's index.
  var isListed = true

  /// A record in which nothing has happened yet.
  init() {}

  /// Begins with `segment`, the first of the connection.
  mutating func begin(key: FlowKey, hash: UInt64, number: UInt64, senderIsLow: Bool, _ segment: Segment) {
    self.key = key
    self.hash = hash
    self.number = number
    clientIsLow = Connection.senderIsClient(segment) == senderIsLow
    rolesAreGuessed = !segment.flags.contains(.syn)
    firstTime = segment.time
    lastTime = segment.time
    firstFrame = segment.frame
    vlan = segment.vlan
    let context = segment.context
    if context != 0 { contexts = InlineArray(repeating: context) }
    if clientIsLow != senderIsLow { history.flip() }
    if key.lowAddress == key.highAddress, key.ports >> 16 == key.ports & 0xFFFF { marks.insert(.selfConnection) }
  }

  /// Reads something from every part that the next segment will need, so that all of it is on its way into the cache at once.
  @inline(__always)
  mutating func touch() -> UInt32 {
    key.ports &+ run.clientPackets &+ ends[0].synCount &+ ends[0].recentPrints[3]
      &+ ends[1].synCount &+ ends[1].recentPrints[3]
  }

  /// The endpoint on `side`.
  package subscript(side: Side) -> Endpoint {
    _read { yield ends[side.index] }
    _modify { yield &ends[side.index] }
  }

  /// The address of `side`.
  func address(of side: Side) -> IPAddress {
    (side == .client) == clientIsLow ? key.lowAddress : key.highAddress
  }

  /// The port of `side`.
  func port(of side: Side) -> UInt16 {
    let isLow = (side == .client) == clientIsLow
    return UInt16(truncatingIfNeeded: isLow ? key.ports >> 16 : key.ports)
  }

  /// Whether this is a SYN, or copies of it, to which nothing came back.
  var isUnanswered: Bool {
    hasSyn && !hasSynAck && !hasHandshakeAck && !marks.contains(.reset)
  }

  /// Whether the client completed the handshake, with everything it takes captured.
  var isCompleted: Bool {
    hasHandshakeAck && hasSyn && hasSynAck
  }
}
