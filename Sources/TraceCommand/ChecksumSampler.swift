import FlowTracking
import PacketDecoding

/// Verifies checksums of packets as far as the budget for that goes.
struct ChecksumSampler {
  /// What is known of checksums.
  private(set) var ledger = ChecksumLedger()

  private var budget = ChecksumBudget()
  private var verifier: ChecksumVerifier

  /// One for packets of `linkType`.
  init(linkType: Int32) {
    verifier = ChecksumVerifier(linkType: linkType)
  }

  /// Packets are of `linkType` from now on.
  mutating func change(to linkType: Int32) {
    verifier = ChecksumVerifier(linkType: linkType)
  }

  /// Verifies the checksum of a packet that was decoded into `segment`, if it was captured whole and it is its turn, and marks the segment where
  /// it is damaged.
  @inline(__always)
  mutating func sample(_ octets: RawSpan, originalLength: UInt32, _ status: DecodeStatus, _ segment: inout Segment) {
    if seldom(budget.earn()), octets.byteCount >= Int(originalLength) {
      verify(octets, originalLength, status, &segment)
    }
  }

  @inline(never)
  private mutating func verify(
    _ octets: RawSpan, _ originalLength: UInt32, _ status: DecodeStatus, _ segment: inout Segment
  ) {
    guard case .tcp = status else { return }
    budget.spend(octets: octets.byteCount)
    let verdict = verifier.verdict(octets, originalLength: originalLength)
    if ledger.add(verdict, segment) { segment.present.insert(.damaged) }
  }
}
