/// Puts values back in the order of their numbers, 1, 2, 3 ..., while holding a bounded number of them.
struct ReorderWindow<Value> {
  private var held: [UInt64: Value] = [:]
  private var next: UInt64 = 1
  private let limit: UInt64

  /// A window that waits for a number until the one that comes is `limit` ahead of it.
  init(limit: UInt64) {
    self.limit = limit
  }

  /// Takes a value and hands on what is in order now. A value that comes after the window gave it up is handed on at once.
  mutating func add(_ value: Value, number: UInt64, _ handOn: (Value) -> Void) {
    guard number >= next else { return handOn(value) }
    held[number] = value
    while number - next >= limit {
      if let value = held.removeValue(forKey: next) { handOn(value) }
      next += 1
    }
    while let value = held.removeValue(forKey: next) {
      handOn(value)
      next += 1
    }
  }

  /// Hands on everything that is still held, in order.
  mutating func finish(_ handOn: (Value) -> Void) {
    for number in held.keys.sorted() {
      if let value = held.removeValue(forKey: number) { handOn(value) }
    }
  }
}
