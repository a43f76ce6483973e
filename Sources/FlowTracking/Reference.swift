/// What a slot of the index stands for: a connection, or a lone SYN in one of two places.
enum Reference {
  /// Set for a lone SYN.
  static let lone: UInt32 = 1 << 31
  /// Set with `lone` for one with `WideEnds`.
  static let wide: UInt32 = 1 << 30
  /// The place of a lone SYN among its like.
  static let place: UInt32 = wide &- 1
  /// The part of a slot that is a part of the hash.
  static let tag: UInt64 = 0xFFFF_FFFF_0000_0000

  /// The reference to the lone SYN at `place`.
  static func narrow(_ place: UInt32) -> UInt32 { lone | place }
  /// The reference to the lone SYN with `WideEnds` at `place`.
  static func wide(_ place: UInt32) -> UInt32 { lone | wide | place }
}
