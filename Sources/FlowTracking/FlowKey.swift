package import PacketDecoding

/// The 4-tuple of a connection, the same for both directions.
package struct FlowKey: Sendable, BitwiseCopyable, Equatable {
  /// The end that sorts first, by address and then by port.
  package var lowAddress: IPAddress
  /// The other end.
  package var highAddress: IPAddress
  /// The first end's port in the upper half, the other's in the lower.
  package var ports: UInt32

  /// The key of `segment`'s connection, and whether its sender is the end that sorts first.
  static func of(_ segment: Segment) -> (key: FlowKey, senderIsLow: Bool) {
    let source = segment.source
    let destination = segment.destination
    let sourcePort = UInt32(segment.sourcePort)
    let destinationPort = UInt32(segment.destinationPort)
    let isLow: Bool
    if source.high != destination.high {
      isLow = source.high < destination.high
    } else if source.low != destination.low {
      isLow = source.low < destination.low
    } else {
      isLow = sourcePort <= destinationPort
    }
    if isLow {
      return (FlowKey(lowAddress: source, highAddress: destination, ports: sourcePort << 16 | destinationPort), true)
    }
    return (FlowKey(lowAddress: destination, highAddress: source, ports: destinationPort << 16 | sourcePort), false)
  }
}

/// The seeded hash of flow keys: three folded multiplications.
///
/// The seeds come from the system's random source, so that a sender who cannot see our timing cannot aim for collisions; it is not a
/// cryptographic hash.
struct FlowHasher: Sendable, BitwiseCopyable {
  private let seed0: UInt64
  private let seed1: UInt64
  private let seed2: UInt64

  /// A hasher with seeds of its own.
  init() {
    var generator = SystemRandomNumberGenerator()
    self.init(seeds: (generator.next(), generator.next() | 1, generator.next() | 1))
  }

  /// A hasher with these seeds.
  init(seeds: (UInt64, UInt64, UInt64)) {
    (seed0, seed1, seed2) = seeds
  }

  @inline(__always)
  private static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }

  /// The hash of `key`.
  @inline(__always)
  func hash(_ key: FlowKey) -> UInt64 {
    let first = FlowHasher.fold(key.lowAddress.high ^ seed0, key.lowAddress.low ^ seed1)
    let second = FlowHasher.fold(key.highAddress.high ^ seed1, key.highAddress.low ^ seed2)
    return FlowHasher.fold(first ^ seed2, second ^ UInt64(key.ports) &+ seed0)
  }
}
