import PacketDecoding
import Testing

@Suite struct LayerWalkPseudoHeaderTests {
  /// The same segment behind each link layer.
  private static let packets: [(link: Int32, octets: [UInt8])] = {
    let ip = ipv4(tcp(payload: [1, 2, 3]))
    let frame = ethernet(ip)
    let radio: [UInt8] = [0, 0, 8, 0, 0, 0, 0, 0]
    let padded: [UInt8] = [0, 0, 17, 0, 3, 0, 0, 0] + Array(repeating: 0, count: 8) + [0x20]
    let quality: [UInt8] = [0, 0]
    let record: [UInt8] = Array(repeating: 0, count: 8)
    return [
      (1, frame), (101, ip), (228, ip), (0, [0, 0, 0, 2] + ip), (9, [0, 0x21] + ip), (9, [0x21] + ip),
      (50, [0xFF, 3, 0, 0x21] + ip),
      (204, [1, 0xFF, 3, 0, 0x21] + ip), (166, [0, 0, 0x21] + ip), (104, [0x0F, 0, 8, 0] + ip),
      (205, [0, 0x0F, 0, 8, 0] + ip),
      (9, [0, 0x2F] + ipv4(tcp(payload: [1, 2, 3]), protocol: 3)), (9, [0, 0x2F] + ip),
      (107, [0x18, 0x41, 3, 0xCC] + ip), (107, [0x18, 0x61, 8, 0] + ip), (107, [0x18, 0x40, 0x01, 3, 0xCC] + ip),
      (107, [0x18, 0x41, 3, 0, 0x80, 0, 0x80, 0xC2, 0, 7] + frame),
      (206, [0, 0x18, 0x41, 3, 0x80, 0, 0, 0, 8, 0] + ip),
      (105, wlan(ip)), (105, wlan(ip, control: [0x08, 0x03], more: [1, 2, 3, 4, 5, 6])),
      (105, wlan(ip, control: [0x88, 0x01], more: quality)),
      (105, wlan(ip, control: [0x88, 0x81], more: quality + four(0))),
      (127, radio + wlan(ip)), (127, padded + wlan(ip, control: [0x88, 0x01], more: quality + [0, 0])),
      (163, four(0x8021_1001) + four(64) + Array(repeating: 0, count: 56) + wlan(ip)),
      (119, four(0x44) + [144, 0, 0, 0] + Array(repeating: 0, count: 136) + wlan(ip)),
      (192, [0, 0, 8, 0, 105, 0, 0, 0] + wlan(ip)),
      (10, [0x50] + Array(repeating: 2, count: 12) + [0xAA, 0xAA, 3, 0, 0, 0, 8, 0] + ip),
      (100, [0xAA, 0xAA, 3, 0, 0, 0, 8, 0] + ip),
      (129, [1, 2, 0, 0, 240] + ip), (129, [1, 2, 0, 0, 212, 0, 0, 1] + ip),
      (242, Array(repeating: 0, count: 40) + [8, 0, 0, 0] + ip),
      (109, [2, 0, 0, 0] + four(1) + four(0) + ip), (117, [61, 2] + Array(repeating: 0, count: 62) + ip),
      (258, [16, 0, 0, 0, 1, 0, 0, 0, 12, 0, 0, 0] + four(0) + ip),
      (239, [2, 0, 0, 0, 8, 0, 5, 0, 0, 0, 0, 1] + [UInt8(ip.count + 4), 0, 9, 0] + ip),
      (
        253,
        [0, 4, 3, 0x38] + Array(repeating: 0, count: 11) + [12] + [0, 0, 0, 0, 0, 3] + Array(repeating: 0, count: 10)
          + [2, 0, 0, 0, UInt8(ip.count + 4), 0, 10, 0] + ip
      ),
      (178, [0x4D, 0x47, 0x43, 0x80, 0, 4, 1, 2, 3, 4] + frame), (178, [0x4D, 0x47, 0x43, 2, 0, 0, 0, 0] + ip),
      (180, [0x4D, 0x47, 0x43, 0, 0, 0x21] + ip), (181, [0x4D, 0x47, 0x43, 0, 0x0F, 0, 8, 0] + ip),
      (182, [0x4D, 0x47, 0x43, 0, 0x18, 0x41, 3, 0xCC] + ip),
      (197, record + [2, 4, 0, 0, 0, 0, 0, 0, 0, 0] + frame),
      (197, record + [0x96, 4, 0, 0, 0, 0, 0, 0] + record + ip),
      (219, [0, 0, 1, 64] + ip), (274, record + frame),
      (1, ethernet(two(0) + four(0) + two(0x0800) + ip, type: 0x893F)),
      (1, ethernet(four(0) + two(0x0800) + ip, type: 0x8926)),
      (1, ethernet(two(1) + frame, type: 0x8903)), (1, ethernet(two(0x0040) + four(0) + four(0) + frame, type: 0x22F3)),
      (1, ethernet([0x20, 0] + four(1) + record + two(0x0800) + ip, type: 0x88E5)),
      (1, ethernet([0xFE, 0xFE, 3, 0xCC] + ip, type: ip.count + 4)),
    ]
  }()

  @Test func everyLinkLayerGivesTheSameSegment() {
    let wanted = decode(ethernet(ipv4(tcp(payload: [1, 2, 3])))).segment
    for (index, packet) in Self.packets.enumerated() {
      let (status, segment) = decode(packet.octets, link: packet.link)
      #expect(status == .tcp, "packet \(index), link type \(packet.link)")
      #expect(segment.source == wanted.source && segment.destinationPort == 80, "packet \(index)")
      #expect(
        segment.payloadLength == 3 && segment.present == wanted.present && segment.context == 0, "packet \(index)")
    }
  }

  @Test func cutAndMutatedPacketsNeverTrap() {
    var mutator = Mutator(seed: 11)
    var contradictions = 0
    for packet in Self.packets {
      for length in 0...packet.octets.count {
        _ = decode(Array(packet.octets.prefix(length)), link: packet.link, original: packet.octets.count)
      }
      for _ in 0..<2_000 {
        let octets = mutator.mutate(packet.octets)
        let status = decode(octets, link: packet.link).status
        if [.truncated, .malformed, .tooManyLayers].contains(status), diagnose(octets, link: packet.link) == nil {
          contradictions += 1
        }
      }
    }
    #expect(contradictions == 0)
  }

  @Test func protectedFramesAreEncrypted() {
    #expect(decode(wlan(ipv4(tcp()), control: [0x08, 0x41]), link: 105).status == .encrypted)
    #expect(decode(ethernet([0x0C, 0] + four(1) + four(0), type: 0x88E5)).status == .encrypted)
  }

  @Test func framesWithoutDataAreNotTCP() {
    #expect(decode(wlan(ipv4(tcp()), control: [0x80, 0]), link: 105).status == .notTCP)
    #expect(decode(wlan(ipv4(tcp()), control: [0x48, 1]), link: 105).status == .notTCP)
  }

  @Test func aggregateGivesEachOfItsFrames() {
    func subframe(_ payload: [UInt8]) -> [UInt8] {
      let body: [UInt8] = [0xAA, 0xAA, 3, 0, 0, 0, 8, 0] + payload
      let frame = Array(repeating: 2, count: 12) + two(body.count) + body
      return frame + Array(repeating: 0, count: (4 - frame.count % 4) % 4)
    }
    let octets =
      [0x88, 1, 0, 0] + Array(repeating: 2, count: 18) + [0, 0, 0x80, 0]
      + subframe(ipv4(tcp(payload: [1]))) + subframe(ipv4(tcp(payload: [1, 2]))) + subframe(ipv4(tcp(payload: [])))
    let (status, first) = decode(octets, link: 105)
    #expect(status == .tcp)
    #expect(first.payloadLength == 1 && first.present.contains(.aggregate))
    var segment = Segment()
    let decoder = PacketDecoder(linkType: 105)
    let length = UInt32(octets.count)
    #expect(unsafe decoder.decode(subframe: 1, octets.span.bytes, originalLength: length, into: &segment) == .tcp)
    #expect(segment.payloadLength == 2 && segment.present.contains(.aggregate))
    #expect(unsafe decoder.decode(subframe: 2, octets.span.bytes, originalLength: length, into: &segment) == .tcp)
    #expect(segment.payloadLength == 0 && !segment.present.contains(.aggregate))
    #expect(unsafe decoder.decode(subframe: 3, octets.span.bytes, originalLength: length, into: &segment) == .notTCP)
  }

  @Test func bothTagsOfAStackAreKept() {
    let (_, segment) = decode(ethernet(two(10) + two(0x8100) + two(20) + two(0x0800) + ipv4(tcp()), type: 0x88A8))
    #expect(segment.vlan == 10)
    #expect(segment.innerVLAN == 20)
  }
}
