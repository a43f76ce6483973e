/// A finding that is due, as marked with `!`.
package struct ScenarioExpectation: Sendable, Equatable {
  /// The finding's public code; its spelling is checked, whether it is in the catalogue is not.
  package let code: String
  /// The 1-based number of the frame that makes it due; nil where only the end of the capture does.
  package let frame: Int?
  /// The 1-based number of the flow that the line belongs to, counted as in `flow N`.
  package let flow: Int
  /// The 1-based line of the mark.
  package let line: Int
  /// How sure the finding must be; nil where the mark leaves it open.
  package let grade: Grade?
  /// Where the finding must say that the packet was lost; nil where the mark leaves it open.
  package let lost: Place?

  /// How well the evidence supports a finding.
  package enum Grade: String, Sendable, CaseIterable {
    /// Only one explanation fits.
    case proved
    /// One explanation fits best.
    case likely
    /// Others fit as well.
    case possible
  }

  /// Where a packet was lost, seen from the capture point.
  package enum Place: String, Sendable, CaseIterable {
    /// Between its sender and the capture point.
    case before
    /// Between the capture point and its receiver.
    case after
    /// It cannot be told.
    case unknown
  }
}
