/// What is or is not so of a connection, one bit each.
struct Signs: Sendable, BitwiseCopyable {
  /// Those of a record in which nothing has happened yet.
  static let fresh = Signs(bits: clientIsLow | isInUse | isListed)

  fileprivate static let clientIsLow: UInt32 = 1 << 0
  fileprivate static let rolesAreGuessed: UInt32 = 1 << 1
  fileprivate static let closedByReset: UInt32 = 1 << 2
  fileprivate static let hasSyn: UInt32 = 1 << 3
  fileprivate static let hasSynAck: UInt32 = 1 << 4
  fileprivate static let hasHandshakeAck: UInt32 = 1 << 5
  fileprivate static let isOver: UInt32 = 1 << 6
  fileprivate static let isSplitHandshake: UInt32 = 1 << 7
  fileprivate static let isInStep: UInt32 = 1 << 8
  fileprivate static let knowsScale: UInt32 = 1 << 9
  fileprivate static let knowsWindows: UInt32 = 1 << 10
  fileprivate static let isWaiting: UInt32 = 1 << 11
  fileprivate static let isSettled: UInt32 = 1 << 12
  fileprivate static let isInUse: UInt32 = 1 << 13
  fileprivate static let isListed: UInt32 = 1 << 14
  fileprivate static let isTimed: UInt32 = 1 << 15
  fileprivate static let closedByClient: UInt32 = 1 << 16
  fileprivate static let closedByServer: UInt32 = 1 << 17
  fileprivate static let isLingering: UInt32 = 1 << 18
  fileprivate static let wasPassedOver: UInt32 = 1 << 19

  fileprivate var bits: UInt32

  /// Whether `bit` is set.
  @inline(__always)
  fileprivate subscript(bit: UInt32) -> Bool {
    get { bits & bit != 0 }
    set { bits = newValue ? bits | bit : bits & ~bit }
  }
}

extension Connection {
  /// Whether the client is the end of the key that sorts first.
  @inline(__always)
  var clientIsLow: Bool {
    get { signs[Signs.clientIsLow] }
    set { signs[Signs.clientIsLow] = newValue }
  }

  /// Whether no SYN showed who is the client.
  @inline(__always)
  package internal(set) var rolesAreGuessed: Bool {
    get { signs[Signs.rolesAreGuessed] }
    set { signs[Signs.rolesAreGuessed] = newValue }
  }

  /// Whether a RST that took effect ended it.
  @inline(__always)
  var closedByReset: Bool {
    get { signs[Signs.closedByReset] }
    set { signs[Signs.closedByReset] = newValue }
  }

  /// Whether a SYN without ACK was captured, from either side.
  @inline(__always)
  var hasSyn: Bool {
    get { signs[Signs.hasSyn] }
    set { signs[Signs.hasSyn] = newValue }
  }

  /// Whether a SYN-ACK was captured that answers this connection's SYN.
  @inline(__always)
  var hasSynAck: Bool {
    get { signs[Signs.hasSynAck] }
    set { signs[Signs.hasSynAck] = newValue }
  }

  /// Whether a side acknowledged a SYN-ACK.
  @inline(__always)
  var hasHandshakeAck: Bool {
    get { signs[Signs.hasHandshakeAck] }
    set { signs[Signs.hasHandshakeAck] = newValue }
  }

  /// Whether nothing but copies, late segments and stray resets is expected any more.
  @inline(__always)
  var isOver: Bool {
    get { signs[Signs.isOver] }
    set { signs[Signs.isOver] = newValue }
  }

  /// Whether the SYN-ACK came in two pieces.
  @inline(__always)
  var isSplitHandshake: Bool {
    get { signs[Signs.isSplitHandshake] }
    set { signs[Signs.isSplitHandshake] = newValue }
  }

  /// Whether nothing is open that would make the next segment in order more than that.
  @inline(__always)
  var isInStep: Bool {
    get { signs[Signs.isInStep] }
    set { signs[Signs.isInStep] = newValue }
  }

  /// Whether both SYNs were captured, so that the scale of windows is known.
  @inline(__always)
  var knowsScale: Bool {
    get { signs[Signs.knowsScale] }
    set { signs[Signs.knowsScale] = newValue }
  }

  /// Whether the right edge of both windows is known.
  @inline(__always)
  var knowsWindows: Bool {
    get { signs[Signs.knowsWindows] }
    set { signs[Signs.knowsWindows] = newValue }
  }

  /// Whether it is among those that nobody answered.
  @inline(__always)
  var isWaiting: Bool {
    get { signs[Signs.isWaiting] }
    set { signs[Signs.isWaiting] = newValue }
  }

  /// Whether it is among those that are over.
  @inline(__always)
  var isLingering: Bool {
    get { signs[Signs.isLingering] }
    set { signs[Signs.isLingering] = newValue }
  }

  /// Whether others that are over went before it once, as its time stamp was not near theirs.
  @inline(__always)
  var wasPassedOver: Bool {
    get { signs[Signs.wasPassedOver] }
    set { signs[Signs.wasPassedOver] = newValue }
  }

  /// Whether it was finished: nothing more can change it.
  @inline(__always)
  var isSettled: Bool {
    get { signs[Signs.isSettled] }
    set { signs[Signs.isSettled] = newValue }
  }

  /// Whether its record is in use.
  @inline(__always)
  var isInUse: Bool {
    get { signs[Signs.isInUse] }
    set { signs[Signs.isInUse] = newValue }
  }

  /// Whether it is in the table's index.
  @inline(__always)
  var isListed: Bool {
    get { signs[Signs.isListed] }
    set { signs[Signs.isListed] = newValue }
  }

  /// Whether it is in a bucket of the timer wheel.
  @inline(__always)
  var isTimed: Bool {
    get { signs[Signs.isTimed] }
    set { signs[Signs.isTimed] = newValue }
  }

  /// Who closed first.
  var closeInitiator: Side? {
    get { signs[Signs.closedByClient] ? .client : signs[Signs.closedByServer] ? .server : nil }
    set {
      signs[Signs.closedByClient] = newValue == .client
      signs[Signs.closedByServer] = newValue == .server
    }
  }
}
