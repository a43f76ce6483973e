/// The order in which kinds of segments came, in the letters of Zeek's `conn.log` history.
struct ZeekHistory: Sendable, BitwiseCopyable {
  private static let capacity = 24
  private var letters = InlineArray<24, UInt8>(repeating: 0)
  private var count: UInt8 = 0
  private var seen: UInt64 = 0

  init() {}

  /// Adds `letter` (upper case) for `side` unless it is there already; the server's letters are lower case.
  @inline(__always)
  mutating func add(_ letter: UInt8, from side: Side) {
    let bit: UInt64 = 1 << UInt64((letter & 31) | (side == .client ? 32 : 0))
    if seen & bit != 0 { return }
    seen |= bit
    guard Int(count) < ZeekHistory.capacity else { return }
    letters[Int(count)] = side == .client ? letter : letter | 0x20
    count += 1
  }

  /// The letters in order.
  var octets: [UInt8] {
    (0..<Int(count)).map { letters[$0] }
  }
}
