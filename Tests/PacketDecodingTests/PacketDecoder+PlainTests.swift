import Testing

@testable import PacketDecoding

/// The short way of plain frames says what the walk over the layers says.
@Suite struct PlainFrameTests {
  private static let usual: [UInt8] = [2, 4, 5, 0xB4, 4, 2, 8, 10, 0, 0, 1, 2, 0, 0, 0, 3, 1, 3, 3, 7]
  private static let stamps: [UInt8] = [1, 1, 8, 10, 1, 2, 3, 4, 5, 6, 7, 8]

  private static let frames: [[UInt8]] = [
    ethernet(ipv4(tcp(payload: [1, 2, 3]))),
    ethernet(ipv4(tcp(options: stamps, payload: [9]))) + [0, 0, 0],
    ethernet(ipv4(tcp(options: usual, flags: 0x002))),
    ethernet(ipv4(tcp(options: [1, 1, 5, 10, 0, 0, 0, 1, 0, 0, 0, 9]))),
    ethernet(ipv6(tcp(options: stamps, payload: [1, 2])), type: 0x86DD),
    ethernet(ipv6(tcp(options: usual, flags: 0x012)), type: 0x86DD),
    ethernet(ipv6(tcp()), type: 0x86DD),
  ]

  private func byLayers(_ octets: [UInt8], original: Int) -> (DecodeStatus, Segment) {
    var segment = Segment()
    let status = unsafe PacketDecoder(linkType: 1).decodeLayers(
      octets.span.bytes, originalLength: UInt32(clamping: original), into: &segment)
    return (status, segment)
  }

  private func isSame(_ left: Segment, _ right: Segment) -> Bool {
    for word in 0..<8 where left.options.sackBlocks[word] != right.options.sackBlocks[word] { return false }
    return left.source == right.source && left.destination == right.destination
      && left.sourcePort == right.sourcePort && left.destinationPort == right.destinationPort
      && left.sequence == right.sequence && left.acknowledgement == right.acknowledgement
      && left.flags == right.flags && left.window == right.window && left.payloadLength == right.payloadLength
      && left.checksum == right.checksum && left.identification == right.identification
      && left.hopLimit == right.hopLimit && left.headerLength == right.headerLength && left.present == right.present
      && left.options.present == right.options.present
      && left.options.maximumSegmentSize == right.options.maximumSegmentSize
      && left.options.windowScale == right.options.windowScale
      && left.options.timestampValue == right.options.timestampValue
      && left.options.timestampEcho == right.options.timestampEcho
      && left.options.sackCount == right.options.sackCount && left.context == right.context
      && left.icmp == right.icmp && left.reporter == right.reporter
      && left.options.fastOpenCookieLength == right.options.fastOpenCookieLength
      && left.options.multipathSubtype == right.options.multipathSubtype
  }

  private func isPlain(_ octets: [UInt8], original: Int) -> Bool {
    var segment = Segment()
    return unsafe PacketDecoder(linkType: 1).decodePlain(
      octets.span.bytes, originalLength: UInt32(clamping: original), into: &segment)
  }

  @Test func plainFramesTakeTheShortWay() {
    for frame in Self.frames { #expect(isPlain(frame, original: frame.count)) }
    // Cut before the end of its options, a fragment, another protocol.
    #expect(!isPlain(Array(Self.frames[1].prefix(60)), original: 67))
    #expect(!isPlain(ethernet(ipv4(tcp(), fragment: 0x2000)), original: 54))
    #expect(!isPlain(ethernet(ipv4(tcp(), protocol: 17)), original: 54))
    // Lengths that contradict each other.
    #expect(!isPlain(ethernet(ipv4(tcp(), totalLength: 39)), original: 54))
    #expect(!isPlain(ethernet(ipv4(tcp(), totalLength: 41)), original: 54))
    #expect(!isPlain(ethernet(ipv4(tcp(dataOffset: 4))), original: 54))
  }

  @Test func mutatedFramesDecodeAsByLayers() {
    var mutator = Mutator(seed: 791)
    var segment = Segment()
    var differing = 0
    var plain = 0
    for round in 0..<60_000 {
      let octets = mutator.mutate(Self.frames[round % Self.frames.count])
      let original = round % 4 == 0 ? Int.random(in: 0...200, using: &mutator) : octets.count
      // What another packet left there is gone.
      segment.reporter = IPAddress(high: 1, low: 2)
      segment.icmp.type = 3
      segment.vlan = 5
      segment.options.fastOpenCookieLength = 4
      segment.options.multipathSubtype = 1
      let status = unsafe PacketDecoder(linkType: 1).decode(
        octets.span.bytes, originalLength: UInt32(clamping: original), into: &segment)
      let (layered, expected) = byLayers(octets, original: original)
      if status != layered || !isSame(segment, expected) { differing += 1 }
      if isPlain(octets, original: original) { plain += 1 }
    }
    #expect(differing == 0)
    #expect(plain > 10_000)
  }
}
