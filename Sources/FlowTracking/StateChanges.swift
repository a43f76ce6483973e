/// What one segment changed, in order.
package struct StateChanges: Sendable, BitwiseCopyable {
  private static let codeBits = 11
  private static let perWord = 5

  // Each of the eight events changes a side's state once at most. A change is 11 bits, so that a list is made and copied with next to nothing.
  private var codes: InlineArray<4, UInt64> = [0, 0, 0, 0]
  /// How many changes there are.
  package private(set) var count = 0

  /// No change.
  package init() {}

  /// Calls `body` with each change. This is no collection: going through one of another module costs a call through a witness for each step.
  @inlinable @inline(__always)
  package func forEach(_ body: (StateChange) -> Void) {
    for index in 0..<count { body(self[index]) }
  }

  /// The change at `index`.
  package subscript(index: Int) -> StateChange {
    let shift = UInt64(truncatingIfNeeded: index % Self.perWord * Self.codeBits)
    return StateChange(code: codes[index / Self.perWord & 3] >> shift)
  }

  /// Whether one of them takes a state back.
  package var takesBack: Bool {
    // Lent, the list would be copied for this. Of a change's standing, the upper bit stands for `refuted` alone.
    mutating get {
      let upper: UInt64 = 0x0000_4008_0100_2004
      return (codes[0] | codes[1] | codes[2] | codes[3]) & upper != 0
    }
  }

  /// The first four changes in one number of 44 bits.
  var code: UInt64 { codes[0] & 0xFFF_FFFF_FFFF }

  /// Appends `change`.
  package mutating func append(_ change: StateChange) {
    guard count < 16 else { return }
    let shift = UInt64(truncatingIfNeeded: count % Self.perWord * Self.codeBits)
    codes[count / Self.perWord & 3] |= change.code << shift
    count += 1
  }

  /// Forgets all but the first `count`.
  mutating func truncate(to count: Int) {
    let all = self
    self = StateChanges()
    for index in 0..<count { append(all[index]) }
  }
}

extension StateChange {
  private static var unknown: UInt64 { 15 }

  /// The change in a number of 11 bits.
  fileprivate var code: UInt64 {
    UInt64(endpoint.rawValue) | UInt64(standing.rawValue) << 1 | (from.map { UInt64($0.rawValue) } ?? Self.unknown) << 3
      | (to.map { UInt64($0.rawValue) } ?? Self.unknown) << 7
  }

  /// The change with this number; higher bits do not matter.
  fileprivate init(code: UInt64) {
    self.init(
      endpoint: code & 1 == 0 ? .client : .server,
      from: TCPState(rawValue: UInt8(truncatingIfNeeded: code >> 3 & 15)),
      to: TCPState(rawValue: UInt8(truncatingIfNeeded: code >> 7 & 15)),
      standing: Standing(rawValue: UInt8(truncatingIfNeeded: code >> 1 & 3)) ?? .proved)
  }
}
