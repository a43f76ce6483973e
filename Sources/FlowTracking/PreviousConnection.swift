package import PacketDecoding

/// What is remembered of the connection that used a 4-tuple before the one that a SYN has just opened on it.
package struct PreviousConnection: Sendable, BitwiseCopyable {
  /// Its number.
  package var number: UInt64
  /// Whether it had opened, rather than been refused, reset while opening, or never answered.
  package var hadOpened: Bool
  /// The state that the receiver of the SYN was left in; nil when unknown.
  package var receiverState: TCPState?
  /// The state that the sender of the SYN was left in; nil when unknown.
  package var senderState: TCPState?
  /// One past what the sender of the SYN had sent; nil when nothing shows it.
  package var senderNext: SequenceNumber?
  /// One past what the receiver of the SYN had sent; nil when nothing shows it.
  package var receiverNext: SequenceNumber?
  /// The last TSval of the SYN's sender; 0 without timestamps.
  package var senderTimestamp: UInt32
  /// When its last segment was captured, in nanoseconds since the epoch.
  package var end: Int64

  /// What `connection` leaves behind for one that a SYN of `sender`, a side of the old connection, opens.
  init(_ connection: inout Connection, sender: Side) {
    let receiver = sender.peer
    number = connection.number
    hadOpened = connection.isCompleted || (!connection.hasSyn && !connection.hasSynAck)
    receiverState = connection[receiver].state
    senderState = connection[sender].state
    senderNext = connection[sender].facts.contains(.next) ? connection[sender].next : nil
    receiverNext = connection[receiver].facts.contains(.next) ? connection[receiver].next : nil
    senderTimestamp = connection[sender].lastTimestampValue
    end = connection.lastTime
  }

  /// One that is known by these, for tests.
  package init(number: UInt64, hadOpened: Bool) {
    self.number = number
    self.hadOpened = hadOpened
    senderTimestamp = 0
    end = 0
  }
}
