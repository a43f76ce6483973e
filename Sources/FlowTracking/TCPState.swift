/// The states of a connection, under their RFC 9293 §3.3.2 names.
package enum TCPState: UInt8, Sendable, BitwiseCopyable, CaseIterable {
  /// No connection.
  case closed
  /// Waiting for a connection request; never seen from outside, since a listener sends nothing.
  case listen
  /// Sent a SYN, waiting for its match.
  case synSent
  /// Sent a SYN-ACK, waiting for its acknowledgement.
  case synReceived
  /// Open.
  case established
  /// Sent a FIN that is not acknowledged yet.
  case finWait1
  /// Its FIN is acknowledged; waiting for the peer's.
  case finWait2
  /// Got the peer's FIN; the application has not closed yet.
  case closeWait
  /// Both FINs crossed; waiting for the acknowledgement of its own.
  case closing
  /// Got the peer's FIN, sent its own, waiting for its acknowledgement.
  case lastAck
  /// Both FINs are acknowledged; waiting out old segments (2 MSL).
  case timeWait

  /// Whether both sides know each other's numbers: established, or closing (RFC 9293 §3.5.1 calls these states synchronized).
  var isSynchronized: Bool { rawValue >= TCPState.established.rawValue }

  /// The name as RFC 9293 and `netstat` write it, such as "SYN_SENT".
  package var name: StaticString {
    switch self {
    case .closed: "CLOSED"
    case .listen: "LISTEN"
    case .synSent: "SYN_SENT"
    case .synReceived: "SYN_RCVD"
    case .established: "ESTABLISHED"
    case .finWait1: "FIN_WAIT_1"
    case .finWait2: "FIN_WAIT_2"
    case .closeWait: "CLOSE_WAIT"
    case .closing: "CLOSING"
    case .lastAck: "LAST_ACK"
    case .timeWait: "TIME_WAIT"
    }
  }
}
