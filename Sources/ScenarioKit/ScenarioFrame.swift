/// One captured frame.
package struct ScenarioFrame: Sendable, Equatable {
  /// When it was captured, in nanoseconds since the Unix epoch.
  package let timeNanoseconds: Int64
  /// What was captured, from the Ethernet header on, cut at the snap length.
  package let octets: [UInt8]
  /// Octets that the frame had on the wire, never fewer than were captured.
  package let originalLength: Int
}
