import PacketDecoding
import Testing

@Suite struct LayerWalkICMPTests {
  /// What 10.0.0.2 sent to 10.0.0.1, reported by 10.0.0.1's packet helper as sender.
  private func error(_ type: UInt8, code: UInt8 = 1, quoting quoted: [UInt8]) -> [UInt8] {
    ethernet(ipv4([type, code, 0, 0, 0, 0, 0, 0] + quoted, protocol: 1))
  }

  private func error6(_ type: UInt8, quoting quoted: [UInt8]) -> [UInt8] {
    ethernet(ipv6([type, 0, 0, 0, 0, 0, 5, 0] + quoted, next: 58), type: 0x86DD)
  }

  @Test(arguments: [3, 4, 5, 11, 12] as [UInt8])
  func errorQuotesEightOctets(type: UInt8) {
    let (status, segment) = decode(error(type, quoting: Array(ipv4(tcp(), totalLength: 1500).prefix(28))))
    #expect(status == .icmpError)
    #expect(segment.icmp.type == type)
    #expect(segment.icmp.code == 1)
    #expect(!segment.icmp.isIPv6)
    #expect(segment.reporter == ten(1))
    #expect(segment.source == ten(1))
    #expect(segment.destination == ten(2))
    #expect(segment.sourcePort == 40000)
    #expect(segment.destinationPort == 80)
    #expect(segment.sequence == SequenceNumber(1000))
    #expect(segment.flags.isEmpty)
    #expect(segment.present == [.icmp, .ipv4, .sequence])
  }

  @Test func quotedFlagsNeedFourteenOctets() {
    let quoted = ipv4(tcp(flags: 2), totalLength: 40)
    #expect(decode(error(3, quoting: Array(quoted.prefix(33)))).segment.flags.isEmpty)
    let (_, segment) = decode(error(3, quoting: Array(quoted.prefix(34))))
    #expect(segment.flags == .syn)
    #expect(segment.present == [.icmp, .ipv4, .sequence, .flags])
  }

  @Test func wholeQuotedHeaderIsFullHeader() {
    let (status, segment) = decode(error(11, quoting: ipv4(tcp(options: [2, 4, 5, 0xB4]), totalLength: 144)))
    #expect(status == .icmpError)
    #expect(segment.present == [.icmp, .ipv4, .sequence, .flags, .fullHeader, .allOptions])
    #expect(segment.options.maximumSegmentSize == 1460)
    #expect(segment.payloadLength == 100)
  }

  @Test func quotedPortsWithoutSequenceAreEnough() {
    let (status, segment) = decode(error(3, quoting: Array(ipv4(tcp()).prefix(24))))
    #expect(status == .icmpError)
    #expect(segment.sourcePort == 40000)
    #expect(!segment.present.contains(.sequence))
  }

  @Test func quoteWithoutPortsIsTruncated() {
    #expect(decode(error(3, quoting: Array(ipv4(tcp()).prefix(22)))).status == .truncated)
    #expect(decode(error(3, quoting: [])).status == .truncated)
  }

  @Test func quotedLengthThatARouterRewroteIsForgiven() {
    #expect(decode(error(3, quoting: Array(ipv4(tcp(), totalLength: 8).prefix(28)))).status == .icmpError)
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt8])
  func errorOfIPv6QuotesIPv6(type: UInt8) {
    let (status, segment) = decode(error6(type, quoting: ipv6(tcp())))
    #expect(status == .icmpError)
    #expect(segment.icmp.type == type)
    #expect(segment.icmp.isIPv6)
    #expect(segment.reporter == IPAddress(high: 0x2001_0DB8_0000_0000, low: 1))
    #expect(segment.destination == IPAddress(high: 0x2001_0DB8_0000_0000, low: 2))
    #expect(segment.present == [.icmp, .sequence, .flags, .fullHeader, .allOptions])
  }

  @Test func otherMessagesAreNotTCP() {
    #expect(decode(error(8, quoting: ipv4(tcp()))).status == .notTCP)
    #expect(decode(error6(128, quoting: ipv6(tcp()))).status == .notTCP)
  }

  @Test func errorsAboutOtherTrafficAreNotTCP() {
    #expect(decode(error(3, quoting: ipv4([0, 53, 0, 53, 0, 8, 0, 0], protocol: 17))).status == .notTCP)
    #expect(decode(error(3, quoting: ipv4(tcp(), fragment: 5))).status == .notTCP)
  }

  @Test func errorAboutAnErrorIsNotTCP() {
    let inner = ipv4([3, 1, 0, 0, 0, 0, 0, 0] + ipv4(tcp()), protocol: 1)
    #expect(decode(error(3, quoting: inner)).status == .notTCP)
  }
}
