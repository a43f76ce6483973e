import PacketDecoding

/// A UDP datagram to `port`.
func udp(_ payload: [UInt8], port: Int, from source: Int = 40000) -> [UInt8] {
  two(source) + two(port) + two(8 + payload.count) + [0, 0] + payload
}

/// An Ethernet frame with an IPv4 packet of UDP to `port`.
func udpFrame(_ payload: [UInt8], port: Int, from source: Int = 40000) -> [UInt8] {
  ethernet(ipv4(udp(payload, port: port, from: source), protocol: 17))
}

/// An Ethernet frame with an IPv4 packet of GRE with `flags`, `type` and the optional fields `fields`.
func greFrame(_ payload: [UInt8], flags: Int = 0, type: Int = 0x0800, fields: [UInt8] = []) -> [UInt8] {
  ethernet(ipv4(two(flags) + two(type) + fields + payload, protocol: 47))
}

/// An IPv6 packet with an address of Teredo's prefix, as the source or, `prefixAt` 24, as the destination.
func teredo(_ payload: [UInt8], prefixAt place: Int = 8) -> [UInt8] {
  var packet = ipv6(payload)
  packet.replaceSubrange(place..<(place + 4), with: [0x20, 1, 0, 0])
  return packet
}

/// A data frame of IEEE 802.11 from a station, with LLC and `payload`.
func wlan(_ payload: [UInt8], control: [UInt8] = [0x08, 0x01], more: [UInt8] = []) -> [UInt8] {
  control + [0, 0] + Array(repeating: 2, count: 18) + [0, 0] + more + [0xAA, 0xAA, 3, 0, 0, 0, 8, 0] + payload
}

/// One packet of each tunnel, all with the same segment inside, and what it is to be known as.
let tunnelPackets: [(octets: [UInt8], tunnel: TunnelKind, identifier: UInt32)] = {
  let inner = ipv4(tcp(payload: [1, 2, 3]))
  let frame = ethernet(inner)
  let ppp: [UInt8] = [0xFF, 3, 0, 0x21] + inner
  return [
    (ethernet(ipv4(inner, protocol: 4)), .ipInIP, 0),
    (ethernet(ipv6(inner, next: 4), type: 0x86DD), .ipInIP, 0),
    (greFrame(inner), .gre, 0),
    (greFrame(inner, flags: 0xB000, fields: [0, 0, 0, 0] + four(77) + four(1)), .gre, 77),
    (greFrame(inner, flags: 0x4000, fields: [0, 0, 0, 0, 8, 0, 0, 4, 9, 9, 9, 9, 0, 0, 0, 0]), .gre, 0),
    (greFrame(frame, type: 0x6558), .gre, 0),
    (greFrame(frame, flags: 0x2000, type: 0x6558, fields: four(0x1234 << 8 | 5)), .nvgre, 0x1234),
    (greFrame(frame, type: 0x88BE), .erspan, 0),
    (greFrame(two(0x1000) + two(9) + four(0) + frame, flags: 0x1000, type: 0x88BE, fields: four(1)), .erspan, 9),
    (
      greFrame(two(0x2000) + two(10) + four(0) + four(0) + frame, flags: 0x1000, type: 0x22EB, fields: four(1)),
      .erspan, 10
    ),
    (
      greFrame(
        two(0x2000) + two(10) + four(0) + four(1) + four(0) + four(0) + frame, flags: 0x1000, type: 0x22EB,
        fields: four(1)),
      .erspan, 10
    ),
    (greFrame(ppp, flags: 0x3001, type: 0x880B, fields: two(ppp.count) + two(5) + four(1)), .pptp, 5),
    (greFrame(ppp, flags: 0x3081, type: 0x880B, fields: two(ppp.count) + two(5) + four(1) + four(1)), .pptp, 5),
    (greFrame(frame, flags: 0x2001, type: 0x6400, fields: two(frame.count) + [7, 0]), .etherIP, 7),
    (greFrame(four(0) + inner, type: 0x883E), .gre, 0),
    (greFrame([0, 1, 1, 64] + inner, type: 0x8847), .gre, 0),
    (ethernet(ipv4([0x30, 0] + frame, protocol: 97)), .etherIP, 0),
    (ethernet(ipv4([0, 1, 1, 64] + inner, protocol: 137)), .mpls, 16),
    (ethernet(ipv4(four(3) + four(0) + frame, protocol: 115)), .l2tp, 3),
    (udpFrame(four(0x0800_0000) + four(42 << 8) + frame, port: 4789), .vxlan, 42),
    (udpFrame(four(0x0C00_0001) + four(43 << 8) + inner, port: 4790), .vxlan, 43),
    (udpFrame(four(0x0C00_0004) + four(43 << 8) + [0, 2, 1, 1] + four(1) + inner, port: 4790), .vxlan, 43),
    (udpFrame(four(0x6558) + four(44 << 8) + frame, port: 6081), .geneve, 44),
    (udpFrame(four(0x0200_0800) + four(44 << 8) + four(1) + four(2) + inner, port: 6081), .geneve, 44),
    (udpFrame([0x30, 0xFF] + two(inner.count) + four(99) + inner, port: 2152), .gtp, 99),
    (
      udpFrame([0x34, 0xFF] + two(inner.count + 8) + four(99) + [0, 0, 0, 0x85, 1, 0, 0, 0] + inner, port: 2152), .gtp,
      99
    ),
    (udpFrame(two(0x0002) + two(1) + two(2) + ppp, port: 1701), .l2tp, 0x1_0002),
    (udpFrame(two(0x4A02) + two(0) + two(1) + two(2) + four(0) + two(2) + two(0) + ppp, port: 1701), .l2tp, 0x1_0002),
    (udpFrame(ipv6(tcp()), port: 3544), .teredo, 0),
    (
      udpFrame(
        [0, 1, 0, 0] + Array(repeating: 0, count: 9) + [0, 0] + Array(repeating: 1, count: 6) + ipv6(tcp()), port: 3544),
      .teredo, 0
    ),
    (udpFrame(teredo(tcp()), port: 32900), .teredo, 0),
    (udpFrame([0, 0, 8, 0] + inner, port: 4754), .gre, 0),
    (udpFrame([0, 1, 1, 64] + inner, port: 6635), .mpls, 16),
    (udpFrame([0x44, 0x52, 1, 41] + four(0) + Array(repeating: 0, count: 36) + ipv6(tcp()), port: 5072), .ayiya, 0),
    (udpFrame(four(0x0010_0200) + four(0) + frame, port: 5247), .capwap, 0),
    (udpFrame(four(0x0010_0300) + four(0) + wlan(inner, control: [0x01, 0x08]), port: 5247), .capwap, 0),
    (ethernet(four(0x1234) + frame, type: 0x88E7), .backbone, 0x1234),
  ]
}()
