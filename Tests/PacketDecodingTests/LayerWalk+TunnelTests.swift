import PacketDecoding
import Testing

@Suite struct LayerWalkTunnelTests {
  @Test func everyTunnelIsSteppedInto() {
    for (index, packet) in tunnelPackets.enumerated() {
      let (status, segment) = decode(packet.octets)
      #expect(status == .tcp, "packet \(index), \(packet.tunnel)")
      #expect(segment.tunnel == packet.tunnel, "packet \(index)")
      let identifier = segment.present.contains(.tunnelEnds) ? 0 : segment.tunnelIdentifier
      #expect(identifier == packet.identifier, "packet \(index)")
      #expect(segment.sourcePort == 40000 && segment.destinationPort == 80, "packet \(index)")
    }
  }

  @Test func cutAndMutatedTunnelsNeverTrap() {
    var mutator = Mutator(seed: 47)
    var contradictions = 0
    for packet in tunnelPackets {
      for length in 0...packet.octets.count {
        let cut = Array(packet.octets.prefix(length))
        if decode(cut, original: packet.octets.count).status == .malformedSegment { contradictions += 1 }
        _ = diagnose(cut)
      }
      for _ in 0..<3_000 {
        let octets = mutator.mutate(packet.octets)
        let status = decode(octets).status
        if [.truncated, .malformed, .tooManyLayers].contains(status), diagnose(octets) == nil { contradictions += 1 }
        _ = verify(octets)
      }
    }
    #expect(contradictions == 0)
  }

  @Test func whatIsInsideDecidesAddressesAndIdentification() {
    let (_, segment) = decode(ethernet(ipv4(ipv6(tcp()), protocol: 41)))
    #expect(!segment.source.isIPv4)
    #expect(segment.identification == 0)
    #expect(!segment.present.contains(.ipv4))
    #expect(segment.hopLimit == 63)
  }

  @Test func innerLengthDecidesWhereTheOuterIsAFragment() {
    let inner = ipv4(tcp(payload: [1, 2, 3]), totalLength: 1400)
    let (status, segment) = decode(ethernet(ipv4(two(0) + two(0x0800) + inner, protocol: 47, fragment: 0x2000)))
    #expect(status == .tcp)
    #expect(segment.payloadLength == 1360)
    #expect(!segment.present.contains(.fragment))
  }

  @Test func tunnelWithoutIdentifierLeavesTheOneAroundIt() {
    let inner = ipv4(ipv4(tcp()), protocol: 4)
    let (_, segment) = decode(udpFrame(four(0x0800_0000) + four(42 << 8) + ethernet(inner), port: 4789))
    #expect(segment.tunnel == .vxlan)
    #expect(segment.tunnelIdentifier == 42)
  }

  @Test(arguments: [4, 47, 97] as [UInt8])
  func outerAddressesTellTunnelsWithoutIdentifierApart(number: UInt8) {
    let inner = ipv4(tcp())
    let payload: [UInt8] =
      switch number {
      case 4: inner
      case 47: two(0) + two(0x0800) + inner
      default: [0x30, 0] + ethernet(inner)
      }
    var packet = ethernet(ipv4(payload, protocol: number))
    let first = decode(packet).segment
    #expect(first.present.contains(.tunnelEnds))
    // The other direction: 10.0.0.2 to 10.0.0.1.
    packet[29] = 2
    packet[33] = 1
    #expect(decode(packet).segment.context == first.context)
    packet[33] = 9
    #expect(decode(packet).segment.context != first.context)
    #expect(TunnelKind(context: first.context) == first.tunnel)
  }

  @Test func lowestLabelTellsCustomersApart() {
    func network(_ labels: [Int]) -> UInt64 {
      let stack = labels.enumerated().flatMap { four($1 << 12 | ($0 == labels.count - 1 ? 0x140 : 0x40)) }
      let (status, segment) = decode(ethernet(stack + ipv4(tcp()), type: 0x8847))
      #expect(status == .tcp)
      return segment.context
    }
    #expect(network([17, 100]) == network([18, 100]))
    #expect(network([17, 100]) != network([17, 101]))
    // Explicit null says nothing of a customer.
    #expect(network([0]) == 0)
  }

  @Test func portsAloneMakeNoTunnel() {
    for port in [4789, 4790, 6081, 2152, 1701, 3544, 4754, 5072, 5247] {
      #expect(decode(udpFrame([0xFF, 0xFF, 0xFF, 0xFF] + ethernet(ipv4(tcp())), port: port)).status == .notTCP)
    }
  }

  @Test func teredoBetweenClientsAndRelaysIsKnownByItsPacket() {
    let inner = teredo(tcp(payload: [1, 2, 3]))
    for packet in [inner, teredo(tcp(payload: [1, 2, 3]), prefixAt: 24)] {
      let (status, segment) = decode(udpFrame(packet, port: 32900, from: 3797))
      #expect(status == .tcp && segment.tunnel == .teredo && segment.payloadLength == 3)
    }
    let cut = udpFrame(inner, port: 32900)
    #expect(decode(Array(cut.dropLast(20)), original: cut.count).status == .truncated)
  }

  @Test func whatIsNoWholeTeredoPacketIsOtherTraffic() {
    let inner = teredo(tcp(payload: [1, 2, 3]))
    var version = inner
    version[0] = 0x70
    var next = inner
    next[6] = 59
    var longer = inner
    longer[5] &+= 1
    let misses = [
      ipv6(tcp()), inner + [0], Array(inner.dropLast()), version, next, longer, teredo([]), Array(inner.prefix(39)),
      [0x60], [],
      [0, 0, 1, 2, 3, 4, 5, 6] + inner,
    ]
    for miss in misses {
      #expect(decode(udpFrame(miss, port: 32900, from: 3797)).status == .notTCP)
    }
    // Teredo is for hosts that have IPv4 alone.
    #expect(decode(ethernet(ipv6(udp(inner, port: 32900), next: 17), type: 0x86DD)).status == .notTCP)
  }

  @Test func securityPayloadIsEncrypted() {
    #expect(decode(ethernet(ipv4(four(1) + four(1), protocol: 50))).status == .encrypted)
    #expect(decode(udpFrame(four(0x1234) + four(1), port: 4500)).status == .encrypted)
    #expect(decode(udpFrame(four(0) + four(1), port: 4500)).status == .notTCP)
  }

  @Test(arguments: [4, 41, 47])
  func nestingIsBounded(number: UInt8) {
    var octets = ipv4(tcp())
    for _ in 0..<3000 {
      octets = ipv4((number == 47 ? two(0) + two(0x0800) : []) + octets, protocol: number, totalLength: 65535)
    }
    #expect(decode(ethernet(octets)).status == .tooManyLayers)
    #expect(diagnose(ethernet(octets)) != nil)
  }

  @Test func fourThousandTagsAreTooMany() {
    let tags = (0..<4000).flatMap { _ in two(1) + two(0x8100) }
    #expect(decode(ethernet(tags, type: 0x8100)).status == .tooManyLayers)
  }

  @Test func pseudowiresAreToldApartFromIP() {
    let label: [UInt8] = [0, 1, 1, 64]
    let frame = ethernet(ipv4(tcp()))
    #expect(decode(ethernet(label + four(0) + frame, type: 0x8847)).status == .tcp)
    #expect(decode(ethernet(label + frame, type: 0x8847)).status == .tcp)
    // An address that starts with a 4, or a 6.
    for first: UInt8 in [0x44, 0x60] {
      var odd = frame
      odd[0] = first
      #expect(decode(ethernet(label + odd, type: 0x8847)).status == .tcp)
    }
  }

  @Test func payloadDoesNotOutreachTheRecord() {
    let (status, segment) = decode(ethernet(ipv4(tcp(payload: [1, 2, 3]), totalLength: 1500)))
    #expect(status == .tcp)
    #expect(segment.payloadLength == 3)
  }

  @Test func sourceRouteTellsTheDestination() {
    let route: [UInt8] = [131, 7, 4, 10, 0, 0, 9, 0]
    #expect(decode(ethernet(ipv4(tcp(), options: route))).segment.destination == ten(9))
    #expect(decode(ethernet(ipv4(tcp(), options: [131, 7, 8, 10, 0, 0, 9, 0]))).segment.destination == ten(2))
  }

  @Test(arguments: [[7, 0, 0, 0], [7, 1, 0, 0], [7, 40, 0, 0], [1, 1, 1, 7]] as [[UInt8]])
  func optionLengthThatLiesIsMalformed(options: [UInt8]) {
    #expect(decode(ethernet(ipv4(tcp(), options: options))).status == .malformed)
    #expect(diagnose(ethernet(ipv4(tcp(), options: options)))?.layer == .ipv4)
  }
}
