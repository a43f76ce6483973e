import PacketDecoding
import Testing

@testable import FlowTracking

@Suite struct ChecksumLedgerTests {
  private static func segment(from address: UInt32, octets: UInt32 = 100) -> Segment {
    var segment = Segment()
    segment.source = IPAddress(ipv4: address)
    segment.payloadLength = octets
    return segment
  }

  private static func outcome(_ verdicts: [ChecksumVerifier.Verdict], octets: UInt32 = 100) -> (ChecksumLedger, [Bool])
  {
    var ledger = ChecksumLedger()
    let damaged = verdicts.map { ledger.add($0, segment(from: 1, octets: octets)) }
    return (ledger, damaged)
  }

  @Test func oneWrongAmongRightOnesIsDamaged() {
    let (ledger, damaged) = Self.outcome([.valid, .valid, .valid, .invalid, .valid])
    #expect(damaged == [false, false, false, true, false])
    #expect(ledger.damaged == 1 && ledger.verified == 5 && ledger.offloadingHosts.isEmpty)
  }

  @Test func wrongAsARuleIsOffload() {
    let (ledger, damaged) = Self.outcome([.invalid, .invalid, .invalid, .valid, .invalid, .valid, .invalid])
    #expect(!damaged.contains(true))
    #expect(ledger.offloadingHosts == [IPAddress(ipv4: 1)])
  }

  @Test func notFilledInIsOffload() {
    let (ledger, damaged) = Self.outcome([.valid, .valid] + Array(repeating: .partial, count: 20))
    #expect(!damaged.contains(true))
    #expect(ledger.offloadingHosts == [IPAddress(ipv4: 1)])
  }

  @Test func aSegmentLargerThanTheWireCarriesIsNotDamaged() {
    let (_, damaged) = Self.outcome([.valid, .valid, .valid, .invalid], octets: 20_000)
    #expect(!damaged.contains(true))
  }

  @Test func theAllowanceIsSpentAndGrowsAgain() {
    var budget = ChecksumBudget()
    var verified = [0, 0]
    for packet in 0..<200_000 where budget.earn() {
      verified[packet < 100_000 ? 0 : 1] += 1
      budget.spend(octets: 1514)
    }
    #expect((300..<10_000).contains(verified[0]))
    #expect((50..<1_000).contains(verified[1]))
  }

  @Test func aThousandHostsTakeNoMoreMemoryThanSixtyFour() {
    var ledger = ChecksumLedger()
    for _ in 0..<4 {
      for address in 0..<1_000 as Range<UInt32> { _ = ledger.add(.invalid, Self.segment(from: address)) }
    }
    #expect(ledger.offloadingHosts.count == 64)
  }
}
