package import PacketDecoding

/// Which hosts' checksums are right, and which segments are wrong although their host's are right otherwise.
///
/// Its memory is fixed.
package struct ChecksumLedger: Sendable {
  /// A host whose checksums are wrong.
  package struct Host: Sendable, BitwiseCopyable {
    /// Its address.
    package var address: IPAddress
    /// Segments whose sum is wrong, or not filled in yet.
    package var wrong: UInt32
  }

  private static let hostLimit = 64
  /// Larger segments were put together by an interface, which need not have summed them (octets of payload).
  private static let wireLimit: UInt32 = 1_480

  private var rightCounts = [UInt16](repeating: 0, count: 1024)
  /// Hosts with a wrong checksum, in the order of first sight; 64 at most.
  private var hosts: [Host] = []
  /// Segments that were verified.
  package private(set) var verified: UInt64 = 0
  /// Of these, segments that are damaged: wrong from a host whose others are right.
  package private(set) var damaged: UInt64 = 0

  /// Nothing verified yet.
  package init() {}

  /// Takes the verdict on `segment` into account; true when the segment is damaged.
  package mutating func add(_ verdict: ChecksumVerifier.Verdict, _ segment: Segment) -> Bool {
    let source = segment.source
    let slot = Int(truncatingIfNeeded: ((source.high ^ source.low) &* 0x9E37_79B9_7F4A_7C15) >> 54)
    switch verdict {
    case .unknown:
      return false
    case .valid:
      verified &+= 1
      if rightCounts[slot] < .max { rightCounts[slot] &+= 1 }
      return false
    case .partial:
      verified &+= 1
      count(source)
      return false
    case .invalid:
      verified &+= 1
      let before = count(source)
      let right = UInt32(rightCounts[slot])
      guard right >= 2, right >= 4 &* before, segment.payloadLength <= ChecksumLedger.wireLimit else { return false }
      damaged &+= 1
      return true
    }
  }

  /// Counts a wrong checksum of a host; how many it had before.
  @discardableResult
  private mutating func count(_ address: IPAddress) -> UInt32 {
    for index in hosts.indices where hosts[index].address == address {
      hosts[index].wrong &+= 1
      return hosts[index].wrong &- 1
    }
    if hosts.count < ChecksumLedger.hostLimit { hosts.append(Host(address: address, wrong: 1)) }
    return 0
  }

  /// Hosts whose checksums are wrong as a rule: their interfaces fill them in after the capture, or somebody rewrote the packets.
  package var offloadingHosts: [IPAddress] {
    hosts.filter { host in
      let slot = Int(truncatingIfNeeded: ((host.address.high ^ host.address.low) &* 0x9E37_79B9_7F4A_7C15) >> 54)
      return host.wrong > 2 && host.wrong >= UInt32(rightCounts[slot]) / 4
    }.map(\.address)
  }
}
