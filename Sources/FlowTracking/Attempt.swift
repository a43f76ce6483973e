package import PacketDecoding

/// One opening as stories over several connections look at it: who asked whom, and what became of it; made without a timeline.
package struct Attempt: Sendable, BitwiseCopyable {
  /// What the client did after its SYN, where no connection came of it.
  package enum Conduct: UInt8, Sendable, BitwiseCopyable {
    /// It sent its SYN again, as hosts do that want to connect.
    case persisted
    /// It sent one SYN and then nothing, for longer than a host waits before it asks again.
    case abandoned
    /// It sent one SYN, and the capture does not go on for long enough to tell.
    case undecided
    /// It answered the SYN-ACK with a RST.
    case withdrew
  }

  /// The connection's number.
  package var connection: UInt64 = 0
  /// Who asked.
  package var client = IPAddress(high: 0, low: 0)
  /// Who was asked.
  package var server = IPAddress(high: 0, low: 0)
  /// The client's port.
  package var clientPort: UInt16 = 0
  /// The server's port.
  package var serverPort: UInt16 = 0
  /// When the first packet was captured, in nanoseconds since the epoch.
  package var start: Int64 = 0
  /// The number of the first packet in the capture.
  package var firstFrame: UInt64 = 0
  /// The number of the server's last packet in the capture; 0 when it sent none.
  package var answerFrame: UInt64 = 0
  /// How it ended.
  package var outcome: HandshakeOutcome = .unseen
  /// What the client did.
  package var conduct: Conduct = .undecided
  /// Both initial sequence numbers, the client's in the upper half; 0 where one of them is unknown.
  package var initialSequences: UInt64 = 0

  /// An attempt of which nothing is known.
  package init() {}
}

extension FlowTable {
  /// The opening of the connection at `index`, which `nextFinished` gave.
  package mutating func attempt(of index: UInt32) -> Attempt {
    self[index].attempt(at: toldEnd)
  }
}

extension Connection {
  /// Longer than hosts wait before they send an unanswered SYN again: 1 s since RFC 6298, 3 s before; in nanoseconds.
  static let patience: Int64 = 3_500_000_000

  @inline(always)
  mutating func attempt(at now: Int64) -> Attempt {
    var result = Attempt()
    result.connection = number
    result.client = address(of: .client)
    result.server = address(of: .server)
    result.clientPort = port(of: .client)
    result.serverPort = port(of: .server)
    result.start = firstTime
    result.firstFrame = firstFrame
    result.answerFrame = ends[1].lastFrame
    result.outcome = handshakeOutcome()
    if !isCompleted { result.conduct = conduct(at: now) }
    if ends[0].facts.contains(.initialSequence), ends[1].facts.contains(.initialSequence) {
      result.initialSequences =
        UInt64(ends[0].initialSequence.rawValue) << 32 | UInt64(ends[1].initialSequence.rawValue)
    }
    return result
  }

  private mutating func conduct(at now: Int64) -> Attempt.Conduct {
    if ends[0].freshSyns > 1 { return .persisted }
    if hasSynAck, ends[0].facts.contains(.reset), !ends[1].facts.contains(.reset) { return .withdrew }
    guard hasSyn, ends[0].freshPackets == 1 else { return .persisted }
    return max(now, lastTime) &- firstTime >= Connection.patience ? .abandoned : .undecided
  }
}
