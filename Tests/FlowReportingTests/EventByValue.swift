import FlowDiagnosis
import FlowTracking

@testable import FlowReporting

extension Reporter {
  /// Tells of `event`, which tests have as a value.
  mutating func event(_ event: FlowEvent, findings: [Finding]) {
    var event = event
    self.event(&event, findings: findings)
  }
}
