/// SHA-1 (FIPS 180-4), for Community ID, which is defined with it; nothing here relies on it being hard to collide.
package enum SHA1 {
  /// The digest of `message`, 20 octets.
  package static func digest(of message: [UInt8]) -> [UInt8] {
    var padded = message
    padded.append(0x80)
    while padded.count % 64 != 56 { padded.append(0) }
    append(bigEndian: UInt64(message.count) * 8, octets: 8, to: &padded)

    var state: InlineArray<5, UInt32> = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
    for start in stride(from: 0, to: padded.count, by: 64) {
      absorb(padded[start..<start + 64], into: &state)
    }
    var digest: [UInt8] = []
    for index in state.indices {
      append(bigEndian: UInt64(state[index]), octets: 4, to: &digest)
    }
    return digest
  }

  private static func append(bigEndian value: UInt64, octets: UInt64, to message: inout [UInt8]) {
    for place in (0..<octets).reversed() {
      message.append(UInt8(truncatingIfNeeded: value >> (8 * place)))
    }
  }

  private static func absorb(_ block: ArraySlice<UInt8>, into state: inout InlineArray<5, UInt32>) {
    var words = InlineArray<80, UInt32>(repeating: 0)
    for (index, octet) in block.enumerated() {
      words[index / 4] = words[index / 4] << 8 | UInt32(octet)
    }
    for index in 16..<80 {
      words[index] = rotate(words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16], by: 1)
    }
    var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
    for index in 0..<80 {
      let (mix, constant): (UInt32, UInt32) =
        switch index {
        case ..<20: (b & c | ~b & d, 0x5A82_7999)
        case ..<40: (b ^ c ^ d, 0x6ED9_EBA1)
        case ..<60: (b & c | b & d | c & d, 0x8F1B_BCDC)
        default: (b ^ c ^ d, 0xCA62_C1D6)
        }
      let next = rotate(a, by: 5) &+ mix &+ e &+ constant &+ words[index]
      (a, b, c, d, e) = (next, a, rotate(b, by: 30), c, d)
    }
    state[0] &+= a
    state[1] &+= b
    state[2] &+= c
    state[3] &+= d
    state[4] &+= e
  }

  private static func rotate(_ word: UInt32, by bits: UInt32) -> UInt32 {
    word << bits | word >> (32 - bits)
  }
}
