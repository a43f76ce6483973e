/// What one segment changed, in order.
package struct StateChanges: Sendable, BitwiseCopyable {
  // Each of the eight events changes a side's state once at most.
  @usableFromInline var changes = InlineArray<16, StateChange>(
    repeating: StateChange(endpoint: .client, from: nil, to: nil, standing: .proved))
  /// How many changes there are.
  package private(set) var count = 0

  /// No change.
  package init() {}

  /// Calls `body` with each change. This is no collection: going through one of another module costs a call through a witness for each step.
  @inlinable @inline(__always)
  package func forEach(_ body: (StateChange) -> Void) {
    for index in 0..<count { body(changes[index]) }
  }

  /// Appends `change`.
  package mutating func append(_ change: StateChange) {
    guard count < 16 else { return }
    changes[count] = change
    count += 1
  }

  /// Forgets all but the first `count`.
  mutating func truncate(to count: Int) {
    self.count = count
  }
}
