package import PacketDecoding

/// The 4-tuple of a connection, the same for both directions.
package struct FlowKey: Sendable, BitwiseCopyable, Equatable {
  // These two are side by side: see `address(at:)`.
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
    let ports = segment.ports
    let isLow: Bool
    if source.high != destination.high {
      isLow = source.high < destination.high
    } else if source.low != destination.low {
      isLow = source.low < destination.low
    } else {
      isLow = ports >> 16 <= ports & 0xFFFF
    }
    if isLow {
      return (FlowKey(lowAddress: source, highAddress: destination, ports: ports), true)
    }
    return (FlowKey(lowAddress: destination, highAddress: source, ports: ports << 16 | ports >> 16), false)
  }

  /// Whether the end that sorts first sent `segment`; nil where it is of another connection.
  ///
  /// Which end sent it is as good as random, and a guess at a branch would be wrong half the time: there is none before the last one. Where both
  /// ends have the same port, and addresses with the same lower half, it is nil for what the end that sorts last sent, too: who asks has to look for
  /// the connection then.
  @inline(__always)
  mutating func senderIsLow(_ segment: inout Segment) -> Bool? {
    let isLow = UInt64(ports ^ segment.ports) | (lowAddress.low ^ segment.source.low) == 0
    let place = isLow ? 0 : 1
    let turned = isLow ? segment.ports : segment.ports &>> 16 | segment.ports &<< 16
    let source = address(at: place)
    let destination = address(at: place ^ 1)
    let ofSource = (source.high ^ segment.source.high) | (source.low ^ segment.source.low)
    let ofDestination =
      (destination.high ^ segment.destination.high) | (destination.low ^ segment.destination.low)
    return ofSource | ofDestination | UInt64(ports ^ turned) == 0 ? isLow : nil
  }

  /// The address of the end that sorts first (0) or of the other (1), by where it is: a choice of one of two would be a branch, or take longer. The
  /// two are no array: of that all is copied to look at one where nothing is changed.
  @inline(__always)
  private mutating func address(at place: Int) -> IPAddress {
    unsafe withUnsafeBytes(of: &self) { octets in
      unsafe octets.loadUnaligned(fromByteOffset: place & 1 &* MemoryLayout<IPAddress>.stride, as: IPAddress.self)
    }
  }

  /// The address of the end that sorts first, or of the other.
  @inline(__always)
  func address(ofLow isLow: Bool) -> IPAddress {
    isLow ? lowAddress : highAddress
  }

  /// The port of the end that sorts first, or of the other.
  @inline(__always)
  func port(ofLow isLow: Bool) -> UInt16 {
    UInt16(truncatingIfNeeded: isLow ? ports >> 16 : ports)
  }
}

/// The seeded hash of flow keys: a folded multiplication for each end, and one of what these come to, which is the same whichever end is first.
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

  /// What an end comes to.
  @inline(__always)
  private func end(_ address: IPAddress, port: UInt32) -> UInt64 {
    FlowHasher.fold(address.high ^ seed0, address.low ^ seed1) &+ UInt64(port) &* seed2
  }

  /// The hash of `key`.
  @inline(__always)
  func hash(_ key: FlowKey) -> UInt64 {
    FlowHasher.fold(end(key.lowAddress, port: key.ports >> 16), end(key.highAddress, port: key.ports & 0xFFFF))
  }

  /// The hash of the key of `segment`'s connection; which end sorts first, as hard to foresee as a toss, is not asked for it.
  @inline(__always)
  func hash(_ segment: Segment) -> UInt64 {
    FlowHasher.fold(
      end(segment.source, port: segment.ports >> 16), end(segment.destination, port: segment.ports & 0xFFFF))
  }
}
