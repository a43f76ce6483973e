/// SHA-1 (FIPS 180-4), for Community ID, which is defined with it; nothing here relies on it being hard to collide.
package enum SHA1 {
  /// A digest: 160 bits as five words, the first octet being the highest of the first word.
  package typealias Digest = InlineArray<5, UInt32>

  /// The digest of `message`.
  package static func digest(of message: Span<UInt8>) -> Digest {
    var digest = initial
    var start = 0
    while message.count &- start >= 64 {
      absorb(words(message.extracting(start..<start &+ 64)), into: &digest)
      start &+= 64
    }
    // The end is marked with a bit, and the last two words tell the length in bits.
    let rest = message.extracting(start...)
    var last = words(rest)
    last[rest.count / 4] |= 0x8000_0000 >> UInt32(truncatingIfNeeded: rest.count % 4 &* 8)
    if rest.count >= 56 {
      absorb(last, into: &digest)
      last = InlineArray(repeating: 0)
    }
    last[14] = UInt32(truncatingIfNeeded: message.count >> 29)
    last[15] = UInt32(truncatingIfNeeded: message.count << 3)
    absorb(last, into: &digest)
    return digest
  }

  // The octets of `part`, at most 64, with zeros behind them.
  private static func words(_ part: Span<UInt8>) -> InlineArray<16, UInt32> {
    var words = InlineArray<16, UInt32>(repeating: 0)
    for index in part.indices {
      words[index / 4] |= UInt32(part[index]) << UInt32(truncatingIfNeeded: 24 &- index % 4 &* 8)
    }
    return words
  }

  /// The digest of a message of up to 55 octets that is given as its block: with the bit and the length behind it, as the standard has it.
  static func digest(ofBlock block: InlineArray<16, UInt32>) -> Digest {
    var digest = initial
    absorb(block, into: &digest)
    return digest
  }

  private static var initial: Digest { [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0] }

  private static func absorb(_ block: InlineArray<16, UInt32>, into digest: inout Digest) {
    var words = InlineArray<80, UInt32>(repeating: 0)
    for index in 0..<16 { words[index] = block[index] }
    for index in 16..<32 {
      words[index] = rotate(
        words[index &- 3] ^ words[index &- 8] ^ words[index &- 14] ^ words[index &- 16], by: 1)
    }
    lengthen(&words)
    var state = digest
    rounds(0, &words, 0x5A82_7999, &state) { b, c, d in d ^ b & (c ^ d) }
    rounds(20, &words, 0x6ED9_EBA1, &state) { b, c, d in b ^ c ^ d }
    rounds(40, &words, 0x8F1B_BCDC, &state) { b, c, d in b & c | d & (b | c) }
    rounds(60, &words, 0xCA62_C1D6, &state) { b, c, d in b ^ c ^ d }
    for index in 0..<5 { digest[index] &+= state[index] }
  }

  // Makes the words from the 33rd on. The recurrence, applied to itself, needs none of the three words before: four are made at once.
  @inline(__always)
  private static func lengthen(_ words: inout InlineArray<80, UInt32>) {
    var span = words.mutableSpan
    var bytes = unsafe span.mutableBytes
    for index in stride(from: 32, to: 80, by: 4) {
      let mixed =
        four(bytes.bytes, index &- 6) ^ four(bytes.bytes, index &- 16) ^ four(bytes.bytes, index &- 28)
        ^ four(bytes.bytes, index &- 32)
      bytes.storeBytes(of: mixed &<< 2 | mixed &>> 30, toByteOffset: index &* 4, as: SIMD4<UInt32>.self)
    }
  }

  @inline(__always)
  private static func four(_ words: RawSpan, _ index: Int) -> SIMD4<UInt32> {
    unsafe words.unsafeLoadUnaligned(fromByteOffset: index &* 4, as: SIMD4<UInt32>.self)
  }

  // Twenty rounds, five at a time: then each variable has its own name again, and none is moved.
  @inline(__always)
  private static func rounds(
    _ start: Int, _ words: inout InlineArray<80, UInt32>, _ addend: UInt32, _ state: inout Digest,
    _ mix: (UInt32, UInt32, UInt32) -> UInt32
  ) {
    var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
    for five in 0..<4 {
      let index = start &+ five &* 5
      e &+= rotate(a, by: 5) &+ mix(b, c, d) &+ words[index] &+ addend
      b = rotate(b, by: 30)
      d &+= rotate(e, by: 5) &+ mix(a, b, c) &+ words[index &+ 1] &+ addend
      a = rotate(a, by: 30)
      c &+= rotate(d, by: 5) &+ mix(e, a, b) &+ words[index &+ 2] &+ addend
      e = rotate(e, by: 30)
      b &+= rotate(c, by: 5) &+ mix(d, e, a) &+ words[index &+ 3] &+ addend
      d = rotate(d, by: 30)
      a &+= rotate(b, by: 5) &+ mix(c, d, e) &+ words[index &+ 4] &+ addend
      c = rotate(c, by: 30)
    }
    state = [a, b, c, d, e]
  }

  @inline(__always)
  private static func rotate(_ word: UInt32, by bits: UInt32) -> UInt32 {
    word &<< bits | word &>> (32 &- bits)
  }
}
