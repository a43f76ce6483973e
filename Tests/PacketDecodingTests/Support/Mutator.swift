/// SplitMix64: the same numbers for the same seed, everywhere.
struct Mutator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Changes up to eight octets, mostly in the headers, and sometimes the length.
  mutating func mutate(_ octets: [UInt8]) -> [UInt8] {
    var octets = octets
    for _ in 0..<Int.random(in: 1...8, using: &self) where !octets.isEmpty {
      let index = Int.random(in: octets.indices, using: &self)
      octets[index] =
        Bool.random(using: &self) ? UInt8.random(in: 0...255, using: &self) : [0, 1, 0x7F, 0x80, 0xFF][index % 5]
    }
    if Int.random(in: 0..<4, using: &self) == 0 { octets.removeLast(Int.random(in: 0...octets.count, using: &self)) }
    return octets
  }
}
