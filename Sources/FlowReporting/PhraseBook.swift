/// Text that recurs: what was once written for a key is kept and copied from then on.
///
/// A key that meets another's place takes it, so that no input makes this grow, or cost more than the copy it is meant to save.
struct PhraseBook {
  /// Octets of the longest phrase that is kept.
  static var longest: Int { 384 }

  private static var bits: UInt64 { 6 }

  private var keys = [UInt64](repeating: 0, count: 1 << Int(bits))
  private var counts = [Int](repeating: 0, count: 1 << Int(bits))
  private var octets = [UInt8](repeating: 0, count: longest << Int(bits))

  /// Writes the phrase for `key` in room for `longest`; false where it is not here.
  @inline(__always)
  func put(_ key: UInt64, at text: inout TextCursor) -> Bool {
    var slot = Self.slot(key)
    if keys[slot] != key { slot ^= 1 }
    // No phrase is empty, so that one of none is none.
    guard keys[slot] == key, counts[slot] > 0 else { return false }
    unsafe text.put(octets.span.extracting(unchecked: slot &* Self.longest..<slot &* Self.longest &+ counts[slot]))
    return true
  }

  /// Keeps `phrase` for `key`, unless it is too long: in one of two places, the one that is free if there is one.
  mutating func keep(_ key: UInt64, _ phrase: UnsafeBufferPointer<UInt8>) {
    guard phrase.count <= Self.longest else { return }
    var slot = Self.slot(key)
    if counts[slot] > 0 && counts[slot ^ 1] == 0 { slot ^= 1 }
    keys[slot] = key
    counts[slot] = phrase.count
    for index in phrase.indices { octets[slot * Self.longest + index] = unsafe phrase[index] }
  }

  /// Keeps what was appended to `buffer` since `start`, an earlier `count`, for `key`.
  mutating func keep(_ key: UInt64, in buffer: OctetBuffer, since start: Int) {
    let phrase = buffer.octets.span.extracting(droppingFirst: start)
    unsafe phrase.withUnsafeBufferPointer { unsafe keep(key, $0) }
  }

  /// Appends the phrase for `key` to `buffer`; false where it is not here.
  func append(_ key: UInt64, to buffer: inout OctetBuffer) -> Bool {
    var isHere = false
    buffer.octets.append(addingCapacity: Self.longest) { octets in
      unsafe octets.write(atMost: Self.longest) { isHere = unsafe put(key, at: &$0) }
    }
    return isHere
  }

  @inline(__always)
  private static func slot(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> (64 - bits))
  }
}
