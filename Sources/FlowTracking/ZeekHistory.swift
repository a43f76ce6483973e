import PacketDecoding

/// The order in which kinds of segments came, in the letters of Zeek's `conn.log` history.
///
/// `S` SYN, `H` SYN-ACK, `A` bare ACK, `D` payload, `F` FIN, `R` RST, `Q` and `I` contradictory flags, `T` repeated payload, `W` zero
/// window, `G` gap; a server's letters are lower case, and `^` stands first where the first segment was the server's. Checksum errors
/// (`C`) are left out: a wrong checksum is mostly one that hardware had still to fill in.
struct ZeekHistory: Sendable, BitwiseCopyable {
  /// What Zeek notes at its first, tenth, hundredth … occurrence.
  enum Counted: UInt8 {
    case repeated = 0x54
    case zeroWindow = 0x57
    case gap = 0x47
  }

  private static let capacity = 28
  private var letters = InlineArray<28, UInt8>(repeating: 0)
  private var count: UInt8 = 0
  private var seen: UInt64 = 0
  /// How often each of the counted occurred: repeats, zero windows and gaps of the client, then of the server.
  private var occurrences = InlineArray<6, UInt32>(repeating: 0)
  /// The sequence numbers of each side's last SYN, FIN and RST.
  private var numbers = InlineArray<6, UInt32>(repeating: 0)

  init() {}

  /// Adds `letter` (upper case) for `side` unless it is there already; the server's letters are lower case.
  @inline(__always)
  mutating func add(_ letter: UInt8, from side: Side) {
    let bit: UInt64 = 1 << UInt64((letter & 31) | (side == .client ? 32 : 0))
    if seen & bit != 0 { return }
    seen |= bit
    append(letter, from: side)
  }

  /// Adds the letter of a segment with SYN, FIN or RST, again where it has another number than the last of its kind.
  mutating func add(_ flags: TCPFlags, at number: SequenceNumber, from side: Side) {
    let letter: UInt8
    var slot = side.index
    switch (flags.contains(.syn), flags.contains(.fin), flags.contains(.rst)) {
    case (false, true, true): return add(0x49, from: side)
    case (true, true, _), (true, _, true): return add(0x51, from: side)
    case (true, false, false): letter = flags.contains(.ack) ? 0x48 : 0x53
    case (false, true, false):
      letter = 0x46
      slot += 2
    case (false, false, true):
      letter = 0x52
      slot += 4
    case (false, false, false): return
    }
    let bit: UInt64 = 1 << UInt64((letter & 31) | (side == .client ? 32 : 0))
    if seen & bit == 0 || numbers[slot] != number.rawValue { append(letter, from: side) }
    seen |= bit
    numbers[slot] = number.rawValue
  }

  /// Counts one occurrence, and notes it where Zeek would.
  mutating func count(_ kind: Counted, from side: Side) {
    let slot = (kind == .repeated ? 0 : kind == .zeroWindow ? 1 : 2) + side.index * 3
    occurrences[slot] &+= 1
    switch occurrences[slot] {
    case 1, 10, 100, 1_000, 10_000, 100_000, 1_000_000: append(kind.rawValue, from: side)
    default: break
    }
  }

  /// The first segment was the server's.
  mutating func flip() {
    append(0x5E, from: .client)
  }

  @inline(__always)
  private mutating func append(_ letter: UInt8, from side: Side) {
    guard Int(count) < ZeekHistory.capacity else { return }
    letters[Int(count)] = side == .client ? letter : letter | 0x20
    count += 1
  }

  /// The letters in order.
  var octets: [UInt8] {
    (0..<Int(count)).map { letters[$0] }
  }
}
