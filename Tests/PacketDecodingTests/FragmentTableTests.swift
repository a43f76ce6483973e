import PacketDecoding
import Testing

@Suite struct FragmentTableTests {
  private static let decoder = PacketDecoder(linkType: 1)

  /// What came of each packet in turn, and the last one's segment.
  private func feed(
    _ table: inout FragmentTable, _ packets: [[UInt8]], step: Int64 = 1_000_000
  ) -> (statuses: [DecodeStatus], segment: Segment) {
    var segment = Segment()
    var statuses: [DecodeStatus] = []
    for (index, octets) in packets.enumerated() {
      segment.time = Int64(index) * step
      segment.frame = UInt64(index) + 1
      let length = UInt32(octets.count)
      let status = unsafe Self.decoder.decode(octets.span.bytes, originalLength: length, into: &segment)
      statuses.append(
        unsafe table.take(octets.span.bytes, originalLength: length, status, Self.decoder, into: &segment))
    }
    return (statuses, segment)
  }

  private func fragments(of payload: [UInt8], size: Int, protocol number: UInt8 = 6) -> [[UInt8]] {
    stride(from: 0, to: payload.count, by: size).map { start in
      let end = min(start + size, payload.count)
      return ethernet(
        ipv4(Array(payload[start..<end]), protocol: number, fragment: (end < payload.count ? 0x2000 : 0) | start / 8))
    }
  }

  private static let segment = tcp(options: [2, 4, 5, 0xB4], payload: Array(repeating: 7, count: 100))

  @Test func lastFragmentCompletesTheSegment() {
    var table = FragmentTable()
    let (statuses, segment) = feed(&table, fragments(of: Self.segment, size: 48))
    #expect(statuses == [.fragment, .fragment, .tcp])
    #expect(segment.payloadLength == 100)
    #expect(segment.frame == 3)
    #expect(segment.present.contains([.fullHeader, .allOptions, .ipv4]))
    #expect(segment.identification == 0x1234 && segment.hopLimit == 64)
    #expect(table.isEmpty)
  }

  @Test func anyOrderDoes() {
    var table = FragmentTable()
    let parts = fragments(of: Self.segment, size: 24)
    #expect(feed(&table, parts.reversed()).statuses.last == .tcp)
    let order = [3, 0, 5, 2, 4, 1].filter { $0 < parts.count }
    let (statuses, segment) = feed(&table, order.map { parts[$0] })
    #expect(statuses.last == .tcp && statuses.dropLast().allSatisfy { $0 == .fragment })
    #expect(segment.payloadLength == 100)
  }

  @Test func tinyFragmentsHoldTheHeaderTogether() {
    var table = FragmentTable()
    let (statuses, segment) = feed(&table, fragments(of: Self.segment, size: 8))
    #expect(statuses.last == .tcp)
    #expect(segment.flags == [.psh, .ack] && segment.options.maximumSegmentSize == 1460)
  }

  @Test func overlapIsDropped() {
    var table = FragmentTable()
    var parts = fragments(of: Self.segment, size: 48)
    // Says other flags than the first fragment did.
    parts.insert(ethernet(ipv4(Array(repeating: 0, count: 56), fragment: 0x2001)), at: 1)
    #expect(feed(&table, parts).statuses.prefix(2) == [.fragment, .contradictoryFragment])
  }

  @Test func copiesChangeNothing() {
    var table = FragmentTable()
    let parts = fragments(of: Self.segment, size: 48)
    #expect(feed(&table, [parts[0], parts[0], parts[1], parts[1], parts[2]]).statuses.last == .tcp)
  }

  @Test func twoEndsContradictEachOther() {
    var table = FragmentTable()
    let first = fragments(of: Self.segment, size: 48)[0]
    let ends = [7, 12].map { ethernet(ipv4([1, 2, 3, 4], fragment: $0)) }
    #expect(feed(&table, [first] + ends).statuses == [.fragment, .fragment, .contradictoryFragment])
  }

  @Test func startWithoutTheRestIsReleased() {
    var table = FragmentTable()
    _ = feed(&table, [fragments(of: Self.segment, size: 48)[0]])
    table.expire(at: 1_000_000_000)
    #expect(table.released.isEmpty)
    table.expire(at: 3_000_000_000)
    #expect(table.released.map(\.frame) == [1])
    #expect(table.released[0].present.contains(.fragment))
  }

  @Test func restWithoutAStartIsForgotten() {
    var table = FragmentTable()
    _ = feed(&table, [fragments(of: Self.segment, size: 48)[2]])
    table.expireAll()
    #expect(table.released.isEmpty && table.isEmpty)
  }

  @Test func floodOfStartsIsBoundedAndLosesNone() {
    var table = FragmentTable()
    let packets = (0..<3000).map { index in
      var octets = fragments(of: Self.segment, size: 48)[0]
      octets[18] = UInt8(truncatingIfNeeded: index >> 8)
      octets[19] = UInt8(truncatingIfNeeded: index)
      return octets
    }
    #expect(feed(&table, packets, step: 1).statuses.allSatisfy { $0 == .fragment })
    #expect(table.released.count >= 3000 - 256)
    table.expireAll()
    #expect(table.released.count == 3000)
  }

  @Test func ipv6FragmentsAreJoined() {
    var table = FragmentTable()
    func part(_ payload: ArraySlice<UInt8>, _ place: Int) -> [UInt8] {
      ethernet(ipv6([6, 0] + two(place) + four(0x1_0001) + payload, next: 44), type: 0x86DD)
    }
    let (statuses, segment) = feed(
      &table, [part(Self.segment[..<64], 1), part(Self.segment[64...], 64)])
    #expect(statuses == [.fragment, .tcp])
    #expect(segment.payloadLength == 100 && !segment.source.isIPv4)
  }

  @Test func otherTrafficPassesThrough() {
    var table = FragmentTable()
    let packet = fragments(of: Array(repeating: 0, count: 64), size: 32, protocol: 17)[0]
    #expect(feed(&table, [packet]).statuses == [.notTCP])
    #expect(table.isEmpty)
  }
}
