/// What statistics need of a finished connection; made without copying it.
package struct ConnectionOutline: Sendable, BitwiseCopyable {
  /// How the opening ended.
  package var outcome: HandshakeOutcome
  /// How it closed.
  package var close: CloseKind
  /// What was noticed.
  package var marks: ConnectionMarks
  /// Packets that were captured more than once, each copy counted.
  package var duplicates: UInt32 = 0
  /// First SYN to handshake ACK, in nanoseconds; nil unless both were captured.
  package var handshakeDuration: Int64?

  /// The outline with these values.
  package init(outcome: HandshakeOutcome, close: CloseKind, marks: ConnectionMarks, handshakeDuration: Int64?) {
    self.outcome = outcome
    self.close = close
    self.marks = marks
    self.handshakeDuration = handshakeDuration
  }
}

extension ConnectionRecord {
  /// The part that statistics need.
  package var outline: ConnectionOutline {
    var result = ConnectionOutline(outcome: outcome, close: close, marks: marks, handshakeDuration: handshakeDuration)
    result.duplicates = UInt32(clamping: duplicates)
    return result
  }
}
