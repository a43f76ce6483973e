package import FlowDiagnosis
package import FlowTracking

/// What was counted of the connections of one group.
package struct GroupStatistics: Sendable {
  /// Connections.
  package private(set) var connections: UInt64 = 0
  /// Of these, the ones whose handshake completed.
  package private(set) var completed: UInt64 = 0
  /// Refused by RST or rejected by an ICMP error.
  package private(set) var refused: UInt64 = 0
  /// Never answered.
  package private(set) var unanswered: UInt64 = 0
  /// Reset or left half-open while opening.
  package private(set) var failedOpening: UInt64 = 0
  /// Opened before the capture began.
  package private(set) var unseen: UInt64 = 0
  /// Segments that both ends sent.
  package private(set) var packets: UInt64 = 0
  /// Of these, segments sent again.
  package private(set) var retransmitted: UInt64 = 0
  /// Errors found.
  package private(set) var errors: UInt64 = 0
  /// Warnings found.
  package private(set) var warnings: UInt64 = 0
  /// When the first connection with a warning or an error had it, in nanoseconds since the epoch; nil while there is none.
  package private(set) var firstTrouble: Int64?
  /// Handshake durations, within 3 %.
  package private(set) var handshakes = DurationHistogram(bucketBits: 5)

  /// Nothing counted.
  package init() {}

  /// Counts a connection and what was found about it.
  package mutating func add(_ record: ConnectionRecord, _ findings: [Finding]) {
    connections += 1
    switch record.outcome {
    case .completed:
      completed += 1
      if let duration = record.handshakeDuration { handshakes.add(duration) }
    case .refused, .rejected: refused += 1
    case .unanswered: unanswered += 1
    case .halfOpen, .reset: failedOpening += 1
    case .unseen: unseen += 1
    }
    packets &+= record.client.packets &+ record.server.packets
    retransmitted &+= record.client.retransmittedPackets &+ record.server.retransmittedPackets
    for finding in findings { count(finding.severity, at: finding.time) }
  }

  /// Counts what several of its connections together show.
  package mutating func add(_ story: Story) {
    count(story.severity, at: story.start)
  }

  private mutating func count(_ severity: Severity, at time: Int64) {
    guard severity > .note else { return }
    if severity == .error { errors += 1 } else { warnings += 1 }
    firstTrouble = min(firstTrouble ?? .max, time)
  }

  /// Segments sent again of 10,000 that were sent.
  package var retransmissionRate: UInt64 {
    retransmitted.multipliedReportingOverflow(by: 10_000).partialValue / max(packets, 1)
  }

  /// How much trouble it had, errors before warnings.
  var trouble: (UInt64, UInt64) { (errors, warnings) }
}
