import PacketDecoding
import Testing

@Suite struct RobustnessTests {
  /// One good packet of each shape.
  private static let packets: [(link: Int32, octets: [UInt8])] = {
    let options: [UInt8] = [2, 4, 5, 0xB4, 4, 2, 8, 10, 0, 0, 1, 2, 0, 0, 0, 3, 1, 3, 3, 7]
    let sack: [UInt8] = [1, 1, 5, 18, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4]
    let segment = tcp(options: options, payload: [1, 2, 3, 4, 5])
    let extensions: [UInt8] = [43, 0, 0xC2, 4, 0, 0, 0, 101, 60, 0, 0, 0, 0, 0, 0, 0, 44, 0, 1, 4, 0, 0, 0, 0]
    let fragment: [UInt8] = [51, 0, 0, 0, 0, 0, 0, 9, 6, 4] + Array(repeating: 0, count: 22)
    let snap: [UInt8] = [0xAA, 0xAA, 3, 0, 0, 0, 8, 0] + ipv4(segment)
    let pppoe: [UInt8] = [0x11, 0, 0, 5] + two(segment.count + 42) + two(0x57) + ipv6(segment)
    return [
      (1, ethernet(ipv4(segment))),
      (1, ethernet(ipv4(tcp(options: sack), options: [7, 3, 4, 0]))),
      (1, ethernet(ipv6(segment), type: 0x86DD)),
      (1, ethernet(ipv6(extensions + fragment + segment, next: 0, payloadLength: 0), type: 0x86DD)),
      (1, ethernet(two(5) + two(0x8100) + two(6) + two(0x0800) + ipv4(segment), type: 0x88A8)),
      (1, ethernet(snap, type: snap.count)),
      (1, ethernet(pppoe, type: 0x8864)),
      (1, ethernet([0, 1, 0, 64, 0, 2, 1, 64] + ipv4(segment), type: 0x8847)),
      (1, ethernet(ipv4([3, 1, 0, 0, 0, 0, 0, 0] + ipv4(segment), protocol: 1))),
      (1, ethernet(ipv6([1, 0, 0, 0, 0, 0, 0, 0] + ipv6(segment), next: 58), type: 0x86DD)),
      (113, [0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0, 8, 0] + ipv4(segment)),
      (276, [8, 0, 0, 0, 0, 0, 0, 3, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0] + ipv4(segment)),
      (0, [2, 0, 0, 0] + ipv4(segment)),
      (9, [0xFF, 3, 0, 0x21] + ipv4(segment)),
      (104, [0x0F, 0, 8, 0] + ipv4(segment)),
      (101, ipv6(segment)),
    ]
  }()

  /// Runs all that reads octets; a trap would end the test run. Returns whether what came of it agrees with itself.
  private func survives(_ octets: [UInt8], link: Int32, original: Int) -> Bool {
    let (status, segment) = decode(octets, link: link, original: original)
    let isStopped = [.truncated, .malformed, .malformedSegment, .tooManyLayers].contains(status)
    let error = diagnose(octets, link: link, original: original)
    _ = verify(octets, link: link, original: original)
    let isMalformed = segment.present.contains(.malformedHeader)
    return (!isStopped || error != nil)
      && segment.present.contains(.icmp) == (segment.icmp.type != 0)
      && isMalformed == (status == .malformedSegment || isMalformed && status == .icmpError)
  }

  @Test func goodPacketsDecode() {
    for (link, octets) in Self.packets {
      let (status, segment) = decode(octets, link: link)
      #expect(status == (segment.present.contains(.icmp) ? .icmpError : .tcp))
      #expect(segment.sourcePort == 40000)
    }
  }

  @Test func truncationAtEveryOctetNeverTraps() {
    for (link, octets) in Self.packets {
      for length in 0...octets.count {
        let cut = Array(octets.prefix(length))
        #expect(survives(cut, link: link, original: octets.count))
        #expect(survives(cut, link: link, original: length))
        #expect([.tcp, .icmpError, .truncated].contains(decode(cut, link: link, original: octets.count).status))
      }
    }
  }

  @Test func mutationsNeverTrap() {
    var mutator = Mutator(seed: 9293)
    var failures = 0
    for round in 0..<100_000 {
      let (link, octets) = Self.packets[round % Self.packets.count]
      let original = round % 3 == 0 ? Int.random(in: 0...70000, using: &mutator) : octets.count
      if !survives(mutator.mutate(octets), link: link, original: original) { failures += 1 }
    }
    #expect(failures == 0)
  }
}
