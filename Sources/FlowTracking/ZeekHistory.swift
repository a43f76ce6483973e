import PacketDecoding

/// The order in which kinds of segments came, in the letters of Zeek's `conn.log` history; a server's letters are lower case.
///
/// Checksum errors (`C`) are left out: a wrong checksum is mostly one that hardware had still to fill in. Every connection has one of these,
/// so letters take half an octet each, and what few connections need (the numbers of FINs and RSTs, how often something occurred) is kept
/// elsewhere and handed in.
package struct ZeekHistory: Sendable, BitwiseCopyable {
  /// What is noted. Those up to `invalid` are noted once for each side, or once for each sequence number.
  enum Letter: UInt8 {
    /// `S`.
    case syn
    /// `H`.
    case synAck
    /// `A`, a bare ACK.
    case ack
    /// `D`, payload.
    case data
    /// `F`.
    case fin
    /// `R`.
    case reset
    /// `Q`, SYN with FIN or RST.
    case contradictory
    /// `I`, FIN with RST.
    case invalid
    /// `T`, repeated payload; this and the next two at the first, tenth, hundredth … occurrence.
    case repeated
    /// `W`, a zero window.
    case zeroWindow
    /// `G`, a gap.
    case gap
    /// `^`, in front of all where the first segment was the server's.
    case serverFirst

    /// The letter in ASCII, upper case.
    var octet: UInt8 {
      switch self {
      case .syn: 0x53
      case .synAck: 0x48
      case .ack: 0x41
      case .data: 0x44
      case .fin: 0x46
      case .reset: 0x52
      case .contradictory: 0x51
      case .invalid: 0x49
      case .repeated: 0x54
      case .zeroWindow: 0x57
      case .gap: 0x47
      case .serverFirst: 0x5E
      }
    }
  }

  private static let capacity: UInt8 = 28

  /// Which letters are the server's.
  private var lowerCase: UInt32 = 0
  /// The sequence numbers of each side's last SYN.
  private var numbers = InlineArray<2, UInt32>(repeating: 0)
  private var seen: UInt16 = 0
  /// Two letters an octet, the earlier in the lower half.
  private var letters = InlineArray<14, UInt8>(repeating: 0)
  private var count: UInt8 = 0

  /// Nothing noted yet.
  package init() {}

  /// Adds `letter`, one that is noted once, for `side` unless it is there already.
  @inline(__always)
  mutating func add(_ letter: Letter, from side: Side) {
    let bit = ZeekHistory.bit(letter, side)
    if seen & bit != 0 { return }
    seen |= bit
    append(letter, from: side)
  }

  /// Adds the letter of a segment with SYN, again where it has another number than the last of its kind.
  mutating func addSyn(_ flags: TCPFlags, at number: SequenceNumber, from side: Side) {
    if flags.contains(.fin) || flags.contains(.rst) { return add(.contradictory, from: side) }
    add(flags.contains(.ack) ? .synAck : .syn, from: side, isOther: numbers[side.index] != number.rawValue)
    numbers[side.index] = number.rawValue
  }

  /// Adds the letter of a segment with FIN or RST, again where it has another number than the last of its kind, which is in `numbers`: of
  /// each side's FIN, then of each side's RST.
  mutating func addEnd(
    _ flags: TCPFlags, at number: SequenceNumber, from side: Side, _ numbers: inout InlineArray<4, UInt32>
  ) {
    if flags.contains(.syn) { return add(.contradictory, from: side) }
    if flags.contains(.fin), flags.contains(.rst) { return add(.invalid, from: side) }
    let slot = side.index &+ (flags.contains(.fin) ? 0 : 2)
    add(flags.contains(.fin) ? .fin : .reset, from: side, isOther: numbers[slot] != number.rawValue)
    numbers[slot] = number.rawValue
  }

  /// Counts one occurrence of `letter`, one that is counted, in `occurrences`, and notes it where Zeek would.
  mutating func count(_ letter: Letter, from side: Side, _ occurrences: inout InlineArray<6, UInt32>) {
    let slot = Int(letter.rawValue &- Letter.repeated.rawValue) &+ side.index &* 3
    occurrences[slot] &+= 1
    switch occurrences[slot] {
    case 1, 10, 100, 1_000, 10_000, 100_000, 1_000_000: append(letter, from: side)
    default: break
    }
  }

  /// The first segment was the server's.
  mutating func flip() {
    append(.serverFirst, from: .client)
  }

  /// Whether nothing was noted.
  package var isEmpty: Bool { count == 0 }

  /// The letters in one number of 55 bits, which differs for all that differ; nil where there are more than ten.
  package var key: UInt64? {
    guard count <= 10 else { return nil }
    // Each half octet that is not taken is 0, as that of a SYN is: the count tells them apart.
    var key = UInt64(lowerCase) << 44 | UInt64(count) << 40
    for index in 0..<5 { key |= UInt64(letters[index]) << UInt64(8 &* index) }
    return key
  }

  @inline(__always)
  private static func bit(_ letter: Letter, _ side: Side) -> UInt16 {
    1 &<< UInt16(letter.rawValue | (side == .client ? 8 : 0))
  }

  @inline(always)
  private mutating func add(_ letter: Letter, from side: Side, isOther: Bool) {
    let bit = ZeekHistory.bit(letter, side)
    if seen & bit == 0 || isOther { append(letter, from: side) }
    seen |= bit
  }

  /// Adds `letter` of `side`; nothing where there is no room.
  @inline(__always)
  mutating func append(_ letter: Letter, from side: Side) {
    guard count < ZeekHistory.capacity else { return }
    letters[Int(count / 2)] |= letter.rawValue &<< (count & 1 &* 4)
    if side == .server { lowerCase |= 1 &<< UInt32(count) }
    count &+= 1
  }

  /// The letters in order.
  package var octets: [UInt8] {
    [UInt8](capacity: Int(count)) { octets in
      for position in 0..<count {
        let half = letters[Int(position / 2)] &>> (position & 1 &* 4) & 0xF
        let letter = Letter(rawValue: half)?.octet ?? 0
        octets.append(lowerCase &>> UInt32(position) & 1 == 0 ? letter : letter | 0x20)
      }
    }
  }
}
