/// A finding that is only counted: what statistics need of one.
package struct FindingCount: Sendable {
  /// What was found.
  package let code: FindingCode
  /// How bad it is.
  package let severity: Severity
  /// The place of `code` among all codes.
  package let place: UInt8

  /// One of `code`, with its catalogue severity.
  package init(_ code: FindingCode) {
    self.code = code
    severity = code.row.severity
    place = code.place
  }
}
