import FlowDiagnosis
import FlowTracking

/// One line of an expectation file: which connections, and what must be true of them.
package struct Expectation: Sendable {
  /// The line, 1-based.
  var line: Int
  /// The connections, as typed.
  var subject: String
  /// Which connections are meant.
  var selection: ConnectionSelection
  /// What must be true of them.
  var assertions: [Assertion]

  /// One condition.
  struct Assertion: Sendable {
    /// As typed.
    var text: String
    /// What is checked.
    var check: Check
  }

  /// What a connection may be or have.
  enum Property: Sendable {
    /// Anything: every connection.
    case any
    /// An opening that ended so.
    case outcome(HandshakeOutcome)
    /// An end of this kind.
    case close(CloseKind)
    /// A finding.
    case finding(FailOn.Item)

    /// Whether the connection is or has it.
    func holds(for record: ConnectionRecord, _ findings: [Finding]) -> Bool {
      switch self {
      case .any: true
      case .outcome(let outcome): record.outcome == outcome
      case .close(let close): record.close == close
      case .finding(let item): findings.contains { item.matches($0) }
      }
    }
  }

  /// What is measured.
  enum Metric: String, Sendable, CaseIterable {
    /// First SYN to handshake ACK.
    case handshake
    /// First packet to last.
    case duration
    /// First FIN or RST to the last segment of the closing.
    case close

    /// The value in nanoseconds; nil when the connection has none.
    func value(of record: ConnectionRecord) -> Int64? {
      switch self {
      case .handshake: record.handshakeDuration
      case .duration: record.end &- record.start
      case .close: record.closeDuration
      }
    }
  }

  /// How many.
  enum Amount: Sendable {
    /// So many connections.
    case count(UInt64)
    /// So many hundredths of the connections, in hundredths of a percent.
    case share(UInt64)

    /// Where `part` of `whole` stands to this amount: negative below, 0 at it, positive above.
    func compare(_ part: UInt64, of whole: UInt64) -> Int {
      switch self {
      case .count(let count): part == count ? 0 : part < count ? -1 : 1
      case .share(let share):
        // The counts of one run are far from where this could overflow.
        part &* 10_000 == share &* whole ? 0 : part &* 10_000 < share &* whole ? -1 : 1
      }
    }
  }

  /// What is checked.
  enum Check: Sendable {
    /// Every connection has it.
    case all(Property)
    /// None has it.
    case none(Property)
    /// At least so many have it.
    case atLeast(Amount, Property)
    /// At most so many have it.
    case atMost(Amount, Property)
    /// Just so many have it.
    case exactly(Amount, Property)
    /// A quantile is less than, or at most, so many nanoseconds.
    case quantile(Metric, permille: UInt64, limit: Int64, isStrict: Bool)
  }

  /// Whether a condition says how many connections there may be; then none at all may be right.
  var countsConnections: Bool {
    assertions.contains {
      switch $0.check {
      case .atLeast(_, .any), .atMost(_, .any), .exactly(_, .any): true
      default: false
      }
    }
  }
}
