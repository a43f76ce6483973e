import PacketDecoding

/// One incarnation of a 4-tuple as it is tracked: both endpoints, and where its timeline stands.
///
/// Methods that look at an endpoint are `mutating` even where they change nothing: a `self` passed by value is copied to the stack, all
/// of it, before its inline array can be indexed, and that once cost more than everything else a segment needs. For the like reason they take a
/// segment `inout`, which none of them changes: it was copied for every one that is not plain.
package struct Connection: Sendable, BitwiseCopyable {
  /// The most significant segments a timeline keeps, and as many again that change a state; later ones are counted.
  static let timelineLimit: UInt16 = 160

  // In an order in which the lines of the cache (of 64 octets) that an ordinary segment needs are few: the first, those of both ends, and the
  // one behind them.
  var key = FlowKey(lowAddress: IPAddress(high: 0, low: 0), highAddress: IPAddress(high: 0, low: 0), ports: 0)
  var signs = Signs.fresh
  /// What was noticed.
  package internal(set) var marks: ConnectionMarks = []
  var lastTime: Int64 = 0
  /// Where its networks are kept.
  var network = Network.blank
  /// The half of the hash of its key that is in the index.
  var tag: UInt32 = 0

  var ends = InlineArray<2, Endpoint>(repeating: Endpoint())

  var history = ZeekHistory()
  // The timeline and the plain segments since its last entry.
  var entryCount: UInt16 = 0
  var run = PlainRun()
  var head = Timeline.none
  var tail = Timeline.none

  /// Where what few connections have is kept.
  var annex = Annex.blank
  /// Where what is known of its end is kept.
  var closing = Closing.blank
  /// The first of the tallies of what was odd about its data path; `none` when nothing was.
  var tallies = Pool<DataTally>.none
  /// Packets that were captured more than once, each copy counted.
  var duplicates: UInt32 = 0
  /// Its number, 1-based, in order of first packet.
  package internal(set) var number: UInt64 = 0
  var firstTime: Int64 = 0
  var firstFrame: UInt64 = 0
  /// See `HandshakeTime`.
  var handshakeTimes = InlineArray<3, UInt32>(repeating: .max)
  // Its place among those that nobody answered or that linger, and in the timer wheel.
  var rowBefore = FlowTable.none
  var rowAfter = FlowTable.none
  /// The lower half of the second in which the wheel looks at it, while it `isTimed`.
  var timerSecond: UInt32 = 0

  /// A record in which nothing has happened yet.
  init() {}

  /// Begins with `segment`, the first of the connection.
  mutating func begin(
    key: FlowKey, hash: UInt64, number: UInt64, senderIsLow: Bool, _ segment: inout Segment,
    _ timeline: inout Timeline
  ) {
    self.key = key
    tag = UInt32(truncatingIfNeeded: hash >> 32)
    self.number = number
    clientIsLow = Connection.senderIsClient(segment) == senderIsLow
    rolesAreGuessed = !segment.flags.contains(.syn)
    firstTime = segment.time
    lastTime = segment.time
    firstFrame = segment.frame
    let context = segment.context
    if context != 0 {
      let place = openNetwork(&timeline)
      timeline.networks[place].contexts = InlineArray(repeating: context)
      timeline.networks[place].vlan = segment.vlan
    }
    if clientIsLow != senderIsLow { history.flip() }
    if key.lowAddress == key.highAddress, key.ports >> 16 == key.ports & 0xFFFF { marks.insert(.selfConnection) }
  }

  /// The endpoint on `side`.
  package subscript(side: Side) -> Endpoint {
    _read { yield ends[side.index] }
    _modify { yield &ends[side.index] }
  }

  /// The address of `side`.
  func address(of side: Side) -> IPAddress {
    key.address(ofLow: (side == .client) == clientIsLow)
  }

  /// The port of `side`.
  func port(of side: Side) -> UInt16 {
    key.port(ofLow: (side == .client) == clientIsLow)
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
