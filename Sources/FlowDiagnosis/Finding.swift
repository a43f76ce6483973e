package import FlowTracking

/// How much a finding matters.
package enum Severity: UInt8, Sendable, CaseIterable, Comparable {
  /// Worth knowing; never fails a CI run unless asked.
  case note
  /// It worked, but slowly or by luck.
  case warning
  /// A connection did not open, was cut, or lost data.
  case error

  /// The word in text and JSON.
  package var name: String {
    switch self {
    case .note: "note"
    case .warning: "warning"
    case .error: "error"
    }
  }

  /// By weight.
  package static func < (left: Severity, right: Severity) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// How far the evidence carries a finding.
package enum Grade: UInt8, Sendable, CaseIterable {
  /// Another explanation fits as well.
  case possible
  /// The evidence favours this explanation.
  case likely
  /// Only this explanation fits the evidence.
  case proved

  /// The word in text and JSON.
  package var name: String {
    switch self {
    case .possible: "possible"
    case .likely: "likely"
    case .proved: "proved"
    }
  }
}

/// Where a segment was lost, seen from where the capture was taken.
package enum LossLocation: UInt8, Sendable, CaseIterable {
  /// Between its sender and the capture point: it was never captured.
  case beforeCapturePoint
  /// Between the capture point and its receiver: it was captured.
  case afterCapturePoint
  /// The evidence does not tell.
  case unknown

  /// The word in JSON.
  package var name: String {
    switch self {
    case .beforeCapturePoint: "before-capture-point"
    case .afterCapturePoint: "after-capture-point"
    case .unknown: "unknown"
    }
  }
}

/// A segment that did not arrive.
package struct Loss: Sendable {
  /// What it was: "SYN", "SYN-ACK", "ACK", "FIN", "ACK of FIN".
  package var what: String
  /// Where it was lost.
  package var location: LossLocation
}

/// What sort of thing a finding is, where its code covers several.
package enum FindingKind: UInt8, Sendable, CaseIterable {
  /// Sent again when the retransmission timer ran out (RFC 6298).
  case timeout
  /// Sent again on duplicate or selective acknowledgements (RFC 5681).
  case fast
  /// Sent again as a tail loss probe (RFC 8985).
  case tailProbe
  /// Sent again although it had arrived.
  case unneeded

  /// The word in JSON.
  package var name: String {
    switch self {
    case .timeout: "timeout"
    case .fast: "fast"
    case .tailProbe: "tail-probe"
    case .unneeded: "unneeded"
    }
  }
}

/// One anomaly of one connection, with the frames that prove it.
package struct Finding: Sendable {
  /// What it is.
  package var code: FindingCode
  /// Which sort of it; nil where the code has none, or it cannot be told.
  package var kind: FindingKind?
  /// How much it matters here.
  package var severity: Severity
  /// How sure it is.
  package var grade: Grade
  /// Whose segment or behaviour it is.
  package var endpoint: Side
  /// The evidence, in order; never empty.
  package var frames: [UInt64]
  /// When it happened, in nanoseconds since the epoch: the time of the frame that shows it.
  package var time: Int64
  /// What was lost and where; nil when nothing was.
  package var loss: Loss?
  /// What happened, in one to three sentences.
  package var account: Phrase

  /// A bit of its own in a set of what was said already: the code's, or from the top down the kind's.
  package var bit: UInt128 {
    guard let kind else { return code.bit }
    return 1 << (127 - UInt128(kind.rawValue))
  }

  /// What happened, in English: the words of JSON and of other machine formats.
  package var summary: String { account.text(in: .english) }
}
