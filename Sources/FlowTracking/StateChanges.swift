/// What one segment changed, in order.
package struct StateChanges: Sendable, BitwiseCopyable, RandomAccessCollection {
  // Each of the eight events changes a side's state once at most.
  @usableFromInline var changes = InlineArray<16, StateChange>(
    repeating: StateChange(endpoint: .client, from: nil, to: nil, standing: .proved))
  /// How many changes there are.
  package private(set) var count = 0

  /// No change.
  package init() {}

  /// Always 0.
  @inlinable package var startIndex: Int { 0 }
  /// How many changes there are.
  @inlinable package var endIndex: Int { count }

  /// The change at `index`.
  @inlinable package subscript(index: Int) -> StateChange { changes[index] }

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
