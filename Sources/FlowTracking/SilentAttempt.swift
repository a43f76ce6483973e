/// A finished attempt that was one SYN and nothing else, as far as counting it needs: made without a connection, since floods are made of these.
package struct SilentAttempt: Sendable, BitwiseCopyable {
  /// The opening, as stories look at it.
  package var attempt: Attempt
  /// What statistics need.
  package var outline: ConnectionOutline
  /// How long the capture went on after the SYN, in nanoseconds.
  package var waited: Int64
}

extension FlowTable {
  /// The connection that `nextFinished` would give, where that is a lone SYN; it need not be released. Nil where it is another, or none.
  package mutating func nextSilent() -> SilentAttempt? {
    guard hasFinished() else { return nil }
    let silent: SilentAttempt
    switch finished[finishedNext] {
    case .record: return nil
    case .narrow(let syn, let marks): silent = syn.silentAttempt(at: now, marks)
    case .wide(let syn, let marks): silent = syn.silentAttempt(at: now, marks)
    }
    finishedNext += 1
    return silent
  }
}

extension LoneSyn {
  /// What a connection of this SYN alone would come to by `now`, with `marks` noted about it.
  func silentAttempt(at now: Int64, _ marks: ConnectionMarks) -> SilentAttempt {
    let waited = max(now, time) &- time
    var attempt = Attempt()
    attempt.connection = number
    (attempt.client, attempt.clientPort) = end(of: .client)
    (attempt.server, attempt.serverPort) = end(of: .server)
    attempt.start = time
    attempt.firstFrame = frame
    attempt.outcome = .unanswered
    attempt.conduct = waited >= Connection.patience ? .abandoned : .undecided
    let outline = ConnectionOutline(
      outcome: .unanswered, close: .none, marks: marks.union(.unanswered), handshakeDuration: nil)
    return SilentAttempt(attempt: attempt, outline: outline, waited: waited)
  }
}
