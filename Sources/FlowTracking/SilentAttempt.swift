/// A finished attempt that was one SYN and nothing else, as far as counting it needs: made without a connection, since floods are made of these.
package struct SilentAttempt: Sendable, BitwiseCopyable {
  /// The opening, as stories look at it.
  package var attempt: Attempt
  /// What statistics need.
  package var outline: ConnectionOutline
  /// How long the capture went on after the SYN, in nanoseconds.
  package var waited: Int64

  /// An attempt of which nothing is known.
  package init() {
    attempt = Attempt()
    attempt.outcome = .unanswered
    outline = ConnectionOutline(outcome: .unanswered, close: .none, marks: [], handshakeDuration: nil)
    waited = 0
  }
}

extension FlowTable {
  /// Writes the connection that `nextFinished` would give into `silent`, where that is a lone SYN; it need not be released. False where it is
  /// another, or none. One `silent` serves for all: floods are made of these.
  package mutating func nextSilent(into silent: inout SilentAttempt) -> Bool {
    guard hasFinished() else { return false }
    switch finished[finishedNext] {
    case .record, .opened: return false
    case .narrow(let syn, let marks, let time): syn.tell(at: time, marks, into: &silent)
    case .wide(let syn, let marks, let time): syn.tell(at: time, marks, into: &silent)
    }
    finishedNext += 1
    return true
  }
}

extension LoneSyn {
  /// Writes what a connection of this SYN alone would come to by `now`, with `marks` noted about it, into `silent`.
  @inline(__always)
  func tell(at now: Int64, _ marks: ConnectionMarks, into silent: inout SilentAttempt) {
    silent.waited = max(now, time) &- time
    silent.attempt.connection = number
    (silent.attempt.client, silent.attempt.clientPort) = end(of: .client)
    (silent.attempt.server, silent.attempt.serverPort) = end(of: .server)
    silent.attempt.start = time
    silent.attempt.firstFrame = syn.frame
    silent.attempt.conduct = silent.waited >= Connection.patience ? .abandoned : .undecided
    silent.outline.marks = marks.union(.unanswered)
  }
}
