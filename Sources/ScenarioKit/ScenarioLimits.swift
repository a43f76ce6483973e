/// How large a scenario may be, so that a hostile text costs a bounded amount of memory.
enum ScenarioLimits {
  /// Octets of text.
  static let textOctets = 1 << 20
  /// Captured frames.
  static let frames = 10_000
  /// Octets of all frames together, those lost included.
  static let frameOctets = 1 << 24
  /// Octets of one frame given whole, and the snap length of the capture file.
  static let snapLength = 262_144
  /// Flows opened.
  static let flows = 1_000
  /// Nanoseconds from the epoch: 10⁹ s, so that seconds fit the 32 bits of a capture file.
  static let nanoseconds: Int64 = 1_000_000_000_000_000_000
}
