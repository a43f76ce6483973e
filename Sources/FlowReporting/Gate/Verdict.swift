/// What one condition of a CI gate came to: a test case of JUnit, a line of TAP.
package struct Verdict: Sendable {
  /// The option that set the condition, such as "expect".
  package var gate: StaticString
  /// The condition in the words of the user; untrusted text.
  package var name: String
  /// Why it is not met, in lines for people; nil where it is.
  package var failure: String?

  /// The verdict with these values.
  package init(gate: StaticString, name: String, failure: String?) {
    self.gate = gate
    self.name = name
    self.failure = failure
  }
}
