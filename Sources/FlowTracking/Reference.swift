/// What a slot of the index refers to.
enum Reference {
  /// Set for what is no record: a lone SYN, or an idle connection.
  static let lone: UInt32 = 1 << 31
  /// Set with `lone` for one with `WideEnds`.
  static let wide: UInt32 = 1 << 30
  /// Set with both for an idle connection in its small form.
  private static let idle: UInt32 = 1 << 29
  /// The place of a lone SYN or an idle connection among its like.
  static let place: UInt32 = idle &- 1
  /// The part of a slot that is a part of the hash.
  static let tag: UInt64 = 0xFFFF_FFFF_0000_0000

  /// The reference to the lone SYN at `place`.
  static func narrow(_ place: UInt32) -> UInt32 { lone | place }
  /// The reference to the lone SYN with `WideEnds` at `place`.
  static func wide(_ place: UInt32) -> UInt32 { lone | wide | place }
  /// The reference to the idle connection at `place`.
  static func idle(_ place: UInt32) -> UInt32 { lone | wide | idle | place }
  /// Whether `reference` is one to an idle connection; `FlowTable.none` is none.
  @inline(__always)
  static func isIdle(_ reference: UInt32) -> Bool { reference >= lone | wide | idle && reference != .max }
}
