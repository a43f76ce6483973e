#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A stream of numbers that its seed determines (xoshiro256**), so that a workload is the same on every machine.
package struct RandomSource: RandomNumberGenerator, Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// The stream of `seed`.
  package init(seed: UInt64) {
    var mix = seed
    // splitmix64 spreads a small seed over the whole state.
    func step() -> UInt64 {
      mix &+= 0x9E37_79B9_7F4A_7C15
      var z = mix
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
    state = (step(), step(), step(), step())
  }

  /// The next 64 bits.
  package mutating func next() -> UInt64 {
    let x = state.1 &* 5
    let result = ((x << 7) | (x >> 57)) &* 9
    let t = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= t
    state.3 = (state.3 << 45) | (state.3 >> 19)
    return result
  }

  /// A number from 0 up to `bound`, exclusive; `bound` must be positive.
  mutating func below(_ bound: Int64) -> Int64 {
    let (high, _) = next().multipliedFullWidth(by: UInt64(bound))
    return Int64(high)
  }

  /// True once in `1 / share` draws.
  mutating func happens(_ share: Double) -> Bool {
    unit() < share
  }

  /// A number from 0 up to 1, exclusive.
  mutating func unit() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// A round trip in microseconds: lognormal around `median`, as measured ones are, within 50 µs and 0.9 s.
  mutating func roundTrip(median: Double) -> Int64 {
    // Box and Muller's transform; 1 - u keeps the logarithm's argument above 0.
    let normal = sqrt(-2 * log(1 - unit())) * cos(2 * Double.pi * unit())
    let value = median * exp(0.6 * normal)
    return Int64(min(max(value, 50), 900_000))
  }
}
