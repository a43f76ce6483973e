import Testing

@testable import Workload

/// A record of a pcap file, as far as these tests look.
private struct Record {
  var microseconds: UInt64
  var captured: Int
  var original: Int
  var octets: ArraySlice<UInt8>
}

private func little(_ octets: [UInt8], _ offset: Int) -> Int {
  (0..<4).reduce(0) { $0 | Int(octets[offset + $1]) << (8 * $1) }
}

private func records(_ octets: [UInt8]) -> [Record] {
  var result: [Record] = []
  var offset = 24
  while offset + 16 <= octets.count {
    let captured = little(octets, offset + 8)
    result.append(
      Record(
        microseconds: UInt64(little(octets, offset)) * 1_000_000 + UInt64(little(octets, offset + 4)),
        captured: captured,
        original: little(octets, offset + 12), octets: octets[(offset + 16)..<(offset + 16 + captured)]))
    offset += 16 + captured
  }
  return result
}

private func make(_ kind: Workload.Kind, _ packets: Int, seed: UInt64 = 1) -> (octets: [UInt8], truth: Truth) {
  var octets: [UInt8] = []
  let truth = Workload(kind: kind, packets: packets, seed: seed).generate { octets += $0 }
  return (octets, truth)
}

@Test(arguments: Workload.Kind.allCases)
func everyRecordIsWholeAndInOrder(kind: Workload.Kind) {
  let (octets, truth) = make(kind, 3000)
  let records = records(octets)
  #expect(records.count == truth.packets)
  #expect(octets.count == truth.fileOctets)
  #expect(abs(truth.packets - 3000) < 300)
  #expect(zip(records, records.dropFirst()).allSatisfy { $0.microseconds <= $1.microseconds })
  #expect(records.allSatisfy { $0.captured <= $0.original && $0.octets.count == $0.captured })
}

@Test func theSameSeedGivesTheSameOctetsAndAnotherDoesNot() {
  #expect(make(.mixed, 2000).octets == make(.mixed, 2000).octets)
  #expect(make(.mixed, 2000).octets != make(.mixed, 2000, seed: 2).octets)
}

@Test func everySumOverAWholeSegmentIsRight() {
  var checked = 0
  for record in records(make(.full, 400).octets) where record.captured == record.original {
    let frame = Array(record.octets)
    let isIPv6 = frame[12] == 0x86
    let begin = isIPv6 ? 54 : 34
    let addresses = isIPv6 ? frame[22..<54] : frame[26..<34]
    let segment = Array(frame[begin...])
    var sum = 6 + segment.count
    for word in stride(from: addresses.startIndex, to: addresses.endIndex, by: 2) {
      sum += Int(frame[word]) << 8 + Int(frame[word + 1])
    }
    for (index, octet) in segment.enumerated() { sum += index % 2 == 0 ? Int(octet) << 8 : Int(octet) }
    while sum > 0xFFFF { sum = (sum & 0xFFFF) + (sum >> 16) }
    #expect(sum == 0xFFFF)
    checked += 1
  }
  #expect(checked > 300)
}

@Test func aFloodIsAnsweredOnceInAHundred() {
  let (octets, truth) = make(.synflood, 20_000)
  let flags = records(octets).map { Array($0.octets)[47] }
  #expect(flags.filter { $0 == Packet.syn }.count == truth.connections)
  #expect(flags.filter { $0 == Packet.syn | Packet.ack }.count == truth.handshakes)
  #expect((100...300).contains(truth.handshakes))
}

@Test func theTruthIsReadBackAsItWasWritten() {
  let truth = make(.bulk, 60_000).truth
  #expect(truth.dataRetransmissions > 0 && truth.reordered > 0 && truth.duplicateAcks > 0)
  #expect(Truth(json: truth.json).json == truth.json)
}
