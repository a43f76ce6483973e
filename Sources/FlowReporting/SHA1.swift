/// SHA-1 (FIPS 180-4), for Community ID, which is defined with it; nothing here relies on it being hard to collide.
package enum SHA1 {
  /// A digest: 160 bits as five words, the first octet being the highest of the first word.
  package typealias Digest = InlineArray<5, UInt32>

  /// The digest of `message`.
  package static func digest(of message: Span<UInt8>) -> Digest {
    var digest: Digest = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
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

  private static func absorb(_ block: InlineArray<16, UInt32>, into digest: inout Digest) {
    var words = InlineArray<80, UInt32>(repeating: 0)
    for index in 0..<16 { words[index] = block[index] }
    for index in 16..<80 {
      words[index] = rotate(words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16], by: 1)
    }
    var (a, b, c, d, e) = (digest[0], digest[1], digest[2], digest[3], digest[4])
    func step(_ mix: UInt32, _ addend: UInt32) {
      let next = rotate(a, by: 5) &+ mix &+ e &+ addend
      (a, b, c, d, e) = (next, a, rotate(b, by: 30), c, d)
    }
    for index in 0..<20 { step(d ^ b & (c ^ d), words[index] &+ 0x5A82_7999) }
    for index in 20..<40 { step(b ^ c ^ d, words[index] &+ 0x6ED9_EBA1) }
    for index in 40..<60 { step(b & c | d & (b | c), words[index] &+ 0x8F1B_BCDC) }
    for index in 60..<80 { step(b ^ c ^ d, words[index] &+ 0xCA62_C1D6) }
    digest[0] &+= a
    digest[1] &+= b
    digest[2] &+= c
    digest[3] &+= d
    digest[4] &+= e
  }

  @inline(__always)
  private static func rotate(_ word: UInt32, by bits: UInt32) -> UInt32 {
    word &<< bits | word &>> (32 &- bits)
  }
}
